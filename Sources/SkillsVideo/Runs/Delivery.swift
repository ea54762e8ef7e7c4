import LosslessJSON

/// Brings the outputs of one finished run to disk, from wherever it stands.
///
/// Every step is in the ledger before the next one depends on it: how far a `.part` is synced, its
/// digests and the name it is about to get, and that it has the name. Whatever ends the program in
/// between, the same delivery begun again goes on from there.
struct Delivery: Sendable {
  /// What a delivery works with.
  struct Surroundings: Sendable {
    var ledger: Ledger
    var transport: any Transport
    var files: any FileAccess
    var service: Service?
    var time: any TimeSource
    var wallClock: WallClock
    var random: @Sendable () -> Double
  }

  let record: RunRecord
  private let run: Int64
  private let settings: FollowSettings
  let surroundings: Surroundings
  private let report: @Sendable (RunEvent) -> Void
  private let download: Download
  let shelf: Shelf

  /// Prepares the delivery of a run.
  init(
    _ record: RunRecord, settings: FollowSettings, surroundings: Surroundings,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.record = record
    run = Int64(record.number)
    self.settings = settings
    self.surroundings = surroundings
    self.report = report
    download = Download(
      transport: surroundings.transport, files: surroundings.files,
      connectTimeout: settings.connectTimeout)
    shelf = Shelf(files: surroundings.files)
  }

  /// Downloads and files what is missing, and marks the run as saved.
  ///
  /// An output that fails keeps no other from its place. Throws ``DownloadError`` for the first that
  /// could not be brought to disk; trouble with the ledger is `.notWritable`, and a result that names
  /// no file, not even when it is asked for once more (`asksForFiles`), is `.badResponse`. Cancelling
  /// the task throws `.cancelled`, with the ledger whole.
  func deliver(asksForFiles: Bool) async throws(DownloadError) {
    var places = try await outputs().map(\.place)
    if places.isEmpty {
      try await findOutputs(asksForFiles)
      places = try await outputs().map(\.place)
    }
    var hasAskedAgain = false
    var firstFailure: DownloadError?
    for place in places {
      var output = try await outputs()[place]
      guard output.state != .saved else { continue }
      do throws(DownloadError) {
        try await deliver(&output, &hasAskedAgain)
      } catch {
        guard error.code != .cancelled else { throw error }
        report(.downloadError(place: place + 1, url: output.url, message: error.message))
        if firstFailure == nil {
          firstFailure = places.count == 1 ? error : error.naming(place + 1, of: places.count)
        }
        continue
      }
      guard let saved = output.savedFile else { continue }
      report(
        .download(path: saved.path, url: saved.url, bytes: saved.bytes, sha256: saved.sha256))
    }
    if let firstFailure { throw firstFailure }
    try await writing { () async throws(EngineError) in
      try await surroundings.ledger.markSaved(run)
    }
  }

  private func deliver(
    _ output: inout LedgerOutput, _ hasAskedAgain: inout Bool
  ) async throws(DownloadError) {
    try await refuseLinks(to: output)
    if output.state == .fetched { try await settle(&output) }
    guard output.state == .found else { return }
    try await reserve(&output)
    let part = try await fetch(&output, &hasAskedAgain)
    try await file(part, &output)
  }

  // MARK: - Fetching

  /// Asks for the outputs of a result that named none; throws if it still does not.
  private func findOutputs(_ asks: Bool) async throws(DownloadError) {
    var data = record.data
    if asks, let state = await currentState() {
      let found = OutputFinder.outputs(in: state, request: record.request)
      if !found.isEmpty {
        return try await writing { () async throws(EngineError) in
          try await surroundings.ledger.add(found, in: state, to: run)
        }
      }
      data = state["data"] ?? data
    }
    if Task.isCancelled {
      throw DownloadError(.cancelled, "stopped before the service named a file")
    }
    let shown = (data ?? .null).printed().excerpt(limit: 200)
    let message = "the service names no file; its data is \(shown)"
    report(.downloadError(place: 0, url: "", message: message))
    throw DownloadError(.badResponse, message)
  }

