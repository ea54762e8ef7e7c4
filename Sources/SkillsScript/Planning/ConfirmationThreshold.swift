/// Beyond what a person is asked before anything is sent: `option confirm`.
package enum ConfirmationThreshold: Sendable, Hashable {
  /// More jobs than this.
  case jobs(Int)
  /// More credits than this by the prices that are known, or any price that is not known.
  case credits(Int)

  /// What holds where nothing is said.
  package static let standard = ConfirmationThreshold.jobs(10)

  /// Reads the words of the option: `10`, or `50credits`; nil for any other.
  init?(word: String) {
    let isCredits = word.hasSuffix("credits")
    let digits = word.dropLast(isCredits ? "credits".count : 0)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(digits)
    else { return nil }
    self = isCredits ? .credits(count) : .jobs(count)
  }
}
