import Foundation

/// Holds the threads that come to it until it is opened, and tells that one has come.
final class Barrier: Sendable {
  private let opening = DispatchSemaphore(value: 0)
  private let arrival = DispatchSemaphore(value: 0)

  /// Tells that the place is reached, and waits.
  func wait() {
    arrival.signal()
    opening.wait()
    opening.signal()
  }

  func open() { opening.signal() }

  /// Waits until a thread has come.
  func whenReached() async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        self.arrival.wait()
        continuation.resume()
      }
    }
  }
}
