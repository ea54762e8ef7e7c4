/// A file of this machine, with its digest and what its bytes say.
package struct LocalFile: Sendable, Hashable {
  /// The path it was read by.
  package let path: String
  /// Its length in bytes.
  package let bytes: Int
  /// The digest of its bytes.
  package let digest: SHA256Digest
  /// What the bytes say, nil if they are of no known kind.
  package let media: MediaInfo?

  /// Reads a file once from end to end, on a thread that may block; nil if there is none.
  ///
  /// Throws ``FileError`` for a file that cannot be read.
  package static func read(
    _ path: String, files: any FileAccess = PosixFileAccess()
  ) async throws(FileError) -> LocalFile? {
    try await FileReading(files: files).read(path)
  }
}

/// The actor whose thread does the reading.
private actor FileReading {
  private let executor = BlockingExecutor(label: "skv.read")
  private let files: any FileAccess

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(files: any FileAccess) {
    self.files = files
  }

  func read(_ path: String) throws(FileError) -> LocalFile? {
    let file: any OutputFile
    do {
      file = try files.open(path, for: .reading)
    } catch {
      if error.isMissing { return nil }
      throw error
    }
    let hash = SHA256()
    var length = 0
    while true {
      let bytes = try file.read(at: length, count: 1 << 18)
      guard !bytes.isEmpty else { break }
      hash.update(bytes)
      length += bytes.count
    }
    let media = try MediaInspector.inspect(length: length) { offset, count throws(FileError) in
      try file.read(at: offset, count: count)
    }
    return LocalFile(path: path, bytes: length, digest: hash.digest(), media: media)
  }
}
