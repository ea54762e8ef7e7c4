/// A moment as text.
enum Timestamp {
  /// RFC 3339 in UTC with milliseconds: `2026-11-22T10:00:00.250Z`.
  ///
  /// - Parameter time: Since 1970, not negative.
  static func text(_ time: Duration) -> String {
    let seconds = Int(time.components.seconds)
    let milliseconds = Int(time.components.attoseconds / 1_000_000_000_000_000)
    let date = date(seconds / 86_400)
    let rest = seconds % 86_400
    return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
      + "T\(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2)):\(pad(rest % 60, 2))"
      + ".\(pad(milliseconds, 3))Z"
  }

  /// The form of HTTP (RFC 9110 §5.6.7), to the second: `Sun, 22 Nov 2026 10:00:00 GMT`.
  ///
  /// - Parameter time: Since 1970, not negative.
  static func httpDate(_ time: Duration) -> String {
    let seconds = Int(time.components.seconds)
    let date = date(seconds / 86_400)
    let rest = seconds % 86_400
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(days[seconds / 86_400 % 7]), \(pad(date.day, 2)) \(months[date.month - 1]) "
      + "\(pad(date.year, 4)) \(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2)):"
      + "\(pad(rest % 60, 2)) GMT"
  }

  /// The day of the Gregorian calendar, counted in years that begin in March so that the leap
  /// day is the last.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (
      era * 400 + yearOfEra + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
