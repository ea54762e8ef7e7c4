/// A character that stands for nothing outside of a text, and what it was probably meant to be.
enum LookAlike {
  /// The plain characters that people mean by `scalar`; nil if it looks like none.
  static func plainForm(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
    case 0x2044, 0x2215: "/"
    case 0x2236: ":"
    case 0x2024, 0x3002: "."
    case 0x2025, 0x2026: ".."
    case 0x3001: ","
    case 0xD7: "x"
    // The full-width forms stand in the order of ASCII.
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: nil
    }
  }

  /// `scalar` for people who may not see what it is: "U+2011, non-breaking hyphen"; empty for
  /// what a keyboard writes.
  static func name(of scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return "" }
    let number = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    guard let name = scalar.properties.name else { return code }
    return "\(code), \(name.lowercased())"
  }
}