  /// The state of the generation as the service tells it now, nil if it does not.
  private func currentState() async -> JSON? {
    guard let service = surroundings.service, let id = record.generationID else { return nil }
    let inquiry = StateInquiry(
      service: service, transport: surroundings.transport, time: surroundings.time,
      wallClock: surroundings.wallClock, random: surroundings.random, settings: settings)
    guard case .success(let answer) = await inquiry.answer(for: id), answer.isSuccess else {
      return nil
    }
    return answer.json
  }

  private func fetch(
    _ output: inout LedgerOutput, _ hasAskedAgain: inout Bool
  ) async throws(DownloadError) -> FetchedPart {
    var delays = RetryDelays(random: surroundings.random).makeIterator()
    var tries = 0
    while true {
      let failure: DownloadError
      do throws(DownloadError) {
        return try await fetchOnce(output)
      } catch {
        failure = error
      }
      output.partial = unquoted(failure.partial)
      try await update(output)
      let isRefused = [.refused(403), .refused(404), .refused(410)].contains(failure.code)
      if !isRefused, failure.mayPass, tries < settings.retry {
        tries += 1
        let asked = failure.retryAfter.flatMap {
          RetryAfter.pause($0, now: surroundings.wallClock() / 1_000)
        }
        try await wait(max(delays.pause(), min(asked ?? .zero, .seconds(60))), failure)
        continue
      }
      // A host that can no longer be reached may have been replaced, like an address that ran out.
      guard isRefused || failure.code == .transport, !hasAskedAgain else { throw failure }
      hasAskedAgain = true
      guard let url = try await askAgain(for: output.place), isRefused || url != output.url else {
        throw failure
      }
      tries = 0
      output.url = url
      try await update(output)
    }
  }

  private func fetchOnce(_ output: LedgerOutput) async throws(DownloadError) -> FetchedPart {
    guard let path = output.partPath else {
      throw DownloadError(.notWritable, "run \(run) has no place for output \(output.place)")
    }
    let (ledger, run) = (surroundings.ledger, run)
    return try await download.fetch(
      output.url, into: path, resume: output.partial,
      report: { [report] bytes, total in
        report(.downloadProgress(bytes: bytes, total: total))
      },
      checkpoint: { partial in
        var synced = output
        synced.partial = unquoted(partial)
        // A checkpoint that is lost costs bytes, not money.
        try? await ledger.update(synced, of: run)
      })
  }

  private func wait(_ delay: Duration, _ failure: DownloadError) async throws(DownloadError) {
    do {
      try await surroundings.time.sleep(until: surroundings.time.now + delay)
    } catch {
      throw DownloadError(
        .cancelled, "stopped before the next try: \(failure.message)", partial: failure.partial)
    }
  }

  /// The addresses may have run out; the service may give new ones. Nil if it gives none.
  private func askAgain(for place: Int) async throws(DownloadError) -> String? {
    guard let state = await currentState() else { return nil }
    let found = OutputFinder.outputs(in: state, request: record.request)
    guard found.indices.contains(place) else { return nil }
    for var output in try await outputs() where output.state == .found && output.place != place {
      guard found.indices.contains(output.place) else { continue }
      output.url = found[output.place].url
      try await update(output)
    }
    return found[place].url
  }

  // MARK: - Filing

  /// Chooses the `.part`, which nobody else writes to, before the first byte is asked for.
  private func reserve(_ output: inout LedgerOutput) async throws(DownloadError) {
    guard output.partPath == nil else { return }
    let wanted = try path(of: output, ext: output.likelyExtension)
    let (ledger, run) = (surroundings.ledger, run)
    for number in 1...Shelf.most {
      let part = number == 1 ? "\(wanted).part" : "\(wanted).\(number).part"
      if await shelf.isTaken(part) { continue }
      let isOurs = try await writing { [place = output.place] () async throws(EngineError) in
        try await ledger.reserve(part: part, for: place, of: run)
      }
      guard isOurs else { continue }
      output.partPath = part
      return
    }
    throw DownloadError(.nameTaken, "there are too many partial files of the name \(wanted)")
  }

