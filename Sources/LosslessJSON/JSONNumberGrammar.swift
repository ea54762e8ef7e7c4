/// The grammar of numbers in RFC 8259, section 6.
enum JSONNumberGrammar {
  /// What a scan found.
  enum Scan: Equatable {
    /// A number that ends before this offset; anything may follow.
    case number(end: Int)
    /// A zero at this offset with more digits after it.
    case leadingZero(at: Int)
    /// No digit at this offset, where one is needed.
    case missingDigit(at: Int)
  }

  /// Reads the longest number that begins at an offset.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Scan {
    var position = start
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }

    let integer = position
    position = endOfDigits(bytes, from: integer)
    guard position > integer else { return .missingDigit(at: integer) }
    if bytes[integer] == UInt8(ascii: "0"), position > integer + 1 {
      return .leadingZero(at: integer)
    }

    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      let fraction = position + 1
      position = endOfDigits(bytes, from: fraction)
      guard position > fraction else { return .missingDigit(at: fraction) }
    }

    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      var exponent = position + 1
      if exponent < bytes.count,
        bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-")
      {
        exponent += 1
      }
      position = endOfDigits(bytes, from: exponent)
      guard position > exponent else { return .missingDigit(at: exponent) }
    }
    return .number(end: position)
  }

  private static func endOfDigits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    return position
  }
}
