import Dispatch

/// Work that may block, done where it holds up nothing else.
enum Blocking {
  /// The value of the work.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
  }
}
