extension Int {
  /// The number with its noun: "1 job", "3 jobs".
  func counted(_ noun: String) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(noun)s"
  }
}
