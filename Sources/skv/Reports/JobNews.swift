import SkillsVideo

/// What an event of a run means to a person who watches.
struct JobNews: Sendable, Hashable {
  /// The state for a live line, which is drawn again and again.
  let liveWords: String
  /// One line for where lines stay; nil for what changes too often to be worth one.
  let plainWords: String?

  /// The news in an event; nil where there is none.
  init?(_ event: RunEvent) {
    switch event {
    case .start: self.init("submitting")
    case .accepted(let id): self.init("accepted", plain: "accepted as \(id)")
    case .reconciling: self.init("in doubt; looking for it among what the service has running")
    case .adopted(let id): self.init("found as \(id)")
    case .followedElsewhere(let process):
      self.init("process \(process) has it in hand; waiting for that one")
    case .sseEvent(_, _, let status?, _, terminal: false, _): self.init(Self.words(status))
    case .poll(_, _, _, let status?, _, terminal: false):
      self.init(Self.words(status), plain: nil)
    case .sseStreamEnded, .sseConnectError, .sseTimeout, .pollError(_, _, _, true, _):
      self.init("waiting for the service", plain: nil)
    case .fallbackPollingStart: self.init("asking for its state")
    case .retry(let attempt, let delay, let reason):
      let seconds = max(1, delay.components.seconds)
      self.init("\(reason); sent again in \(seconds) s (retry \(attempt))")
    case .budgetWait(let message): self.init(message)
    case .downloadProgress(let bytes, let total):
      let amount = total.map { "\(ByteCount.text(bytes)) of \(ByteCount.text($0))" }
      self.init("downloading \(amount ?? ByteCount.text(bytes))", plain: nil)
    case .uploadProgress(let bytes, let total):
      self.init("uploading \(ByteCount.text(bytes)) of \(ByteCount.text(total))", plain: nil)
    case .terminal(_, ok: true, _, _, _): self.init("completed")
    case .downloadError(_, _, let message): self.init(message)
    case .sseOpen, .sseEvent, .sseHTTPError, .poll, .pollError, .timeout, .fallbackPollingEnd,
      .download, .terminal, .error:
      return nil
    }
  }

  private init(_ words: String) {
    self.init(words, plain: words)
  }

  /// Most of it is the service's: what it says must be fit for a terminal that moves no cursor too.
  private init(_ words: String, plain: String?) {
    liveWords = TerminalText.escaped(words)
    plainWords = plain.map(TerminalText.escaped)
  }

  /// `IN_PROGRESS` as `in progress`.
  private static func words(_ status: String) -> String {
    String(status.lowercased().map { $0 == "_" ? " " : $0 })
  }
}

/// Amounts of bytes as a person reads them.
enum ByteCount {
  /// `812 bytes`, `34 kB`, `1.2 MB`, `1.2 GB`; units of 1000, one decimal from megabytes on.
  static func text(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: return "\(bytes) bytes"
    case ..<1_000_000: return "\((bytes + 500) / 1_000) kB"
    case ..<1_000_000_000: return tenths(of: 1_000_000, in: bytes) + " MB"
    default: return tenths(of: 1_000_000_000, in: bytes) + " GB"
    }
  }

  private static func tenths(of unit: Int, in bytes: Int) -> String {
    let tenths = bytes / (unit / 10) + (bytes % (unit / 10) >= unit / 20 ? 1 : 0)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
