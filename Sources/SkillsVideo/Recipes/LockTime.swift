/// A moment as a lock writes it: UTC with milliseconds (RFC 3339), `2026-11-26T05:04:03.120Z`.
enum LockTime {
  /// The text of a moment in milliseconds since 1970.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    let day = CivilDate(secondsSinceEpoch: seconds)
    let rest = seconds - day.daysSinceEpoch * 86_400
    let time = [rest / 3_600, rest / 60 % 60, rest % 60].map { padded($0, 2) }
      .joined(separator: ":")
    let date = "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
    return "\(date)T\(time).\(padded(milliseconds - seconds * 1_000, 3))Z"
  }

  /// The moment of a text; nil for anything but the form of ``text(_:)``.
  static func milliseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int64? {
      Int64(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let fraction = number(20..<23), (1...12).contains(month), (1...31).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    return (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000 + fraction
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
