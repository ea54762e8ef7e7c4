import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter
import Testing

@Suite("What a plan will cost by the prices that were seen")
struct PriceForecastTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var prices: [String?]
    var most: Int
    var asks: Bool
    var words: String

    var testDescription: String { "\(prices) against \(most)" }
  }

  static let cases: [Case] = [
    Case(prices: ["12.5", "12.5"], most: 25, asks: false, words: " for 25 credits, by the prices"),
    Case(prices: ["12.5", "12.51"], most: 25, asks: true, words: " for 25.01 credits, by"),
    Case(prices: [nil], most: 25, asks: true, words: ", and its price is not known yet"),
    Case(prices: [nil, nil], most: 25, asks: true, words: ", and their prices are not known yet"),
    Case(
      prices: ["1", nil, "2", nil], most: 25, asks: true,
      words: ", 2 of them for 3 credits by the prices seen before, and the price of 2 is not known"),
    Case(prices: ["0"], most: 0, asks: false, words: " for 0 credits"),
    Case(
      prices: ["1e999", "1e-999"], most: 25, asks: true,
      words: " for more credits than can be told"),
  ]

  @Test(
    "a person is asked for more than the threshold, and where it is not known", arguments: cases)
  func asks(_ example: Case) {
    let forecast = PriceForecast(example.prices.map { $0.flatMap { JSONNumber($0) } })
    #expect(forecast.exceeds(.credits(example.most)) == example.asks)
    #expect(forecast.words.hasPrefix(example.words), "\(forecast.words)")
  }

  @Test("a threshold of jobs counts them, whatever they cost")
  func jobs() {
    #expect(!PriceForecast([nil, 1]).exceeds(.jobs(2)))
    #expect(PriceForecast([nil, 1, 1]).exceeds(.jobs(2)))
  }

  @Test("a recipe built in Swift has budgets too")
  func recipe() async throws {
    let recipe = Recipe {
      Budget(20, .credits)
      Budget(40, .jobs, perDay: true)
    }
    #expect(recipe.script == "budget 20 credits\nbudget 40 jobs per day\n")
    #expect(try await Interpreter().check(recipe).findings.isEmpty)
  }
}
