import LosslessJSON

/// A path for outputs as it is written, before it is known of which job.
struct PathTemplate: Sendable {
  /// The parts in order.
  var parts: [Part]
  /// Where it was written; nil for a flag and for the default.
  var span: SourceSpan?

  /// One part of a path.
  enum Part: Sendable, Hashable {
    /// Text.
    case text(String)
    /// `${run.…}`.
    case run(RunPart)
    /// A variable of a sweep, or a part of one.
    case variable(Path)
  }

  /// The names behind `run.` in a path.
  enum RunPart: String, Sendable, CaseIterable {
    case label, model, n, index, take, file, seed, date, time, id, ext
  }

  /// What is known of a job when its path is made.
  struct Subject: Sendable {
    var label: String
    var model: String
    var item: Int
    var take = 1
    var itemCount: Int
    var seed: JSON?
    /// The variables of the job.
    var variables: [String: Term] = [:]
  }

  /// The path that holds where nothing is said.
  static func standard(itemCount: Int) -> PathTemplate {
    let number: [Part] = itemCount > 1 ? [.text("-"), .run(.n)] : []
    return PathTemplate(
      parts: [.text("out/"), .run(.label)] + number + [.text("."), .run(.ext)], span: nil)
  }

  /// Reads a path as it is given in a flag; nil if it names a part that does not exist.
  init?(flag text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = rest[start.upperBound..<end]
      guard name.hasPrefix("run."), let part = RunPart(rawValue: String(name.dropFirst(4))) else {
        return nil
      }
      parts += [.text(String(rest[..<start.lowerBound])), .run(part)]
      rest = rest[rest.index(after: end)...]
    }
    self.init(parts: parts + [.text(String(rest))], span: nil)
  }

  init(parts: [Part], span: SourceSpan?) {
    self.parts = parts
    self.span = span
  }

  /// The path of one job, with what is known filled in.
  func pieces(for job: Subject) -> [OutputTemplate.Piece] {
    var pieces: [OutputTemplate.Piece] = []
    for part in parts {
      let piece = Self.piece(part, job)
      if case .text(let text) = piece, case .text(let before) = pieces.last {
        pieces[pieces.count - 1] = .text(before + text)
      } else if piece != .text("") {
        pieces.append(piece)
      }
    }
    return pieces
  }

  private static func piece(_ part: Part, _ job: Subject) -> OutputTemplate.Piece {
    switch part {
    case .text(let text): .text(String(text.map { $0.isSafeInName ? $0 : "-" }))
    case .run(.label): .text(safe(job.label))
    case .run(.model): .text(safe(job.model))
    // Filled in before.
    case .variable: .text("")
    case .run(.n): .text(String(job.item + 1))
    case .run(.take): .text(String(job.take))
    case .run(.index): .text(String(job.item))
    case .run(.seed): job.seed.map { .text(safe($0.textForm)) } ?? .late(.seed)
    case .run(.file): .late(.file)
    case .run(.date): .late(.date)
    case .run(.time): .late(.time)
    case .run(.id): .late(.id)
    case .run(.ext): .late(.ext)
    }
  }

  /// A text as one name in a path, safe on any file system.
  static func safe(_ name: String) -> String {
    var text = String(name.map { $0.isSafeInName && $0 != "/" ? $0 : "-" })
    if text.hasPrefix(".") { text = "-" + text.dropFirst() }
    if text.hasSuffix(".") || text.hasSuffix(" ") { text = text.dropLast() + "-" }
    return isDevice(text[...]) ? text + "-" : text
  }

  /// Whether a name is that of a device on some systems.
  static func isDevice(_ name: Substring) -> Bool { devices.contains(name.lowercased()) }

  /// Names that stand for devices on some systems, where no file can have them.
  private static let devices: Set<String> = {
    let ports = (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    return Set(["con", "prn", "aux", "nul"] + ports)
  }()
}

extension Character {
  /// Whether a name, or the `/` between two, may have the character on any file system.
  fileprivate var isSafeInName: Bool {
    unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && !Self.reserved.contains($0)
    }
  }

  private static let reserved = Set("\\:*?\"<>|".unicodeScalars)
}
