/// One line of text in which pieces may be coloured.
struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// How a piece looks.
  enum Style: Int, Sendable {
    case plain = 0
    case bold = 1
    case faint = 2
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case cyan = 36
  }

  /// A run of characters that look the same.
  struct Piece: Sendable, Hashable {
    var text: String
    var style: Style
  }

  private(set) var pieces: [Piece]

  /// Creates a text of one piece.
  init(_ text: String, _ style: Style = .plain) {
    pieces = text.isEmpty ? [] : [Piece(text: text, style: style)]
  }

  init(stringLiteral value: String) { self.init(value) }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }

  /// The text without its styles.
  var plain: String { pieces.map(\.text).joined() }
}
