import Contracts
import LosslessJSON

// MARK: - Files and addresses

extension Fitter {
  mutating func fitFile(_ file: FileName, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    if file.isPattern { return fitFiles(file, term, to: slot) }
    let path = file.written
    let holdsJSON = path.lowercased().hasSuffix(".json")
    if let media = slot.media, !(media.isList && holdsJSON) {
      return fitLocalMedia(file, media, term, to: slot)
    }
    let takesParts = slot.schema.accepts(.array) || slot.schema.accepts(.object)
    let isDocumented = slot.schema.typeIsDocumented
    if slot.takesText, isDocumented || !holdsJSON || slot.name == nil {
      return fitTextFile(file, term, to: slot)
    }
    guard takesParts else {
      return refuse(
        term,
        Diagnostic(
          .fileNotTaken, "\(slot.mention(model)) takes no file", at: span,
          label: "files stand for texts, lists, objects and media"))
    }
    guard holdsJSON else {
      return refuse(
        term,
        Diagnostic(
          .notJSON, "\(slot.mention(model)) takes a `.json` file", at: span,
          label: "this is none by its name"))
    }
    return fitJSONFile(file, term)
  }

  /// All files that a pattern matches, where a list is wanted.
  private mutating func fitFiles(
    _ pattern: FileName, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    guard let files = files(matching: pattern, term) else { return .unknown(at: span) }
    guard slot.takesListOnly || slot.schema.accepts(.array) && !slot.takesText else {
      return refuse(
        term,
        Diagnostic(
          .severalItems, "\(slot.mention(model)) takes one value", at: span,
          label: "this stands for \(files.count.counted("file"))",
          help: slot.name.map {
            ["`sweep \($0) in @\(pattern.written)` makes a job for each of them"]
          } ?? []))
    }
    var fitted: [DraftValue] = []
    for file in files { fitted.append(fit(file, to: slot.element(fitted.count))) }
    return DraftValue(.list(fitted), at: span)
  }

  private mutating func fitLocalMedia(
    _ file: FileName, _ media: MediaRole, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let path = file.written
    let span = place(of: term)
    guard model?.acceptsFiles ?? true else {
      return refuse(
        term,
        Diagnostic(
          .localMedia,
          "\(Quoting.mention(path)) cannot be sent: \(model?.name ?? "this model") takes addresses only",
          at: span, label: "a local file",
          help: [
            "put the file where the service can fetch it and write its address: `@https://…`"
          ]))
    }
    guard let found = self.media(at: file, term) else { return .unknown(at: span) }
    if let objection = objection(to: found, media, slot, at: span) {
      return refuse(term, objection)
    }
    let value = DraftValue(
      .late(.file(found), standsFor: .hole(.media(media.kind ?? found.kind))), at: span)
    return slot.takesListOnly ? DraftValue(.list([value]), at: span) : value
  }

  /// Why a file cannot stand in a media field: it is empty, of another kind, or of no known format.
  private func objection(
    to file: LocalMedia, _ media: MediaRole, _ slot: Slot, at span: SourceSpan
  ) -> Diagnostic? {
    let name = Quoting.mention(file.path)
    if file.bytes == 0 {
      return Diagnostic(.wrongContent, "\(name) is empty", at: span, label: "nothing to send")
    }
    guard let kind = file.kind else {
      guard !allowsUnchecked else { return nil }
      let wanted = media.kind?.phrase ?? "a picture, a video or a sound"
      return Diagnostic(
        .wrongContent, "\(slot.mention(model)) takes \(wanted), and \(name) is none that is known",
        at: span, label: "its bytes are of no known format",
        help: ["`option unchecked allow` sends it all the same"])
    }
    guard let wanted = media.kind, wanted != kind else { return nil }
    return Diagnostic(
      .wrongContent,
      "\(slot.mention(model)) takes \(wanted.phrase), and \(name) is \(kind.phrase)", at: span,
      label: file.contentType.map { "its bytes are \($0)" } ?? "by its bytes")
  }

  private mutating func fitTextFile(_ file: FileName, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    let path = file.written
    guard let bytes = contents(of: file, term) else { return .unknown(at: span) }
    guard let text = Self.text(of: bytes) else {
      return refuse(
        term,
        Diagnostic(
          .notText, "\(Quoting.mention(path)) is not UTF-8 text", at: span,
          label: "read as a text here"))
    }
    let given = Term(.text([.text(text)]), at: term.span, origin: term.origin)
    if let refusal = refuseOtherWord(given, in: slot) { return refusal }
    return .json(.string(text), at: span)
  }

  private mutating func fitJSONFile(_ file: FileName, _ term: Term) -> DraftValue {
    let span = place(of: term)
    let path = file.written
    guard let bytes = contents(of: file, term) else { return .unknown(at: span) }
    do {
      let bytes = bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
      var options = JSONParser.Options()
      options.maximumDepth = Term.greatestDepth
      return .json(try JSON(parsing: bytes, options: options), at: span)
    } catch {
      return refuse(
        term,
        Diagnostic(
          .notJSON, "\(Quoting.mention(path)) does not hold JSON", at: span,
          label: "line \(error.line), column \(error.column): \(error.message)"))
    }
  }

  mutating func fitAddress(_ address: String, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    if slot.media != nil {
      let value = DraftValue.json(.string(address), at: span)
      return slot.takesListOnly ? DraftValue(.list([value]), at: span) : value
    }
    if slot.isOpen { return .json(.string(address), at: span) }
    return refuse(
      term,
      Diagnostic(
        .addressNotTaken, "\(slot.mention(model)) takes no media", at: span,
        label: "`@` and an address stand for media",
        fix: slot.takesText
          ? .init(
            title: "write it as a text", replacing: span, with: Quoting.quoted(address)) : nil))
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text of a file: UTF-8 without a byte order mark, CRLF as LF, without one last line end;
  /// nil if it is not UTF-8.
  static func text(of bytes: [UInt8]) -> String? {
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    var lines: [UInt8] = []
    lines.reserveCapacity(content.count)
    for byte in content {
      if byte == 0x0A, lines.last == 0x0D { lines.removeLast() }
      lines.append(byte)
    }
    if lines.last == 0x0A { lines.removeLast() }
    return String(validating: lines, as: UTF8.self)
  }
}
