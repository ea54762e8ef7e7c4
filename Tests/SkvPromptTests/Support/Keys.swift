/// Keys as xterm sends them.
enum Key {
  static let enter = "\r"
  static let tab = "\t"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"
  static let delete = "\u{1B}[3~"
  static let controlLeft = "\u{1B}[1;5D"
  static let controlRight = "\u{1B}[1;5C"
  static let f5 = "\u{1B}[15~"
  static let controlC = "\u{03}"
  static let controlD = "\u{04}"
  static let controlL = "\u{0C}"
  static let controlR = "\u{12}"
  static let controlZ = "\u{1A}"
  static let controlBackslash = "\u{1C}"
}

/// A text is complete when its brackets are closed.
@Sendable func bracketsAreClosed(_ text: String) -> Bool {
  text.filter { $0 == "[" }.count <= text.filter { $0 == "]" }.count
}
