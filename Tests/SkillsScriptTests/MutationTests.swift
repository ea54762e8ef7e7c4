import Contracts
import Fuzz
import SkillsScript
import Testing

@Suite("What was changed at random makes no trouble")
struct MutationTests {
  @Test("every target takes the texts that fuzzing begins with", arguments: FuzzTarget.allCases)
  func seeds(_ target: FuzzTarget) throws {
    let catalogue = try #require(FuzzContract.catalogue())
    for seed in FuzzSeeds.all {
      #expect(
        target.complaint(about: seed, catalogue) == nil, "\(String(decoding: seed, as: UTF8.self))")
    }
    #expect(FuzzSeeds.all.count > 200)
  }

  @Test("every target takes thousands of changed texts", arguments: FuzzTarget.allCases)
  func mutations(_ target: FuzzTarget) throws {
    let catalogue = try #require(FuzzContract.catalogue())
    var mutator = Mutator(seed: 7)
    for _ in 0..<1_500 {
      let bytes = mutator.next()
      #expect(
        target.complaint(about: bytes, catalogue) == nil,
        "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }
}

/// Changes texts as libFuzzer does, always in the same way for a seed.
private struct Mutator {
  private var numbers: SchedulePropertyTests.Numbers

  init(seed: UInt64) {
    numbers = SchedulePropertyTests.Numbers(state: seed)
  }

  private static let words =
    StatementForm.all.flatMap { [$0.keyword, $0.example] }
    + [
      "$", "${", "}", "\"", "\"\"\"", "'", "[", "]", "{", "}", ",", ":", ";", "\n", "\r\n", "\\\n",
      "#", "@",
      "@t.csv", "$last", "1..4", "9999999999", "-1", "1e999", "5s", "null", "\u{0}", "\u{202E}",
      "é", "🦊",
      "\u{FEFF}", "\u{A0}", "in", "==", "matches", "x 100000", "..", "/", "${run.ext}", "$v",
    ]

  /// A text with one to six changes.
  mutating func next() -> [UInt8] {
    var bytes = FuzzSeeds.all.randomElement(using: &numbers) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &numbers) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &numbers)
    let end = min(bytes.count, place + Int.random(in: 1...12, using: &numbers))
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: place)
    case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      let other = FuzzSeeds.all.randomElement(using: &numbers) ?? []
      bytes = bytes[..<place] + other.suffix(Int.random(in: 0...other.count, using: &numbers))
    default:
      let word = Self.words.randomElement(using: &numbers) ?? ""
      bytes.insert(contentsOf: Array(word.utf8), at: place)
    }
  }
}
