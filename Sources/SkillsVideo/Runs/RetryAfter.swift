/// Reads the `Retry-After` field: seconds, or an HTTP date (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// How long to wait, never negative; nil for anything that is neither.
  ///
  /// `now` is the wall clock in seconds since 1970. The three forms of date of RFC 9110 §5.6.7 are
  /// read; fractions of a second, which are not in the grammar, are too.
  package static func pause(_ value: String, now: Int64) -> Duration? {
    let text = value.trimmingSpaces
    if let seconds = seconds(text) { return seconds }
    guard let date = unixTime(ofDate: text) else { return nil }
    return .seconds(max(0, date - now))
  }

  private static func seconds(_ text: Substring) -> Duration? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    guard let number = Double(text), number.isFinite else { return nil }
    return .milliseconds(Int64(min(number, 1e9) * 1_000))
  }

  /// The seconds since 1970 of an HTTP date, nil if it is none.
  static func unixTime(ofDate text: Substring) -> Int64? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
    switch words.count {
    case 6:  // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
      guard words[5] == "GMT" || words[5] == "UTC" else { return nil }
      return time(day: words[1], month: words[2], year: words[3], clock: words[4])
    case 5:  // Sun Nov  6 08:49:37 1994
      return time(day: words[2], month: words[1], year: words[4], clock: words[3])
    default:
      return nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func time(
    day: Substring, month: Substring, year: Substring, clock: Substring
  ) -> Int64? {
    let parts = clock.split(separator: ":").map { Int64($0) }
    guard
      let day = Int64(day), (1...31).contains(day),
      let month = months.firstIndex(where: { $0 == month }),
      var year = Int64(year), (0...9_999).contains(year),
      parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // A year of two digits means the one that is less than 50 years ahead.
    if year < 100 { year += year < 70 ? 2_000 : 1_900 }
    let days = CivilDate(year: year, month: Int64(month) + 1, day: day).daysSinceEpoch
    return days * 86_400 + hour * 3_600 + minute * 60 + second
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
