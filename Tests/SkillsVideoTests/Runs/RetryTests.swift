import Testing

@testable import SkillsVideo

@Suite("The pauses between tries")
struct RetryDelaysTests {
  @Test("double from one second to sixteen and stay there")
  func doubling() {
    let delays = Array(RetryDelays(random: { 1 }).prefix(7))
    #expect(delays == [1, 2, 4, 8, 16, 16, 16].map { .seconds($0) })
  }

  @Test("are shortened by at most a half", arguments: [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0)])
  func jitter(random: Double, share: Double) {
    for (index, delay) in RetryDelays(random: { random }).prefix(6).enumerated() {
      #expect(delay == .seconds(min(1 << index, 16)) * share)
    }
  }

  @Test("stay within their bounds for random numbers that do not", arguments: [-3.0, 7.0])
  func wildRandom(random: Double) {
    for delay in RetryDelays(random: { random }).prefix(9) {
      #expect(delay >= .milliseconds(500) && delay <= .seconds(16))
    }
  }
}

@Suite("Retry-After")
struct RetryAfterTests {
  /// 6 November 1994, 08:49:37.
  private let moment: Int64 = 784_111_777

  @Test(
    "is read as seconds or as a date",
    arguments: [
      ("120", Duration.seconds(120)), (" 0 ", .zero), ("1.5", .milliseconds(1_500)),
      ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
      ("Sunday, 06-Nov-94 08:49:47 GMT", .seconds(10)),
      ("Sun Nov  6 08:49:38 1994", .seconds(1)),
      ("Sun, 06 Nov 1994 08:49:00 GMT", .zero),
    ])
  func reading(value: String, pause: Duration) {
    #expect(RetryAfter.pause(value, now: moment) == pause)
  }

  @Test(
    "is nothing where it is neither",
    arguments: [
      "", "soon", "-5", "12 apples", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 25:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 99 Nov 1994 08:49:37 GMT", "nan", "inf",
    ])
  func garbage(value: String) {
    #expect(RetryAfter.pause(value, now: moment) == nil)
  }

  @Test("a pause beyond all measure is bounded")
  func huge() {
    #expect(RetryAfter.pause("99999999999999999999999", now: 0) == .seconds(1_000_000_000))
  }
}

@Suite("A civil date")
struct CivilDateTests {
  @Test(
    "and the days since 1970 are the same thing twice",
    arguments: [
      (0, CivilDate(year: 1970, month: 1, day: 1)), (-1, CivilDate(year: 1969, month: 12, day: 31)),
      (11_016, CivilDate(year: 2000, month: 2, day: 29)),
      (19_782, CivilDate(year: 2024, month: 2, day: 29)),
      (20_780, CivilDate(year: 2026, month: 11, day: 23)),
      (-25_509, CivilDate(year: 1900, month: 2, day: 28)),
      (-25_508, CivilDate(year: 1900, month: 3, day: 1)),
    ] as [(Int64, CivilDate)])
  func conversion(days: Int64, date: CivilDate) {
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(secondsSinceEpoch: days * 86_400) == date)
    #expect(CivilDate(secondsSinceEpoch: days * 86_400 + 86_399) == date)
  }

  @Test("days of eight centuries come back")
  func roundTrip() {
    for days in stride(from: Int64(-150_000), through: 150_000, by: 7)
    where CivilDate(secondsSinceEpoch: days * 86_400).daysSinceEpoch != days {
      Issue.record("day \(days)")
    }
  }
}
