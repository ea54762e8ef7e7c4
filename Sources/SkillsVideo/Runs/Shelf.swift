import Glibc

/// The folder side of filing outputs: what stands where, and old files put beside new ones.
///
/// Its calls block and run on an executor of its own.
actor Shelf {
  private let executor = BlockingExecutor(label: "skv.shelf")
  private let files: any FileAccess

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(files: any FileAccess) {
    self.files = files
  }

  /// Whether anything has the name, a link that leads nowhere too.
  func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a link has the name.
  func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a folder, or a link to one, has the name.
  func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Why nothing could be filed in a folder that may be still to be made; nil if it could.
  ///
  /// The nearest thing that exists above it has to be a folder in which names may be made.
  func objection(toFilingIn folder: String) -> String? {
    var path = folder
    var status = stat()
    while stat(path, &status) != 0 {
      guard errno == ENOENT || errno == ENOTDIR else { return FileError("look at", path).message }
      var link = stat()
      if lstat(path, &link) == 0 { return "\(path) is a link that leads nowhere" }
      let parent = PosixFileAccess.parent(of: path)
      guard parent != path else { return "\(path) is not there" }
      path = parent
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return "\(path) is no folder" }
    guard access(path, W_OK | X_OK) == 0 else { return FileError("write in", path).message }
    return nil
  }

  /// Gives a file the first free name `name.old-N.ext`, and tells it.
  func keepAside(_ path: String) throws(DownloadError) -> String {
    let folder = PosixFileAccess.parent(of: path)
    let name = FileName(String(path.split(separator: "/").last ?? ""))
    for number in 1...Self.most {
      let kept = (folder == "/" ? "" : folder) + "/" + name.kept(number)
      do throws(FileError) {
        try files.rename(path, to: kept, replacing: false)
        try files.synchronizeFolder(folder)
        return kept
      } catch {
        guard error.number == EEXIST else { throw DownloadError(error) }
      }
    }
    throw DownloadError(.nameTaken, "there are too many old files of the name \(path)")
  }

  /// Removes a `.part` whose bytes have their name already.
  func discard(_ path: String) {
    unlink(path)
  }

  /// The most names of one kind that are tried.
  static let most = 9_999
}
