import SkillsVideo

/// Moments as a person reads them.
enum Moment {
  /// `2026-11-23 04:38:24 UTC`, of milliseconds since 1970.
  static func text(_ milliseconds: Int64) -> String { "\(parts(milliseconds, " ")) UTC" }

  /// `2026-11-23T04:38:24Z` (RFC 3339).
  static func stamp(_ milliseconds: Int64) -> String { "\(parts(milliseconds, "T"))Z" }

  /// How long ago a moment is, in its largest unit: `12s`, `5m`, `3h`, `8d`.
  static func age(_ milliseconds: Int64, now: Int64) -> String {
    let seconds = max(0, (now - milliseconds) / 1_000)
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3_600: return "\(seconds / 60)m"
    case ..<86_400: return "\(seconds / 3_600)h"
    default: return "\(seconds / 86_400)d"
    }
  }

  private static func parts(_ milliseconds: Int64, _ separator: String) -> String {
    let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    let date = CivilDate(secondsSinceEpoch: seconds)
    let rest = seconds - date.daysSinceEpoch * 86_400
    let day = [date.year, date.month, date.day].map(twoDigits).joined(separator: "-")
    let time = [rest / 3_600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
    return day + separator + time
  }

  private static func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
