import Glibc

/// A clock that only goes forward, and a way to wait for it.
package protocol TimeSource: Sendable {
  /// The time since a fixed moment of the clock's own.
  var now: Duration { get }
  /// Waits until the clock shows `moment`; throws `CancellationError` as soon as the task is cancelled.
  func sleep(until moment: Duration) async throws
}

/// The machine's clock, which goes on while the machine sleeps.
package struct SystemTime: TimeSource {
  private let origin = ContinuousClock.now

  /// Starts at zero.
  package init() {}

  package var now: Duration { origin.duration(to: .now) }

  package func sleep(until moment: Duration) async throws {
    try await Task.sleep(until: origin + moment, clock: .continuous)
  }
}

/// The wall clock: milliseconds since 1970.
package typealias WallClock = @Sendable () -> Int64

/// The machine's wall clock.
@Sendable package func systemWallClock() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}
