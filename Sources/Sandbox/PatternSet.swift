/// The scalars that one place of a regular expression takes.
struct PatternSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var nested: [PatternSet] = []
  private var isNegated = false

  init(_ scalar: Unicode.Scalar) {
    ranges = [scalar.value...scalar.value]
  }

  private init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  /// What `.` takes: everything but the ends of lines.
  static let anyInLine = PatternSet(
    [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isListed =
      ranges.contains { $0.contains(scalar.value) } || nested.contains { $0.contains(scalar) }
    return isListed != isNegated
  }

  /// The only scalar, where there is one alone.
  private var only: UInt32? {
    guard !isNegated, nested.isEmpty, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  // MARK: - Reading

  /// What stands between `[` and `]`; nil if it cannot be read.
  init?(inBrackets rest: inout ArraySlice<Unicode.Scalar>) {
    if rest.first == "^" {
      isNegated = true
      rest.removeFirst()
    }
    while let scalar = rest.popFirst() {
      if scalar == "]" { return }
      guard let low = Self.member(scalar, &rest) else { return nil }
      if let first = low.only, rest.first == "-", rest.count > 1, rest.dropFirst().first != "]" {
        rest.removeFirst()
        guard let end = rest.popFirst(), let last = Self.member(end, &rest)?.only, first <= last
        else { return nil }
        ranges.append(first...last)
      } else {
        nested.append(low)
      }
    }
    return nil
  }

  private static func member(
    _ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>
  ) -> PatternSet? {
    scalar == "\\" ? PatternSet(afterBackslash: &rest) : PatternSet(scalar)
  }

  /// What a backslash and the letters behind it stand for; nil if it cannot be read.
  init?(afterBackslash rest: inout ArraySlice<Unicode.Scalar>) {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case "d": self.init(Self.digits)
    case "D": self.init(Self.digits, isNegated: true)
    case "w": self.init(Self.wordScalars)
    case "W": self.init(Self.wordScalars, isNegated: true)
    case "s": self.init(Self.spaces)
    case "S": self.init(Self.spaces, isNegated: true)
    case "t": self.init("\t")
    case "n": self.init("\n")
    case "v": self.init("\u{B}")
    case "f": self.init("\u{C}")
    case "r": self.init("\r")
    case "x", "u":
      let count = letter == "x" ? 2 : 4
      let digits = rest.prefix(count)
      guard digits.count == count, digits.allSatisfy({ Character($0).isHexDigit && $0.isASCII }),
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      rest = rest.dropFirst(count)
      self.init(scalar)
    case "0"..."9", "A"..."Z", "a"..."z": return nil
    default: self.init(letter)
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  private static let wordScalars: [ClosedRange<UInt32>] =
    [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  /// White space and line ends (ECMA-262, 12.2 and 12.3).
  private static let spaces: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]
}
