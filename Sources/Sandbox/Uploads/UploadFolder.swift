import Glibc

/// A folder that keeps uploads across restarts, each under its digest.
///
/// A file has its name only once it is whole and on the disk.
struct UploadFolder: Sendable {
  let path: String

  /// The folder of a journal: beside it.
  init(journal: String) {
    path = journal + ".uploads"
  }

  /// Keeps a file; false where it cannot be written.
  func write(_ bytes: ArraySlice<UInt8>, sha256: String) -> Bool {
    var state = stat()
    let name = "\(path)/\(sha256)"
    if lstat(name, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_size == bytes.count {
      return true
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { return false }
    // Made with the mode 0600.
    var template = Array("\(name).XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return false }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    let isWritten = Self.write(bytes, to: file) && fsync(file) == 0
    close(file)
    guard isWritten, rename(template, name) == 0 else {
      unlink(template)
      return false
    }
    return Self.sync(path) && Self.sync(Self.parent(of: path))
  }

  /// A file's bytes; nil where it cannot be read.
  func read(sha256: String) -> [UInt8]? {
    let file = open("\(path)/\(sha256)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return FileBytes.all(of: file)
  }

  /// Removes the uploads, and the folder where nothing else is in it.
  func remove() {
    for name in names where Upload.isDigest(name.prefix(64)) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// How long the files are together.
  var bytes: Int {
    names.reduce(0) { sum, name in
      var state = stat()
      guard lstat("\(path)/\(name)", &state) == 0, state.st_mode & S_IFMT == S_IFREG else {
        return sum
      }
      return sum + Int(state.st_size)
    }
  }

  private var names: [String] {
    guard let folder = opendir(path) else { return [] }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    closedir(folder)
    return names
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Brings a folder's names to the disk.
  private static func sync(_ folder: String) -> Bool {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return fsync(file) == 0
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
