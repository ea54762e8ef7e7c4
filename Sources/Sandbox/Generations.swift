import LosslessJSON

/// All generations of a sandbox and the balance that pays for them.
actor Generations {
  private let options: SandboxOptions
  private let journal: Journal?
  private var uploads: UploadShelf
  private var credits: Credits
  private var all: [Generation] = []
  private var places: [String: Int] = [:]
  /// Failed ones whose price has not been given back yet, in no order.
  private var toGiveBack: [(at: Duration, usage: Usage)] = []
  /// The place before which everything has ended, so that a list of what runs stays short.
  private var firstRunning = 0

  /// Takes up the journal's generations.
  ///
  /// - Throws: `SandboxError.badCredits`; `.badJournal` for a file that cannot be read, or that
  ///   names a model which `endpoints` does not have without saying what it makes.
  init(options: SandboxOptions, endpoints: Endpoints) throws(SandboxError) {
    self.options = options
    credits = try Credits(options.credits)
    journal = options.journal.map(Journal.init)
    uploads = UploadShelf(journal: options.journal)
    for entry in try journal?.read() ?? [] {
      // A model may be gone from the contract, and what it was asked for goes on all the same.
      let endpoint = endpoints.find(entry.model, stream: false)
      guard let kind = entry.kind ?? endpoint?.kind else {
        throw SandboxError(
          .badJournal,
          "the journal names the model \(entry.model), which the contract does not have")
      }
      let price = Prices.price(of: entry.input, kind: kind)
      let usage =
        credits.take(price) ?? Usage(total: price, subscription: 0, permanent: price)
      let generation = Self.make(entry, kind, endpoint, usage, options)
      places[generation.id] = all.count
      all.append(generation)
      uploads.show(generation.files)
      if generation.ending == .failed && options.shapes.failed == .free {
        toGiveBack.append((generation.acceptedAt + generation.timetable.end, usage))
      }
    }
  }

  /// Takes the price, remembers the request with its files and begins.
  ///
  /// - Throws: `Refusal` 402 where the balance does not suffice, 500 where the journal or a file
  ///   cannot be written.
  func submit(_ submission: Submission, to endpoint: Endpoint) throws(Refusal) -> Generation {
    let input = submission.input
    let now = options.clock.now()
    giveBack(until: now)
    let before = credits
    guard let usage = credits.take(Prices.price(of: input, kind: endpoint.kind)) else {
      throw .insufficientCredits(endpoint.kind)
    }
    let name = "\(all.count)\n\(now)\n\(endpoint.model)\n\(input.canonicalForm)"
    let entry = Journal.Entry(
      id: "sbx_" + SHA256.hex(of: name).prefix(24), model: endpoint.model, input: input,
      kind: endpoint.kind, at: now, files: submission.files.map(\.upload))
    // The bytes first: a line of the journal names no file that is not there.
    guard uploads.keep(submission.files), journal?.append(entry) != false else {
      credits = before
      throw Refusal(
        status: 500, code: "INTERNAL_ERROR", message: "The sandbox cannot write its journal")
    }
    let generation = Self.make(entry, endpoint.kind, endpoint, usage, options)
    places[generation.id] = all.count
    all.append(generation)
    uploads.show(generation.files)
    if generation.ending == .failed && options.shapes.failed == .free {
      toGiveBack.append((generation.acceptedAt + generation.timetable.end, usage))
    }
    return generation
  }

  func find(_ id: String) -> Generation? {
    places[id].map { all[$0] }
  }

  /// What is queued or in progress, the newest first.
  func running(limit: Int) -> [(generation: Generation, state: Generation.State)] {
    let now = options.clock.now()
    while firstRunning < all.count, all[firstRunning].state(at: now).isFinal { firstRunning += 1 }
    return all[firstRunning...].reversed().lazy
      .map { ($0, $0.state(at: now)) }
      .filter { !$0.1.isFinal }
      .prefix(limit)
      .map { (generation: $0.0, state: $0.1) }
  }

  func balance() -> Credits {
    giveBack(until: options.clock.now())
    return credits
  }

  /// Every accepted request, the oldest first.
  func accepted() -> [Generation] { all }

  /// A file that came with an accepted request; nil for a path that none has.
  func upload(_ path: String) -> FileAnswer? {
    uploads.find(path).map {
      FileAnswer(
        bytes: $0.bytes, contentType: $0.upload.type, tag: "\"\($0.upload.sha256)\"")
    }
  }

  private func giveBack(until now: Duration) {
    for entry in toGiveBack where entry.at <= now { credits.giveBack(entry.usage) }
    toGiveBack.removeAll { $0.at <= now }
  }

  private static func make(
    _ entry: Journal.Entry, _ kind: OutputKind, _ endpoint: Endpoint?, _ usage: Usage,
    _ options: SandboxOptions
  ) -> Generation {
    let digest = SHA256.hex(of: entry.input.canonicalForm)
    var shown = entry.input
    if options.shapes.input == .defaults, let endpoint {
      shown = Defaults(document: endpoint.document).fill(entry.input, schema: endpoint.schema)
    }
    return Generation(
      id: entry.id, model: entry.model, kind: kind, input: entry.input,
      files: entry.files, inputDigest: digest, acceptedAt: entry.at, usage: usage,
      timetable: options.pace.timetable(
        for: kind, grain: digest.utf8.reduce(0) { $0 &* 31 &+ $1 }),
      shownInput: shown)
  }
}
