import Contracts
import LosslessJSON

// MARK: - Closed sets

extension Fitter {
  /// The listed value that a token or a text is; a quoted text is never a number.
  func listed(_ word: String, of term: Term, in slot: Slot) -> JSON? {
    guard let value = slot.schema.allowedValue(for: word) else { return nil }
    if term.token == nil, value.string == nil { return nil }
    return value
  }

  /// The finding for a plain value that is not among the words of a closed list.
  mutating func refuseOtherWord(_ term: Term, in slot: Slot) -> DraftValue? {
    let words = slot.schema.allowedWords
    guard !slot.schema.allowedIsOpen, words.count == slot.schema.allowed.count, !words.isEmpty,
      let given = term.token ?? term.plainText, listed(given, of: term, in: slot) == nil
    else { return nil }
    switch term.kind {
    case .range, .null: return nil
    case .quantity(let number, let unit):
      if let seconds = Self.seconds(number, unit, in: slot),
        let value = slot.schema.allowedValue(for: seconds.text)
      {
        return .json(value, at: place(of: term))
      }
    default: break
    }
    let span = place(of: term)
    let nearest = Suggestion.nearest(to: given, in: words)
    return refuse(
      term,
      Diagnostic(
        .wordNotAllowed, "\(slot.mention(model)) does not take \(Quoting.mention(given))",
        at: span, label: nearest.first.map { "did you mean `\($0)`?" } ?? "not one of its words",
        help: ["\(slot.shortMention) takes \(words.joinedByOr)"],
        fix: nearest.first.map { .init(title: "write `\($0)`", replacing: span, with: $0) }))
  }
}

// MARK: - Plain values

extension Fitter {
  mutating func fitWord(_ word: String, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    if slot.schema.allowedIsOpen, slot.takesText {
      diagnostics.append(
        Diagnostic(
          .partlyDocumented, severity: .warning,
          "\(slot.mention(model)) is documented without the word \(Quoting.mention(word))",
          at: span, label: "more words than these may exist",
          help: ["documented are \(slot.schema.allowedWords.joinedByOr)"]))
      return .json(.string(word), at: span)
    }
    if slot.media != nil {
      return refuse(
        term,
        Diagnostic(
          .bareWord, "a bare word is not a file or an address", at: span, label: "needs `@`",
          fix: .init(title: "write `@\(word)`", replacing: span, with: "@\(word)")))
    }
    guard slot.takesText else {
      let fix = truth(of: word, in: slot) ?? length(of: word, in: slot)
      return refuseType(term, slot, found: "a bare word", fix: fix)
    }
    var finding = Diagnostic.bareWord(word, at: span)
    if slot.holdsAddress, !word.hasPrefix("http") { finding.fix = nil }
    return refuse(term, finding)
  }

  mutating func fitText(
    _ parts: [Term.TextPart], _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    guard let text = term.plainText else {
      guard let parts = parts.expression else { return .unknown(at: span) }
      guard !slot.holdsAddress || Self.canBeAddress(parts) else {
        return refuseAddress(term, slot, found: "this text is no address")
      }
      return DraftValue(.late(.text(parts), standsFor: .hole(.text)), at: span)
    }
    if slot.media != nil, !text.contains("://") {
      return refuse(
        term,
        Diagnostic(
          .wrongForm, "\(slot.mention(model)) takes an address or a file", at: span,
          label: "a text is neither",
          help: ["a local file is written `@photo.png`, an address `@https://…`"]))
    }
    guard slot.schema.typeIsDocumented, !slot.takesText else {
      return .json(.string(text), at: span)
    }
    let isBool = (text == "true" || text == "false") && slot.schema.accepts(.boolean)
    let isNumber = JSONNumber(text).map { number in
      slot.schema.accepts(.number) || (slot.schema.accepts(.integer) && number.isWholeAsWritten)
    }
    let fits = isBool || isNumber ?? false
    let fix = fits ? text : truth(of: text, in: slot) ?? listOfOne(text, in: slot)
    return refuseType(term, slot, found: "a text", fix: fix)
  }

  mutating func fitBool(_ bool: Bool, _ term: Term, to slot: Slot) -> DraftValue {
    if slot.schema.accepts(.boolean) { return .json(.bool(bool), at: place(of: term)) }
    if slot.holdsAddress { return refuseAddress(term, slot, found: "this is `\(bool)`") }
    if slot.takesText { return refuse(term, .needsQuotes(term, slot, model, at: place(of: term))) }
    return refuseType(term, slot, found: "`\(bool)`")
  }

