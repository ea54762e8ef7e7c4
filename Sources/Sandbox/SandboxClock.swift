import Glibc

/// The time of day and a way to wait for it, as a parameter.
package struct SandboxClock: Sendable {
  /// The time since 1970-01-01 00:00 UTC.
  package var now: @Sendable () -> Duration
  /// Returns when `now` has reached the given time, at once if it has; throws when cancelled.
  package var sleep: @Sendable (_ until: Duration) async throws -> Void

  /// A clock made of the two functions.
  package init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's own clock.
  ///
  /// The time of day and not a monotonic one, because a generation goes on while the sandbox is
  /// restarted.
  package static let system = SandboxClock(
    now: { systemTime() },
    sleep: { until in
      let rest = until - systemTime()
      if rest > .zero { try await Task.sleep(for: rest) }
    })

  private static func systemTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
