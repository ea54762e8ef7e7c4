import Glibc

/// The clock of the transport's thread, whose only use is idle limits and libcurl's own timer.
enum MonotonicTime {
  /// Nanoseconds since some moment of the past.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
