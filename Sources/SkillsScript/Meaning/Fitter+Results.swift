import Contracts
import LosslessJSON

// MARK: - Results

extension Fitter {
  mutating func fitResult(
    _ reference: ResultReference, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    guard slot.name != nil else {
      return DraftValue(.late(.result(reference.path), standsFor: .hole(.text)), at: span)
    }
    switch reference.shape {
    case .result, .files, .file:
      guard slot.media != nil || slot.isOpen else { return refuseWhole(reference, term, slot) }
      return fitMedia(reference, term, to: slot)
    case .address where slot.media != nil: return fitMedia(reference, term, to: slot)
    case .localPath where slot.media != nil:
      let whole = ResultPath(
        label: reference.path.label, items: reference.path.items, item: reference.path.item)
      return refuse(
        term,
        Diagnostic(
          .resultInField, "\(reference.path.text) is a path on this machine", at: span,
          label: "the service cannot read it",
          fix: .init(title: "write `\(whole.text)`", replacing: span, with: whole.text)))
    case .error: return refuseWhole(reference, term, slot)
    case .text, .address, .localPath, .number, .any: break
    }
    if slot.holdsAddress, reference.shape != .address, !reference.path.canBeAddress {
      return refuseAddress(term, slot, found: "\(reference.path.text) is no address")
    }
    guard !reference.isSeveral else { return refuseSeveral(reference, term, slot) }
    let late = { (body: Body) in
      DraftValue(.late(.result(reference.path), standsFor: body), at: span)
    }
    guard slot.schema.typeIsDocumented else { return late(.hole(.text)) }
    switch reference.shape {
    case .any: return late(.hole(.text))
    case .number(let isWhole):
      if slot.schema.accepts(.number) || (isWhole && slot.schema.accepts(.integer)) {
        return late(.hole(.text))
      }
      guard slot.takesText else { return refuseType(term, slot, found: "a number of a result") }
      let text = "\"${\(reference.path.text.dropFirst())}\""
      return refuse(
        term,
        Diagnostic(
          .needsQuotes, "\(slot.mention(model)) takes a text", at: span, label: "this is a number",
          fix: .init(title: "write `\(text)`", replacing: span, with: text)))
    default:
      guard slot.takesText else { return refuseType(term, slot, found: "a text of a result") }
      return DraftValue(
        .late(.text([.value(reference.path)]), standsFor: .hole(.text)), at: span)
    }
  }

  private mutating func fitMedia(
    _ reference: ResultReference, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    let wanted = slot.media?.kind
    if let wanted, let made = reference.output, wanted != made {
      return refuse(
        term,
        Diagnostic(
          .kindsDiffer,
          "\(slot.mention(model)) takes \(wanted.phrase), and \(reference.path.text) is \(made.phrase)",
          at: span, label: made.phrase))
    }
    if wanted == nil {
      diagnostics.append(
        Diagnostic(
          .partlyDocumented, severity: .warning,
          "the contract does not say which kind of media \(slot.mention(model)) takes", at: span,
          label: "any output goes in"))
    }
    let kind = wanted ?? reference.output
    let hole = Body.hole(.media(kind))
    if reference.shape == .files {
      guard slot.takesListOnly else { return refuseSeveral(reference, term, slot) }
      return DraftValue(
        .late(.allMedia(of: reference.path, kind: kind), standsFor: .array([hole])), at: span)
    }
    if reference.isSeveral {
      guard slot.takesListOnly else { return refuseSeveral(reference, term, slot) }
      let items = reference.path.items.enumerated().map { index, job in
        let path = ResultPath(
          label: reference.path.label, items: job..<job + 1, item: index,
          steps: reference.path.steps)
        return DraftValue(.late(.media(of: path, kind: kind), standsFor: hole), at: span)
      }
      return DraftValue(.list(items), at: span)
    }
    let media = DraftValue(.late(.media(of: reference.path, kind: kind), standsFor: hole), at: span)
    return slot.takesListOnly ? DraftValue(.list([media]), at: span) : media
  }

  private mutating func refuseSeveral(
    _ reference: ResultReference, _ term: Term, _ slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    var one = reference.path
    let count: String
    if reference.shape == .files {
      one.steps.append(.index(0))
      count = "a list of files"
    } else {
      one.items = one.items.lowerBound..<one.items.lowerBound + 1
      one.item = 0
      count = "\(reference.path.items.count) results"
    }
    return refuse(
      term,
      Diagnostic(
        .severalItems, "\(slot.mention(model)) takes one value", at: span,
        label: "\(reference.path.text) is \(count)",
        help: ["`\(one.text)` is the first of them"] + sweepHelp(reference, slot),
        fix: .init(title: "write `\(one.text)`", replacing: span, with: one.text)))
  }

  /// The other way out: a job for each of the results.
  private func sweepHelp(_ reference: ResultReference, _ slot: Slot) -> [String] {
    guard reference.shape == .result, reference.path.items.count > 1, let name = slot.name else {
      return []
    }
    return ["`sweep \(name) in \(reference.path.text)` makes a job for each of them"]
  }

  private mutating func refuseWhole(
    _ reference: ResultReference, _ term: Term, _ slot: Slot
  ) -> DraftValue {
    let members = ResultReference.members(of: reference.shape) ?? []
    let names = members.map { "`\(reference.path.text).\($0.name)`" }.prefix(4)
    return refuse(
      term,
      Diagnostic(
        .resultInField, "\(slot.mention(model)) takes no media", at: place(of: term),
        label: "\(reference.path.text) stands for what was made",
        help: names.isEmpty ? [] : ["name a part of it: \(names.joined(separator: ", ")), …"]))
  }
}
