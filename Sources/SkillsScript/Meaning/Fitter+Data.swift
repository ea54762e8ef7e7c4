import Contracts
import LosslessJSON

// MARK: - Data

extension Fitter {
  /// Fits a text that is data: it becomes what the field takes, a number where a number is wanted.
  mutating func fitData(
    _ text: String, folder: String, _ term: Term, to slot: Slot
  ) -> DraftValue {
    let span = place(of: term)
    if slot.media != nil || slot.schema.format == "uri" {
      if text.contains("://") { return .json(.string(text), at: span).inList(slot.takesListOnly) }
      if slot.media != nil {
        return fitFile(FileName(written: text, isQuoted: true, folder: folder), term, to: slot)
      }
    }
    if slot.schema.typeIsDocumented {
      if let number = JSONNumber(text),
        slot.schema.accepts(.number) || slot.schema.accepts(.integer)
      {
        let isPlain = slot.schema.accepts(.number) || number.isWholeAsWritten
        if isPlain || !slot.takesText { return fitNumber(number, term, to: slot) }
      }
      if let truth = truth(of: text, in: slot), truth == text || !slot.takesText {
        return .json(.bool(truth == "true"), at: span)
      }
      if !slot.takesText, case .quantity(let number, let unit) = WordForm(text) {
        return fitQuantity(number, unit, term, to: slot)
      }
      if !slot.takesText, slot.schema.accepts(.array) || slot.schema.accepts(.object) {
        return fitJSONText(text, term, to: slot)
      }
      guard slot.takesText else {
        return refuseType(term, slot, found: Quoting.mention(text))
      }
    }
    return .json(.string(text), at: span)
  }

  private mutating func fitJSONText(_ text: String, _ term: Term, to slot: Slot) -> DraftValue {
    let span = place(of: term)
    var options = JSONParser.Options()
    options.maximumDepth = Term.greatestDepth
    do {
      return .json(try JSON(parsing: Array(text.utf8)[...], options: options), at: span)
    } catch {
      return refuse(
        term,
        Diagnostic(
          .notJSON, "\(slot.mention(model)) takes JSON here", at: span,
          label: "column \(error.column): \(error.message)"))
    }
  }
}

extension DraftValue {
  /// The value, or a list of it alone.
  func inList(_ isList: Bool) -> DraftValue {
    isList ? DraftValue(.list([self]), at: span) : self
  }
}
