// MARK: - Bytes

extension JSONParser {
  func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// The text of bytes that are known to be UTF-8.
  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

// MARK: - Errors

extension JSONParser {
  func error(_ code: JSONError.Code, at offset: Int? = nil, _ message: String) -> JSONError {
    JSONError(
      code: code, place: place(of: offset ?? position), earlierPlace: nil, message: message)
  }

  func unexpectedEnd(_ wanted: String) -> JSONError {
    error(.unexpectedEnd, at: bytes.count, "the text ends too early; expected \(wanted)")
  }

  /// The error for something at the position that should not be there.
  func unexpected(_ code: JSONError.Code, _ wanted: String) -> JSONError {
    let length: Int
    do {
      length = try sequenceLength()
    } catch {
      return error
    }
    guard let scalar = text(position..<position + length).unicodeScalars.first else {
      return unexpectedEnd(wanted)
    }
    let hint =
      switch scalar {
      case "'": "; strings stand in double quotes"
      case "/", "#": "; JSON has no comments"
      default: ""
      }
    return error(code, "expected \(wanted), found \(Self.name(of: scalar))\(hint)")
  }

  /// The error for a word that is none of JSON's three.
  func wrongWord() -> JSONError {
    let word = bytes[position...].prefix(while: Self.isWordByte)
    let isCutOff =
      word.endIndex == bytes.count
      && ["true", "false", "null"].contains { $0.utf8.starts(with: word) }
    if isCutOff { return unexpectedEnd("the rest of the word") }
    let shown = String(decoding: word.prefix(20), as: UTF8.self) + (word.count > 20 ? "…" : "")
    return error(
      .invalidWord,
      "\(shown) is no JSON value; the words are true, false and null, and text stands in quotes")
  }

  func duplicate(_ key: String, at offset: Int, earlier: Int) -> JSONError {
    let first = place(of: earlier)
    let printed = JSON.string(key).printed()
    return JSONError(
      code: .duplicateKey, place: place(of: offset), earlierPlace: first,
      message: "the key \(printed) stands twice in one object, first at line \(first.line),"
        + " column \(first.column); keep one of them")
  }

  /// The place of an offset before which everything is UTF-8.
  private func place(of offset: Int) -> JSONError.Place {
    var line = 1
    let mark = Self.byteOrderMark
    var start = bytes.starts(with: mark) ? min(mark.count, offset) : 0
    for position in start..<offset where bytes[position] == 0x0A {
      line += 1
      start = position + 1
    }
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return JSONError.Place(offset: offset, line: line, column: column)
  }

  /// How a message shows a character: by its code where it would be invisible or look like a space.
  static func name(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "a line break"
    case "\t": return "a tab"
    case "\"": return "a double quote"
    case "!"..."~": return "\"\(Character(scalar))\""
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse,
      .unassigned, .nonspacingMark, .enclosingMark:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    default: return "\"\(Character(scalar))\""
    }
  }
}
