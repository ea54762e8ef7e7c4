/// Reads Unicode scalars from bytes that need not be UTF-8.
///
/// What is no UTF-8 comes as pieces without a scalar, cut as `String(decoding:as:)` cuts them: one
/// for each maximal part of an encoded scalar (Unicode 15, section 3.9, U+FFFD substitution).
struct ScalarReader {
  /// One scalar, or a piece that is none.
  struct Piece {
    /// The scalar; nil for bytes that encode none.
    var scalar: Unicode.Scalar?
    /// How many bytes it takes; at least 1.
    var length: Int
  }

  /// Reads the piece that begins at `offset`, which must be below `end`, and ends by `end`.
  static func piece(in bytes: [UInt8], at offset: Int, end: Int) -> Piece {
    let lead = bytes[offset]
    if lead < 0x80 { return Piece(scalar: Unicode.Scalar(lead), length: 1) }
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    let count: Int
    var value: UInt32
    switch lead {
    case 0xC2...0xDF:
      count = 1
      value = UInt32(lead & 0x1F)
    case 0xE0...0xEF:
      count = 2
      value = UInt32(lead & 0x0F)
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      count = 3
      value = UInt32(lead & 0x07)
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default:
      return Piece(scalar: nil, length: 1)
    }
    for step in 1...count {
      guard offset + step < end, case let next = bytes[offset + step], next >= lowest,
        next <= highest
      else { return Piece(scalar: nil, length: step) }
      value = value << 6 | UInt32(next & 0x3F)
      lowest = 0x80
      highest = 0xBF
    }
    return Piece(scalar: Unicode.Scalar(value), length: count + 1)
  }
}
