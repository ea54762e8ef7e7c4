// MARK: - Strings

extension JSONParser {
  /// Reads a string from its opening quote to behind its closing one.
  mutating func string() throws(JSONError) -> String {
    let opening = position
    position += 1
    let run = try unescapedRun(opening: opening)
    if bytes[position] == UInt8(ascii: "\"") {
      position += 1
      return text(run)
    }

    unescaped.removeAll(keepingCapacity: true)
    unescaped.append(contentsOf: bytes[run])
    while bytes[position] == UInt8(ascii: "\\") {
      try escape(opening: opening)
      unescaped.append(contentsOf: bytes[try unescapedRun(opening: opening)])
    }
    position += 1
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Passes over bytes that stand for themselves, up to a quote or a backslash.
  private mutating func unescapedRun(opening: Int) throws(JSONError) -> Range<Int> {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return start..<position
      case 0x20..<0x80: position += 1
      case 0x80...: position += try sequenceLength()
      default:
        throw error(
          .controlCharacter,
          "a string holds \(Self.name(of: Unicode.Scalar(byte))); write it as an escape,"
            + " or close the string before it")
      }
    }
    throw unterminated(opening)
  }

  private func unterminated(_ opening: Int) -> JSONError {
    error(.unterminatedString, at: opening, "the string that begins here has no closing quote")
  }
}

// MARK: - Escapes

extension JSONParser {
  /// Reads one escape from its backslash on, two for a surrogate pair.
  private mutating func escape(opening: Int) throws(JSONError) {
    guard position + 1 < bytes.count else { throw unterminated(opening) }
    let letter = bytes[position + 1]
    let value: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value = letter
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "t"): value = 0x09
    case UInt8(ascii: "u"):
      unescaped.append(contentsOf: try unicodeEscape(opening: opening).utf8)
      return
    default:
      throw error(
        .invalidEscape,
        "a backslash in a string is followed by something that is no escape; for the backslash"
          + " itself write two")
    }
    unescaped.append(value)
    position += 2
  }

  private mutating func unicodeEscape(opening: Int) throws(JSONError) -> Unicode.Scalar {
    let start = position
    let first = try codeUnit(opening: opening)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00 else { throw loneSurrogate(at: start) }
    guard position < bytes.count else { throw unterminated(opening) }
    guard bytes[position] == UInt8(ascii: "\\") else { throw loneSurrogate(at: start) }
    guard position + 1 < bytes.count else { throw unterminated(opening) }
    guard bytes[position + 1] == UInt8(ascii: "u") else { throw loneSurrogate(at: start) }
    let second = try codeUnit(opening: opening)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw loneSurrogate(at: start) }
    return scalar
  }

  /// Reads `\u` and four hexadecimal digits.
  private mutating func codeUnit(opening: Int) throws(JSONError) -> UInt16 {
    let start = position
    var unit: UInt16 = 0
    for place in start + 2..<start + 6 {
      guard place < bytes.count else { throw unterminated(opening) }
      guard let digit = Self.hexadecimalValue(of: bytes[place]) else {
        throw error(
          .invalidEscape, at: start, "\\u in a string needs four hexadecimal digits after it")
      }
      unit = unit << 4 | digit
    }
    position = start + 6
    return unit
  }

  private func loneSurrogate(at place: Int) -> JSONError {
    error(
      .loneSurrogate, at: place,
      "a \\u escape from D800 to DFFF stands for half a character; it needs its other half")
  }

  private static func hexadecimalValue(of byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

// MARK: - UTF-8

extension JSONParser {
  /// The length of the sequence at the position (Unicode Standard, table 3-7).
  func sequenceLength() throws(JSONError) -> Int {
    let lead = bytes[position]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw invalidUTF8()
    }
    guard position + length <= bytes.count, second.contains(bytes[position + 1]) else {
      throw invalidUTF8()
    }
    for place in position + 2..<position + length where bytes[place] & 0xC0 != 0x80 {
      throw invalidUTF8()
    }
    return length
  }

  private func invalidUTF8() -> JSONError {
    let byte = String(bytes[position], radix: 16, uppercase: true)
    return error(
      .invalidUTF8, "the text is not UTF-8: the bytes from 0x\(byte) on are no character")
  }
}
