/// Colours text for a terminal (ECMA-48, SGR), or leaves it as it is.
struct Paint {
  /// What a piece of a diagnostic is.
  enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case gutter = "1;34"
    case emphasis = "1"
  }

  /// Whether anything is coloured.
  let isOn: Bool

  func callAsFunction(_ text: String, _ style: Style) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
