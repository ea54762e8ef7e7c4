/// The part of a file that a request's `Range` asks for (RFC 9110, 14.2).
enum ByteRange: Hashable {
  /// No range, or one that is to be ignored: several parts, another unit, broken grammar.
  case whole
  case part(Range<Int>)
  case unsatisfiable

  /// - Parameters:
  ///   - ifRange: The value of `If-Range`; a range counts only if it is `tag`.
  ///   - length: The file's length in bytes.
  init(_ range: String?, ifRange: String?, tag: String, length: Int) {
    guard let range, ifRange == nil || ifRange == tag, range.lowercased().hasPrefix("bytes=")
    else {
      self = .whole
      return
    }
    let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
      self = .whole
      return
    }
    switch (first, last) {
    case (nil, nil): self = .whole
    case (nil, let count?):
      self = count == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
    case (let first?, let last):
      if let last, last < first {
        self = .whole
      } else {
        self =
          first >= length
          ? .unsatisfiable : .part(first..<min(length, last.map { $0 &+ 1 } ?? length))
      }
    }
  }

  /// `.some(nil)` for no digits, nil for what is no number.
  private static func number(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return .some(min(Int(text) ?? Int.max, Int.max - 1))
  }
}
