import Glibc

/// The bound on open descriptors of this process.
///
/// Each stream is a socket, and the soft limit is often 1024. It belongs to the whole process, so the program
/// raises it once at its start, not the transport.
package enum OpenFileLimit {
  /// Raises the soft limit to the hard one, and gives the limit that now holds.
  @discardableResult
  package static func raise() -> UInt64 {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    guard limit.rlim_cur < limit.rlim_max else { return UInt64(limit.rlim_cur) }
    let before = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    return UInt64(setrlimit(resource, &limit) == 0 ? limit.rlim_max : before)
  }
}
