/// Gives the files of one run their names, by what is to happen to files that stand there.
struct Filing: Sendable {
  let run: Int64
  var overwrite: Destination.Overwrite
  let ledger: Ledger
  let shelf: Shelf
  let download: Download
  let files: any FileAccess

  /// Gives a part the wanted name, or the next free one of it, and tells which.
  ///
  /// `prepare` hears each path before the name is given, so that the ledger knows it first.
  func file(
    _ part: FetchedPart, at wanted: String,
    prepare: (String) async throws(DownloadError) -> Void
  ) async throws(DownloadError) -> String {
    var number = 1
    var mayKeepAside = overwrite == .never
    while number <= Shelf.most {
      let path = number == 1 ? wanted : wanted.numbered(number)
      let replaces = overwrite == .always
      if !replaces, await shelf.isTaken(path) {
        let isKeptAside = mayKeepAside && number == 1 ? try await keepAside(path) : false
        mayKeepAside = false
        if !isKeptAside {
          number += 1
          continue
        }
      }
      try await prepare(path)
      do throws(DownloadError) {
        try await download.file(part, at: path, replacing: replaces)
      } catch {
        guard error.code == .nameTaken else { throw error }
        number += 1
        continue
      }
      return path
    }
    throw DownloadError(.nameTaken, "there are too many files of the name \(wanted)")
  }

  /// Puts a file of ours beside the name it had; false for a file of someone else, and for another
  /// output of this run, which has its name for good.
  private func keepAside(_ path: String) async throws(DownloadError) -> Bool {
    guard let digest = await digest(of: path) else { return false }
    let isOurs = try await Self.writing { () async throws(EngineError) in
      try await ledger.owns(path: path, digest: digest, besides: run)
    }
    guard isOurs else { return false }
    let kept = try await shelf.keepAside(path)
    try await Self.writing { () async throws(EngineError) in
      try await ledger.moved(path: path, digest: digest, to: kept, for: run)
    }
    return true
  }

  /// The digest of a file, nil if there is none that can be read.
  func digest(of path: String) async -> String? {
    (try? await LocalFile.read(path, files: files))?.digest.hex
  }

  /// Performs work of the ledger, whose trouble is trouble of the download.
  static func writing<Value: Sendable>(
    _ work: () async throws(EngineError) -> Value
  ) async throws(DownloadError) -> Value {
    do {
      return try await work()
    } catch {
      throw DownloadError(.notWritable, error.description)
    }
  }
}

extension String {
  /// The path with `-N` before the extension of its last part.
  func numbered(_ number: Int) -> String {
    guard let slash = lastIndex(of: "/") else { return FileName(self).numbered(number) }
    return self[...slash] + FileName(String(self[index(after: slash)...])).numbered(number)
  }
}
