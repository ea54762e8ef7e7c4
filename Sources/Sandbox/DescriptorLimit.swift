import Glibc

/// How many files and connections this process may hold open.
enum DescriptorLimit {
  /// Raises the soft limit to the hard one.
  ///
  /// The server ends when it runs out of descriptors while it accepts a connection.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
