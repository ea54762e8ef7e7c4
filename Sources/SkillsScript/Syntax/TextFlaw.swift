/// A run of bytes that no script should hold, wherever it stands.
struct TextFlaw {
  /// What is wrong with the bytes.
  enum Kind {
    /// They are no UTF-8.
    case invalidUTF8
    /// They are control characters other than a tab and the ends of lines.
    case control
    /// They change the direction of the text around them.
    case bidirectional
  }

  var kind: Kind
  var range: Range<Int>

  /// Finds the flaws of a text in order, neighbours of one kind as one.
  static func all(in bytes: [UInt8], from start: Int) -> [TextFlaw] {
    var flaws: [TextFlaw] = []
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80, byte >= 0x20, byte != 0x7F {
        offset += 1
        continue
      }
      let piece = ScalarReader.piece(in: bytes, at: offset, end: bytes.count)
      let range = offset..<offset + piece.length
      offset = range.upperBound
      guard let kind = kind(of: piece.scalar) else { continue }
      if let last = flaws.indices.last, flaws[last].kind == kind,
        flaws[last].range.upperBound == range.lowerBound
      {
        flaws[last].range = flaws[last].range.lowerBound..<range.upperBound
      } else {
        flaws.append(TextFlaw(kind: kind, range: range))
      }
    }
    return flaws
  }

  private static func kind(of scalar: Unicode.Scalar?) -> Kind? {
    guard let scalar else { return .invalidUTF8 }
    if scalar == "\n" || scalar == "\r" { return nil }
    if DisplayWidth.isControl(scalar) { return .control }
    return DisplayWidth.isBidirectionalControl(scalar) ? .bidirectional : nil
  }
}
