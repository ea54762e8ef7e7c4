import Glibc

/// What the system says of a folder that may not be there.
struct FolderFacts: Sendable, Hashable {
  /// What stands at the path.
  enum Place: Sendable, Hashable {
    /// The folder.
    case folder
    /// Nothing; the nearest folder above it is the one named.
    case missing(above: String)
    /// Something else, here or above it, at the path named.
    case blocked(at: String)
    /// Something that cannot be looked at, with the system's words.
    case unknown(String)
  }

  /// What stands at the path.
  var place: Place
  /// Whether files can be made in the folder, or in the nearest one above it.
  var isWritable = true
  /// The permissions, such as 0o700; nil for what is not there.
  var mode: UInt32?
  /// The bytes that this user can still write there.
  var freeBytes: Int?
  /// The name of a file system of the kernel that it is on, such as `proc`, in which no folder can be
  /// made.
  var kernel: String?
  /// The type of network file system that it is on, such as `nfs4`; nil for a local one.
  var network: String?

  /// Looks at a path.
  static func look(at path: String) -> FolderFacts {
    var status = stat()
    var existing = path
    var isThere = true
    while stat(existing, &status) != 0 {
      let number = errno
      var link = stat()
      if lstat(existing, &link) == 0 { return FolderFacts(place: .blocked(at: existing)) }
      let above = parent(of: existing)
      guard number == ENOENT || number == ENOTDIR, above != existing else {
        return FolderFacts(place: .unknown(String(cString: strerror(number))))
      }
      existing = above
      isThere = false
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return FolderFacts(place: .blocked(at: existing))
    }
    var facts = FolderFacts(place: isThere ? .folder : .missing(above: existing))
    let mounts = MountTable.current
    facts.kernel = mounts.kernelType(ofDevice: status.st_dev)
    // Root may write anywhere, if one believes access().
    facts.isWritable = access(existing, W_OK | X_OK) == 0 && facts.kernel == nil
    if isThere { facts.mode = status.st_mode & 0o777 }
    var space = statvfs()
    // A file system that counts no blocks, such as one in memory without a limit, says nothing.
    if statvfs(existing, &space) == 0, space.f_blocks > 0 {
      let (bytes, isTooMuch) = UInt64(space.f_bavail)
        .multipliedReportingOverflow(by: UInt64(space.f_frsize))
      facts.freeBytes = isTooMuch ? .max : Int(clamping: bytes)
    }
    facts.network = mounts.networkType(ofDevice: status.st_dev)
    return facts
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
