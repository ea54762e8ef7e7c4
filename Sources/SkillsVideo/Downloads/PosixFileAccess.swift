import Glibc

/// The machine's own file system.
package struct PosixFileAccess: FileAccess {
  /// Makes access to the file system.
  package init() {}

  package func makeFolder(_ path: String) throws(FileError) {
    try makeFolder(path, mode: 0o777)
  }

  /// Makes a folder with all folders above it, each with `mode` less the umask.
  package func makeFolder(_ path: String, mode: UInt32) throws(FileError) {
    var made: [String] = []
    var missing = [path.isEmpty ? "." : path]
    // Where nothing can be made below a folder that is there, as in /proc, this ends it.
    var entered: Set<String> = []
    while let folder = missing.last {
      if mkdir(folder, mode) == 0 {
        made.append(folder)
        missing.removeLast()
        continue
      }
      let number = errno
      switch number {
      case ENOENT where Self.parent(of: folder) != folder && entered.insert(folder).inserted:
        missing.append(Self.parent(of: folder))
      case EEXIST where Self.isFolder(folder):
        missing.removeLast()
      default:
        throw FileError(
          operation: "make the folder", path: folder, number: number == EEXIST ? ENOTDIR : number)
      }
    }
    for folder in made { try synchronizeFolder(Self.parent(of: folder)) }
  }

  package func open(_ path: String, for use: FileUse) throws(FileError) -> any OutputFile {
    try PosixOutputFile(path, for: use)
  }

  package func rename(_ path: String, to newPath: String, replacing: Bool) throws(FileError) {
    guard !replacing else { return try move(path, newPath) }
    // A second name that must be new, then the first one away: no moment without the file.
    if link(path, newPath) == 0 {
      guard unlink(path) == 0 else { throw FileError("remove", path) }
      return
    }
    switch errno {
    case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
      // No links on this file system: an empty file of ours keeps the name until it is replaced.
      let descriptor = Glibc.open(newPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw FileError("rename to", newPath) }
      close(descriptor)
      try move(path, newPath)
    default:
      throw FileError("rename to", newPath)
    }
  }

  package func synchronizeFolder(_ path: String) throws(FileError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open the folder", path) }
    defer { close(descriptor) }
    // Some network file systems do not know this for folders and need it as little.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError("sync", path) }
  }

  private func move(_ path: String, _ newPath: String) throws(FileError) {
    guard Glibc.rename(path, newPath) == 0 else { throw FileError("rename to", newPath) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder that a path stands in: `/` of `/a`, `.` of `a`.
  package static func parent(of path: String) -> String {
    var bytes = Array(path.utf8)
    let slash = UInt8(ascii: "/")
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let last = bytes.lastIndex(of: slash) else { return "." }
    bytes.removeSubrange(last...)
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
  }
}

extension FileError {
  /// Takes the error number of the call that has just failed.
  init(_ operation: String, _ path: String) {
    self.init(operation: operation, path: path, number: errno)
  }
}
