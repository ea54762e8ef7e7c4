import LosslessJSON

/// Draws JSON values and number texts that reach into all corners of the grammar.
struct RandomJSON {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func value(depth: Int = 6) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2: JSONNumber(numberText()).map(JSON.number) ?? .null
    case 3, 4: .string(string())
    case 5, 6: .array((0..<count()).map { _ in value(depth: depth - 1) })
    default:
      .object(
        JSONObject(
          (0..<count()).map { _ in
            JSONObject.Member(key: string(), value: value(depth: depth - 1))
          }))
    }
  }

  mutating func string() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<count() { scalars.append(scalar()) }
    return String(scalars)
  }

  mutating func numberText() -> String {
    var text = Bool.random(using: &generator) ? "-" : ""
    text +=
      Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...999_999, using: &generator))"
    if Bool.random(using: &generator) { text += "." + digits() }
    if Bool.random(using: &generator) {
      text += ["e", "E", "e+", "E-"].randomElement(using: &generator) ?? "e"
      text += digits()
    }
    return text
  }

  private mutating func digits() -> String {
    (0..<Int.random(in: 1...3, using: &generator))
      .map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0x00...0x1F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x300...0x310,
      0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    let range = ranges.randomElement(using: &generator) ?? 0x20...0x7F
    return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "?"
  }

  private mutating func count() -> Int {
    Int.random(in: 0...100, using: &generator) == 0
      ? 40 : Int.random(in: 0...5, using: &generator)
  }
}
