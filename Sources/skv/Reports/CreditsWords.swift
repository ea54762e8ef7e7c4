import LosslessJSON
import SkillsVideo

/// The balance in words for a person: as it comes, since the shape of the answer is not documented.
enum CreditsWords {
  /// The lines of an answer; none for a refusal.
  ///
  /// An object of plain members is a line a member, other JSON is JSON, text is text.
  static func lines(_ answer: CreditsAnswer) -> [String] {
    switch answer {
    case .json(let json):
      members(of: json) ?? split(json.printed(.indented(2)))
    case .text(let text): split(text)
    case .empty: ["the service's answer is empty"]
    case .refused: []
    }
  }

  /// The answer as one line of JSON, nil for a refusal: text that is no JSON is a string.
  static func json(_ answer: CreditsAnswer) -> JSON? {
    switch answer {
    case .json(let json): json
    case .text(let text): .string(text)
    case .empty: ""
    case .refused: nil
    }
  }

  /// One line about a refusal and what to do, nil for any other answer.
  static func trouble(_ answer: CreditsAnswer) -> String? {
    guard case .refused(let error) = answer else { return nil }
    let code = [error.status.map { "HTTP \($0)" }, error.code].compactMap { $0 }
    let reason = "\(code.joined(separator: ", ")): \(error.message.excerpt(limit: 300))"
    return TerminalText.escaped("the service does not tell the balance (\(reason))")
      + "; " + advice(error)
  }

  /// One line about what kept the answer from coming.
  static func trouble(_ error: EngineError) -> String {
    let advice = error.code == .notReached ? "; `skv doctor` looks for the reason" : ""
    return TerminalText.escaped(error.description) + advice
  }

  private static func advice(_ error: ServiceError) -> String {
    switch error.category {
    case .insufficientCredits: "recharge at https://skills.video/dashboard"
    case .auth:
      "check \(Configuration.keyVariable); keys: https://skills.video/dashboard/developer"
    case .notFound: "check \(Configuration.baseURLVariable)"
    case .transient:
      error.retryAfter.map { "it asks to come back in \(Clockface.text($0))" } ?? "try again later"
    case .validation, .unknown: "https://skills.video/dashboard shows it too"
    }
  }

  /// `name: value` for each member; nil for JSON that is no object, or where a line could be taken for
  /// another member's.
  private static func members(of json: JSON) -> [String]? {
    guard let object = json.object, !object.isEmpty else { return nil }
    var lines: [String] = []
    for member in object {
      let value: String
      switch member.value {
      case .string(let text): value = text
      case .number, .bool, .null: value = member.value.printed()
      case .array, .object: return nil
      }
      guard !member.key.isEmpty, (member.key + value).unicodeScalars.allSatisfy(isPlain) else {
        return nil
      }
      lines.append("\(member.key): \(value)")
    }
    return lines
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x2028
      && scalar.value != 0x2029
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.count > 1, lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map(String.init)
  }
}
