import Contracts
import LosslessJSON

// MARK: - What was meant

extension Fitter {
  /// `true` or `false`, for a word that says so in another way.
  func truth(of word: String, in slot: Slot) -> String? {
    guard slot.schema.typeIsDocumented, slot.schema.accepts(.boolean) else { return nil }
    return switch word.lowercased() {
    case "true", "yes", "on", "1": "true"
    case "false", "no", "off", "0": "false"
    default: nil
    }
  }

  /// A length of time as the language writes it, for one with its unit spelt out: `5sec`.
  func length(of word: String, in slot: Slot) -> String? {
    let digits = word.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let number = JSONNumber(String(digits)),
      let unit = Self.units[word.dropFirst(digits.count).lowercased()],
      let seconds = Self.seconds(number, unit, in: slot),
      slot.schema.accepts(.number) || slot.schema.accepts(.integer) && seconds.isWholeAsWritten
    else { return nil }
    return number.text + unit.rawValue
  }

  private static let units: [String: Unit] = [
    "msec": .milliseconds, "millis": .milliseconds, "sec": .seconds, "secs": .seconds,
    "second": .seconds, "seconds": .seconds, "min": .minutes, "mins": .minutes,
    "minute": .minutes, "minutes": .minutes, "hour": .hours, "hours": .hours,
  ]

  /// A text as the only element of a list, where a list of texts is wanted.
  func listOfOne(_ text: String, in slot: Slot) -> String? {
    guard slot.takesListOnly, slot.element(0).takesText else { return nil }
    return "[\(Quoting.quoted(text))]"
  }
}
