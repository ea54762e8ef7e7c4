import Contracts
import LosslessJSON

/// Fits values to the fields that they are set to, and collects what is wrong with them.
struct Fitter: Sendable {
  /// What was found.
  var diagnostics: [Diagnostic] = []
  /// The reads without an answer, each once and with the first place that asked for it.
  private(set) var unansweredReads: [(read: Read, span: SourceSpan)] = []
  /// The model of the draft, for messages and for what it takes; nil outside of a draft.
  var model: Model?
  /// Whether what the contract does not document passes.
  var allowsUnchecked = false

  /// What was read so far.
  private(set) var surroundings: Surroundings

  // While the parts of a constant are fitted, findings stand where the constant is used.
  private var site: (use: SourceSpan, origin: SourceSpan)?
  private var asked: Set<Read> = []

  init(surroundings: Surroundings = Surroundings()) {
    self.surroundings = surroundings
  }

  /// Begins with another text: what was found and asked before is forgotten.
  mutating func begin(in surroundings: Surroundings) {
    self.surroundings = surroundings
    diagnostics = []
    unansweredReads = []
    asked = []
  }

  /// Fits a value; one that does not fit is left unknown, and a finding says why.
  mutating func fit(_ term: Term, to slot: Slot) -> DraftValue {
    guard let origin = term.origin, site == nil else { return fitted(term, to: slot) }
    site = (term.span, origin)
    defer { site = nil }
    return fitted(term, to: slot)
  }

  /// The place that a finding about a value is shown at.
  func place(of term: Term) -> SourceSpan { site?.use ?? term.span }

  /// Whether the text of a value can be changed where the finding is shown.
  var canEdit: Bool { site == nil }

  /// Takes note of a finding, and leaves its value unknown.
  mutating func refuse(_ term: Term, _ diagnostic: Diagnostic) -> DraftValue {
    var diagnostic = diagnostic
    if let site {
      diagnostic.secondary.append(.init(span: site.origin, text: "the value comes from here"))
      diagnostic.fix = nil
    }
    diagnostics.append(diagnostic)
    return .unknown(at: place(of: term))
  }

  private mutating func fitted(_ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    if term.holdsVariable { return DraftValue(.pending(term, slot), at: span) }
    if let word = term.token ?? term.plainText, let known = listed(word, of: term, in: slot) {
      return .json(known, at: span)
    }
    if let refusal = refuseOtherWord(term, in: slot) { return refusal }
    switch term.kind {
    case .unknown: return .unknown(at: span)
    case .null: return .json(.null, at: span)
    case .bool(let bool): return fitBool(bool, term, to: slot)
    case .number(let number): return fitNumber(number, term, to: slot)
    case .quantity(let number, let unit): return fitQuantity(number, unit, term, to: slot)
    case .word(let word): return fitWord(word, term, to: slot)
    case .text(let parts): return fitText(parts, term, to: slot)
    case .range(let first, let last):
      guard slot.schema.accepts(.array) else { return refuseType(term, slot, found: "a range") }
      return DraftValue(.list(Self.numbers(first, last, at: span)), at: span)
    case .file(let file): return fitFile(file, term, to: slot)
    case .data(let text, let folder): return fitData(text, folder: folder, term, to: slot)
    // Fitted for each job, once it has a value.
    case .variable, .fileTemplate: return .unknown(at: span)
    case .address(let address): return fitAddress(address, term, to: slot)
    case .result(let reference): return fitResult(reference, term, to: slot)
    case .list(let elements): return fitList(elements, term, to: slot)
    case .object(let members):
      var fitted: [DraftValue.Member] = []
      for member in members {
        let value = fit(member.value, to: slot.member(member.key))
        fitted.append(.init(key: member.key, value: value))
      }
      return DraftValue(.object(fitted), at: span)
    }
  }

  private mutating func fitList(_ elements: [Term], _ term: Term, to slot: Slot) -> DraftValue {
    var fitted: [DraftValue] = []
    for element in elements {
      switch element.kind {
      case .range(let first, let last):
        fitted += Self.numbers(first, last, at: place(of: element))
      case .file(let file) where file.isPattern:
        guard let files = files(matching: file, element) else {
          fitted.append(.unknown(at: place(of: element)))
          continue
        }
        for file in files { fitted.append(fit(file, to: slot.element(fitted.count))) }
      default: fitted.append(fit(element, to: slot.element(fitted.count)))
      }
    }
    return DraftValue(.list(fitted), at: place(of: term))
  }

  private static func numbers(_ first: Int, _ last: Int, at span: SourceSpan) -> [DraftValue] {
    (first...last).map { .json(.number(JSONNumber($0)), at: span) }
  }

  /// What a file holds; nil if it cannot be had, and a finding or a read says so.
  mutating func contents(of file: FileName, _ term: Term) -> [UInt8]? {
    guard case .bytes(let bytes) = answer(to: .text(path: file.path), term) else { return nil }
    return bytes
  }

  /// What is known of a media file; nil if it cannot be had, and a finding or a read says so.
  mutating func media(at file: FileName, _ term: Term) -> LocalMedia? {
    guard case .media(let media) = answer(to: .media(path: file.path), term) else { return nil }
    return media
  }

  /// The files that a name with wildcards stands for, each as a term of its own, at least one; nil if
  /// they cannot be had, and a finding or a read says so.
  mutating func files(matching pattern: FileName, _ term: Term) -> [Term]? {
    guard case .paths(let paths) = answer(to: .files(pattern: pattern.path), term) else {
      return nil
    }
    guard !paths.isEmpty else {
      _ = refuse(
        term,
        Diagnostic(
          .noFileMatches, "no file matches \(Quoting.mention(pattern.written))",
          at: place(of: term), label: "wildcards are `*`, `?` and `[a-b]`",
          help: ["a name in quotes is taken as it is: `@\(Quoting.quoted(pattern.written))`"]))
      return nil
    }
    let prefix = pattern.folder.isEmpty ? "" : pattern.folder + "/"
    return paths.map { path in
      let name = FileName(
        written: path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path,
        isQuoted: true, folder: pattern.folder)
      return Term(.file(name), at: term.span, origin: term.origin)
    }
  }

  mutating func answer(to read: Read, _ term: Term) -> Surroundings.Answer? {
    let answer = surroundings[read]
    if case .absent(let reason) = answer {
      _ = refuse(term, .unreadable(read, reason, at: place(of: term)))
    } else if answer == nil, asked.insert(read).inserted {
      unansweredReads.append((read, place(of: term)))
    }
    return answer
  }
}
