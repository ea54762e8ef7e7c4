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
