import LosslessJSON

/// Puts the files of a saved run where a job wants them, without asking the service for anything.
///
/// A file that stands where it is wanted with the bytes it was filed with stays. One that is wanted under
/// another name is copied. One that was edited is left alone; a true copy goes beside it. What stands
/// nowhere any more is told.
struct Provision: Sendable {
  let record: RunRecord
  let destination: Destination
  let filing: Filing
  /// The place of the only output that is wanted; nil for all.
  var only: Int?

  /// What came of it.
  struct Result: Sendable {
    /// The files where they are wanted, in the order of the outputs.
    var files: [SavedFile] = []
    /// The places of the outputs that have to be fetched again.
    var missing: [Int] = []
    /// Whether a file that was edited stands in the way of one of them.
    var isInTheWay = false
  }

  /// Whether the job wants the files where the run has put them.
  private var isAtHome: Bool {
    record.destination.folder == destination.folder
      && record.destination.pieces == destination.pieces
  }

  /// Looks at every file, and copies what can be copied.
  func provide() async throws(DownloadError) -> Result {
    var result = Result()
    for (place, file) in record.files.enumerated() where only == nil || only == place {
      let wanted = try path(of: file, at: place)
      let found = await filing.digest(of: wanted)
      if found == file.sha256 {
        if !isAtHome { try await note(file, place, at: wanted) }
        result.files.append(file.moved(to: wanted))
      } else if let source = try await intactCopy(of: file, place, besides: wanted) {
        let path = try await copy(file, place, from: source, to: wanted, isEdited: found != nil)
        result.files.append(file.moved(to: path))
      } else {
        result.missing.append(place)
        if isAtHome, found != nil { result.isInTheWay = true }
      }
    }
    return result
  }

  private func path(of file: SavedFile, at place: Int) throws(DownloadError) -> String {
    if isAtHome { return file.path }
    let ext =
      MediaInfo.Format.allCases.first { $0.contentType == file.contentType }?.fileExtension
      ?? Destination.unknownExtension
    do {
      return try destination.path(
        LateValues(
          ext: ext, file: only == nil ? place + 1 : 1,
          seed: record.usedSeed.map { $0.string ?? $0.printed() },
          id: record.generationID, submittedAt: record.submittedAt ?? record.plannedAt))
    } catch {
      throw DownloadError(.notWritable, error.message)
    }
  }

  private func intactCopy(
    of file: SavedFile, _ place: Int, besides wanted: String
  ) async throws(DownloadError) -> String? {
    let (ledger, run) = (filing.ledger, filing.run)
    let copies = try await Filing.writing { () async throws(EngineError) in
      try await ledger.copies(of: place, of: run)
    }
    for path in [file.path] + copies where path != wanted {
      if await filing.digest(of: path) == file.sha256 { return path }
    }
    return nil
  }

  private func copy(
    _ file: SavedFile, _ place: Int, from source: String, to wanted: String, isEdited: Bool
  ) async throws(DownloadError) -> String {
    var filing = filing
    // The person's own work on the file is never replaced.
    if isAtHome, isEdited { filing.overwrite = .number }
    let part = try await filing.download.copy(source, into: "\(wanted).part", from: file.url)
    guard part.digest.hex == file.sha256 else {
      throw DownloadError(.notWritable, "\(source) changed while it was copied")
    }
    return try await filing.file(part, at: wanted) { path throws(DownloadError) in
      try await note(file, place, at: path)
    }
  }

  private func note(
    _ file: SavedFile, _ place: Int, at path: String
  ) async throws(DownloadError) {
    let (ledger, run) = (filing.ledger, filing.run)
    try await Filing.writing { () async throws(EngineError) in
      try await ledger.noteCopy(of: place, of: run, at: path, digest: file.sha256)
    }
  }
}

extension SavedFile {
  fileprivate func moved(to path: String) -> SavedFile {
    var file = self
    file.path = path
    return file
  }
}
