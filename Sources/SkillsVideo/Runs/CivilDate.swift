/// A day of the Gregorian calendar in UTC.
///
/// The arithmetic counts years from March on, so that the leap day is the last of its year.
package struct CivilDate: Sendable, Hashable {
  /// The year, such as 2026.
  package var year: Int64
  /// The month, from 1.
  package var month: Int64
  /// The day of the month, from 1.
  package var day: Int64

  /// Creates a day.
  package init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day on which a moment falls; `seconds` since 1970.
  package init(secondsSinceEpoch seconds: Int64) {
    let days = (seconds - seconds.modulo(86_400)) / 86_400 + 719_468
    let era = (days - days.modulo(146_097)) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// How many days lie between 1 January 1970 and this day.
  package var daysSinceEpoch: Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year - year.modulo(400)) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Int64 {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
