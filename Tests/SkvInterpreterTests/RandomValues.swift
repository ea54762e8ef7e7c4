import LosslessJSON

/// Draws values that reach into the corners of texts and numbers, the same in every run.
struct RandomValues: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Pieces that mean something in the language, and characters from every plane.
  mutating func text() -> String {
    let pieces = [
      "$", "{", "}", "${", "${style}", "${still.files[0].url}", "\\", "\"", "'", "\"\"\"", "\n",
      "\r\n", "\t", "\0", "\u{1b}", "\u{301}", "#", " # ", ";", "@", "https://", "[", "]", ",",
      "run", " ", "\\n", "\\u{41}", "é", "狐", "🦊", "\u{2028}", "\u{202e}", "\u{feff}", "%", "1",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &self) {
      if Bool.random(using: &self) {
        text += pieces.randomElement(using: &self) ?? ""
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  mutating func number() -> JSONNumber {
    let texts = [
      "0", "-0", "1.0", "0.10", "9007199254740993", "1e400", "-1.5E+07", "12345678901234567890.1",
      "1e-7", "0.1",
    ]
    return JSONNumber(texts.randomElement(using: &self) ?? "0") ?? 0
  }

  /// A value in which no key stands twice.
  mutating func json(depth: Int = 5) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .number(number())
    case 3, 4: return .string(text())
    case 5: return .array((0..<count()).map { _ in json(depth: depth - 1) })
    default:
      return .object(
        JSONObject(
          (0..<count()).map { index in
            JSONObject.Member(key: "\(index)\(text())", value: json(depth: depth - 1))
          }))
    }
  }

  private mutating func count() -> Int { Int.random(in: 0...4, using: &self) }
}