  private func file(
    _ part: FetchedPart, _ output: inout LedgerOutput
  ) async throws(DownloadError) {
    if let before = output.deliveredDigest, before != part.digest.hex {
      await shelf.discard(part.path)
      throw DownloadError(
        .badResponse, "the service gives other bytes for it now than it did before")
    }
    let whole = try await embedded(part)
    output.state = .fetched
    output.partial = nil
    output.contentType = unquoted(part.contentType)
    output.bytes = whole.bytes
    output.deliveredDigest = part.digest.hex
    output.filedDigest = whole.digest.hex
    output.width = part.media?.width
    output.height = part.media?.height
    output.duration = part.media?.duration
    let wanted = try path(
      of: output, ext: part.media?.fileExtension ?? output.likelyExtension)
    var filed = output
    filed.path = try await filing.file(whole, at: wanted) { path throws(DownloadError) in
      var named = filed
      named.path = path
      try await update(named)
    }
    if whole.path != part.path { await shelf.discard(part.path) }
    filed.state = .saved
    filed.partPath = nil
    try await update(filed)
    output = filed
  }

  /// The part with the recipe in it, where that is wanted and there is room for it; on a full disk what
  /// was paid for is filed without.
  private func embedded(_ part: FetchedPart) async throws(DownloadError) -> FetchedPart {
    guard record.destination.embedsRecipe else { return part }
    let recipe = try await writing { () async throws(EngineError) in
      try await surroundings.ledger.recipe(of: run)
    }
    do throws(DownloadError) {
      return try await download.embed(recipe, in: part) ?? part
    } catch {
      guard error.code == .diskFull else { throw error }
      await shelf.discard(Download.pathOfCopy(of: part.path))
      return part
    }
  }

  private var filing: Filing {
    Filing(
      run: run, overwrite: record.destination.overwrite, ledger: surroundings.ledger, shelf: shelf,
      download: download, files: surroundings.files)
  }

  /// Goes on with an output whose bytes were all there: it has its name, or gets it, or is fetched
  /// again because neither file is what the ledger says.
  private func settle(_ output: inout LedgerOutput) async throws(DownloadError) {
    if let path = output.path, await filing.digest(of: path) == output.filedDigest {
      if let part = output.partPath { await shelf.discard(part) }
      output.state = .saved
      output.partPath = nil
      return try await update(output)
    }
    if let path = output.partPath, let file = try await localFile(path),
      file.digest.hex == output.deliveredDigest
    {
      return try await self.file(
        FetchedPart(
          path: path, url: output.url, bytes: file.bytes, digest: file.digest, media: file.media,
          declaredType: output.contentType), &output)
    }
    output.state = .found
    output.path = nil
    output.deliveredDigest = nil
    try await update(output)
  }

  private func path(of output: LedgerOutput, ext: String) throws(DownloadError) -> String {
    do {
      return try record.destination.path(values(of: output, ext: ext))
    } catch {
      throw DownloadError(.notWritable, error.message)
    }
  }
}

// MARK: - The ledger and the disk

extension Delivery {
  private func outputs() async throws(DownloadError) -> [LedgerOutput] {
    try await writing { () async throws(EngineError) in
      try await surroundings.ledger.outputs(of: run)
    }
  }

  private func update(_ output: LedgerOutput) async throws(DownloadError) {
    try await writing { () async throws(EngineError) in
      try await surroundings.ledger.update(output, of: run)
    }
  }

  private func writing<Value: Sendable>(
    _ work: () async throws(EngineError) -> Value
  ) async throws(DownloadError) -> Value {
    try await Filing.writing(work)
  }

  private func localFile(_ path: String) async throws(DownloadError) -> LocalFile? {
    do {
      return try await LocalFile.read(path, files: surroundings.files)
    } catch {
      return nil
    }
  }
}

extension DownloadError {
  /// The error with the output that it is about.
  fileprivate func naming(_ place: Int, of count: Int) -> DownloadError {
    DownloadError(
      code, "output \(place) of \(count): \(message)", transport: transport, partial: partial,
      retryAfter: retryAfter)
  }
}

extension LedgerOutput {
  /// The extension before the bytes are known: by the media type, else by the address.
  var likelyExtension: String {
    let type = contentType?.split(separator: ";").first?.lowercased()
    if let format = MediaInfo.Format.allCases.first(where: { $0.contentType == type }) {
      return format.fileExtension
    }
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let ending = path.split(separator: "/").last?.split(separator: ".").last?.lowercased()
    let known = MediaInfo.Format.allCases.map(\.fileExtension)
    return ending.map { known.contains($0) ? $0 : $0 == "jpeg" ? "jpg" : nil }
      .flatMap { $0 } ?? Destination.unknownExtension
  }
}
