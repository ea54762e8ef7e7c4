import Contracts

// Pieces of sentences that several findings are made of.

extension FieldType {
  /// The type with its article, for sentences.
  var phrase: String {
    switch self {
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "`true` or `false`"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension Sequence<String> {
  /// The words as an enumeration: "a, b or c"; of more than twenty only the first are named.
  var joinedByOr: String {
    let words = Array(self)
    if words.count > 20 {
      return words.prefix(20).joined(separator: ", ") + " and \(words.count - 20) more"
    }
    guard words.count > 1, let last = words.last else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Int {
  /// The number with its noun: "1 job", "3 jobs".
  func counted(_ noun: String) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(noun)s"
  }
}

extension Model {
  /// The short name, or the full path where the short name alone says little, as `q3` does, or does
  /// not say why it comes to mind for a word that stands in the path.
  func clearName(for word: String) -> String {
    let word = word.lowercased()
    let isClear = !name.contains("/") && name.count >= 4
    let isWhy = name.lowercased().contains(word) || !path.lowercased().contains(word)
    return isClear && isWhy ? name : path
  }
}
