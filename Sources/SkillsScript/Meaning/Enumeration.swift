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
