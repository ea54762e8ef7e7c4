import Glibc

/// Looks at what stands at a path.
enum FileProbe {
  /// Whether a file stands there, or a link to one.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