  mutating func fitNumber(_ number: JSONNumber, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    if slot.schema.accepts(.number) { return .json(.number(number), at: span) }
    if slot.schema.accepts(.integer) {
      if number.isWholeAsWritten { return .json(.number(number), at: span) }
      let whole = number.int.map(String.init)
      return refuse(
        term,
        Diagnostic(
          .notWholeNumber, "\(slot.mention(model)) takes a whole number", at: span,
          label: "written in digits only",
          fix: whole.map { .init(title: "write `\($0)`", replacing: span, with: $0) }))
    }
    if slot.holdsAddress { return refuseAddress(term, slot, found: "this is a number") }
    if slot.takesText { return refuse(term, .needsQuotes(term, slot, model, at: span)) }
    return refuseType(term, slot, found: "a number", fix: truth(of: number.text, in: slot))
  }

  mutating func fitQuantity(
    _ number: JSONNumber, _ unit: Unit, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    let text = number.text + unit.rawValue
    guard slot.name != nil else { return .json(.string(text), at: span) }
    guard let seconds = Self.seconds(number, unit, in: slot) else {
      let help =
        unit.isTime
        ? "a length of time fits fields that are named duration or seconds"
        : "sizes stand in no request"
      return refuse(
        term,
        Diagnostic(
          .wrongUnit, "\(slot.mention(model)) does not take `\(text)`", at: span,
          label: "a number with a unit", help: [help],
          fix: slot.takesText && slot.schema.typeIsDocumented && !slot.holdsAddress
            ? .init(title: "write it as a text", replacing: span, with: "\"\(text)\"") : nil))
    }
    if slot.schema.accepts(.number) || slot.schema.accepts(.integer) && seconds.isWholeAsWritten {
      return .json(.number(seconds), at: span)
    }
    if slot.schema.accepts(.integer) {
      return refuse(
        term,
        Diagnostic(
          .wrongUnit, "\(slot.mention(model)) takes whole seconds", at: span,
          label: "this is \(seconds.text) s"))
    }
    if slot.takesText { return .json(.string(seconds.text), at: span) }
    return refuseType(term, slot, found: "a length of time")
  }

  /// A value that can be no address, in a place that takes one.
  mutating func refuseAddress(_ term: Term, _ slot: Slot, found: String) -> DraftValue {
    refuse(
      term,
      Diagnostic(
        .wrongType, "\(slot.mention(model)) takes \(slot.media?.kind?.phrase ?? "an address")",
        at: place(of: term), label: found,
        help: ["an address is written `@https://…`, and that of an output `$still.files[0].url`"]))
  }

  /// Whether a text that results are part of can come out as an address.
  private static func canBeAddress(_ parts: [Expression.TextPart]) -> Bool {
    switch parts.first {
    case .text(let text): text.hasPrefix("http")
    case .value(let path): parts.count == 1 && path.canBeAddress
    case nil: true
    }
  }

  static func seconds(_ number: JSONNumber, _ unit: Unit, in slot: Slot) -> JSONNumber? {
    guard slot.leaf == "duration" || slot.leaf == "seconds" else { return nil }
    return TimeAmount(number, unit)?.seconds
  }

  mutating func refuseType(
    _ term: Term, _ slot: Slot, found: String, fix: String? = nil
  ) -> DraftValue {
    if slot.media != nil, !slot.takesListOnly {
      return refuseAddress(term, slot, found: "this is \(found)")
    }
    let span = place(of: term)
    return refuse(
      term,
      Diagnostic(
        .wrongType,
        "\(slot.mention(model)) takes \(slot.schema.types.map(\.phrase).joinedByOr)", at: span,
        label: "this is \(found)",
        fix: fix.map { .init(title: "write `\($0)`", replacing: span, with: $0) }))
  }
}

extension JSONNumber {
  /// Whether the number is written in digits only, with or without a minus.
  var isWholeAsWritten: Bool { text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } }
}

extension Unit {
  /// Whether it measures time.
  var isTime: Bool {
    switch self {
    case .milliseconds, .seconds, .minutes, .hours: true
    case .kilobytes, .megabytes, .gigabytes: false
    }
  }
}
