import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("The arithmetic of one cap")
struct PurseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var cap: String
    var charges: [Purse.Charge]
    var wanted: String?
    var answer: Purse.Answer

    init(
      _ cap: String, _ charges: [Purse.Charge], wants wanted: String?, _ answer: Purse.Answer
    ) {
      self.cap = cap
      self.charges = charges
      self.wanted = wanted
      self.answer = answer
    }

    var testDescription: String { "\(cap) \(charges) \(wanted ?? "unknown"): \(answer)" }
  }

  static let known: [Case] = [
    Case("20", [], wants: "12.5", .granted),
    Case("12.5", [], wants: "12.5", .granted),
    Case("12.5", [], wants: "12.50000000000000000001", .refused),
    Case("12.4", [], wants: "12.5", .refused),
    Case("20", [.spent("12.5")], wants: "12.5", .refused),
    Case("25", [.spent("12.5")], wants: "12.5", .granted),
    Case("0.3", [.spent("0.1"), .spent("0.1")], wants: "0.1", .granted),
    Case("20", [.reserved("12.5")], wants: "12.5", .wait),
    Case("25", [.reserved("12.5")], wants: "12.5", .granted),
    Case("20", [.spent("12.5"), .reserved("5")], wants: "12.5", .refused),
    Case("20", [.spent("5"), .reserved("12.5")], wants: "12.5", .wait),
    Case("20", [.kept("12.5")], wants: "12.5", .refused),
    Case("25", [.kept("12.5")], wants: "12.5", .granted),
    Case("20", [.kept("12.5"), .reserved("1")], wants: "12.5", .refused),
    Case("0", [], wants: "0", .granted), Case("0", [], wants: "0.1", .refused),
    Case("10", [.spent("-5")], wants: "12", .refused),
  ]

  static let unknown: [Case] = [
    Case("20", [], wants: nil, .granted),
    Case("20", [.spent("19.9")], wants: nil, .granted),
    Case("20", [.spent("20")], wants: nil, .refused),
    Case("20", [.spent("12.5"), .spent("12.5")], wants: nil, .refused),
    Case("20", [.reserved("12.5")], wants: nil, .granted),
    Case("20", [.reserved("20")], wants: nil, .wait),
    Case("20", [.reserved(nil)], wants: nil, .wait),
    Case("20", [.reserved(nil)], wants: "1", .wait),
    Case("20", [.reserved(nil)], wants: "20.5", .refused),
    Case("20", [.kept(nil)], wants: nil, .refused),
    Case("20", [.kept(nil)], wants: "1", .refused),
    Case("20", [.kept(nil), .reserved(nil)], wants: "1", .refused),
    Case("0", [], wants: nil, .refused),
  ]

  static let beyondReckoning: [Case] = [
    Case("20", [.spent("1e999"), .spent("1e-999")], wants: "1", .refused),
    Case("20", [.spent("1"), .spent("1e-2000")], wants: "1", .refused),
    Case("1e3000", [.spent("1")], wants: "1", .refused),
  ]

  @Test("says whether one more run fits", arguments: known + unknown + beyondReckoning)
  func answers(_ example: Case) throws {
    var purse = Purse(cap: try #require(JSONNumber(example.cap)))
    for charge in example.charges { purse.take(charge) }
    let wanted = try example.wanted.map { try #require(JSONNumber($0)) }
    #expect(purse.answer(to: wanted) == example.answer)
  }

  @Test("is passed by at most one charge of unknown price, however they come")
  func atMostOne() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let cap = Int.random(in: 0...60, using: &generator)
      var spent: [Int] = []
      // The first of a kind is unknown and runs alone; the price that it shows bounds the others.
      var prices: [Int: Int] = [:]
      for _ in 0..<20 {
        let kind = Int.random(in: 0...4, using: &generator)
        var purse = Purse(cap: JSONNumber(cap))
        for charge in spent { purse.take(.spent(JSONNumber(charge))) }
        guard purse.answer(to: prices[kind].map { JSONNumber($0) }) == .granted else { continue }
        let price = prices[kind] ?? Int.random(in: 0...30, using: &generator)
        prices[kind] = price
        spent.append(price)
      }
      let before = spent.dropLast().reduce(0, +)
      #expect(before <= cap, "\(cap): \(spent)")
    }
  }

  @Test(
    "tells how it stands",
    arguments: [
      ([], "0 of 20 credits spent"), ([.spent("12.5")], "12.5 of 20 credits spent"),
      (
        [.spent("12.5"), .spent("12.5")],
        "25 of 20 credits spent, more than the cap by a charge that was not foreseen"
      ),
      (
        [.spent("1"), .reserved("2"), .kept("3")],
        "1 of 20 credits spent, 2 reserved, 3 kept for runs in doubt, unfinished or not priced"
      ),
      ([.reserved(nil)], "0 of 20 credits spent, the rest held by a run of unknown price"),
      (
        [.reserved(nil), .kept(nil)],
        "0 of 20 credits spent, the rest held by 2 runs of unknown price"
      ),
    ] as [([Purse.Charge], String)])
  func description(charges: [Purse.Charge], text: String) {
    var purse = Purse(cap: 20)
    for charge in charges { purse.take(charge) }
    #expect("\(BudgetStanding(purse, .credits, isPerDay: false))" == text)
  }
}

extension Purse.Charge {
  fileprivate static func spent(_ text: String) -> Self { .spent(JSONNumber(text) ?? 0) }
  fileprivate static func reserved(_ text: String) -> Self { .reserved(JSONNumber(text)) }
  fileprivate static func kept(_ text: String) -> Self { .kept(JSONNumber(text)) }
}
