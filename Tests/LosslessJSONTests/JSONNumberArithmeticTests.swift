import LosslessJSON
import Testing

@Suite("Arithmetic")
struct JSONNumberArithmeticTests {
  /// Texts in the order of their values; those in one row are equal.
  private static let ascending: [[String]] = [
    ["-1e99999999999999999999999", "-10e99999999999999999999998"], ["-1e999999999"],
    ["-123456789012345678901"], ["-100.5"], ["-100.4", "-1004e-1"], ["-100", "-1e2"], ["-99"],
    ["-1.01"], ["-1", "-1.0"], ["-0.5"], ["-1e-999999999"], ["-1e-99999999999999999999999"],
    ["0", "-0", "0.000", "0e999999999", "-0e-5"], ["1e-99999999999999999999999"],
    ["1e-999999999"], ["0.0000001", "1e-7"], ["0.1"], ["0.10000000000000000000000001"], ["0.11"],
    ["0.5"], ["0.9999999999999999999"], ["1", "1.0", "10e-1"], ["1.0000000000000000000000001"],
    ["9"], ["10", "1e1"], ["11"], ["99"], ["100", "1e2"], ["9007199254740992"],
    ["9007199254740993"], ["123456789012345678901", "123456789012345678901.0"], ["1e21"],
    ["1e999999999"], ["1.5e999999999"], ["1e9223372036854775807"], ["1e9223372036854775808"],
    ["1e99999999999999999999999"], ["1.1e99999999999999999999999"], ["2e99999999999999999999999"],
  ]

  @Test("Numbers are compared by their exact value")
  func comparison() throws {
    for (leftRank, left) in Self.ascending.enumerated() {
      for (rightRank, right) in Self.ascending.enumerated() {
        for (leftText, rightText) in left.flatMap({ text in right.map { (text, $0) } }) {
          let leftNumber = try #require(JSONNumber(leftText))
          let rightNumber = try #require(JSONNumber(rightText))
          #expect(
            leftNumber.compared(to: rightNumber) == (leftRank - rightRank).signum(),
            "\(leftText) and \(rightText)")
        }
      }
    }
  }

  private static let sums: [(String, String, String)] = [
    ("0", "0", "0"), ("-0", "-0", "0"), ("1", "2", "3"), ("0.1", "0.2", "0.3"),
    ("1.5", "1.5", "3"), ("99", "1", "100"), ("999.99", "0.01", "1000"), ("1", "-1", "0"),
    ("1", "-2", "-1"), ("-1", "2", "1"), ("-1.25", "-1.75", "-3"), ("10", "-0.001", "9.999"),
    ("1000", "-1", "999"), ("0.001", "-1000", "-999.999"), ("5", "0e999999999", "5"),
    ("0e999999999", "-5.0", "-5"), ("1e2", "1e-2", "100.01"),
    ("123456789012345678901234567890", "1", "1.23456789012345678901234567891e+29"),
    ("9223372036854775807", "1", "9223372036854775808"),
    ("1e999999999", "1e999999999", "2e+999999999"),
    ("5e999999999", "5e999999999", "1e+1000000000"),
    ("1e999999999", "1e999999998", "1.1e+999999999"),
    ("1e99999999999999999999999", "1e99999999999999999999998", "1.1e+99999999999999999999999"),
    ("1e-99999999999999999999999", "-1e-99999999999999999999999", "0"),
    ("12.5", "7.25", "19.75"), ("120.00", "-100.10", "19.9"),
  ]

  @Test("Sums are exact, in either order", arguments: sums)
  func addition(left: String, right: String, sum: String) throws {
    let leftNumber = try #require(JSONNumber(left))
    let rightNumber = try #require(JSONNumber(right))
    #expect(leftNumber.adding(rightNumber)?.text == sum)
    #expect(rightNumber.adding(leftNumber)?.text == sum)
  }

  @Test(
    "Differences are exact",
    arguments: [
      ("3", "1", "2"), ("1", "3", "-2"), ("0.3", "0.1", "0.2"), ("0", "5.50", "-5.5"),
      ("5.50", "0", "5.5"), ("-1", "-1.0", "0"), ("1e2", "99.99", "0.01"), ("-2", "3", "-5"),
      ("1e999999999", "1e999999999", "0"), ("2", "-3", "5"),
    ])
  func subtraction(left: String, right: String, difference: String) throws {
    let leftNumber = try #require(JSONNumber(left))
    let rightNumber = try #require(JSONNumber(right))
    #expect(leftNumber.subtracting(rightNumber)?.text == difference)
  }

  @Test("A sum up to the digit limit is given, and one beyond it is nil")
  func digitLimit() throws {
    let limit = JSONNumber.maximumSumDigits
    let one: JSONNumber = 1
    let longest = try #require(JSONNumber("1e\(limit - 1)"))
    let tooLong = try #require(JSONNumber("1e\(limit)"))
    let sum = try #require(longest.adding(one))
    #expect(sum.text.utf8.filter { $0 == UInt8(ascii: "0") }.count >= limit - 2)
    #expect(tooLong.adding(one) == nil)
    #expect(one.adding(tooLong) == nil)
    #expect(tooLong.subtracting(one) == nil)
    #expect(one.subtracting(tooLong) == nil)
  }

  @Test("A carry may not push a sum over the digit limit")
  func carryOverLimit() throws {
    let limit = JSONNumber.maximumSumDigits
    let nines = try #require(JSONNumber(String(repeating: "9", count: limit)))
    #expect(nines.adding(1)?.text == "1e+\(limit)")
    #expect(nines.adding(nines) == nil)
  }

  @Test(
    "Exponents far apart give no sum and cost no memory",
    arguments: [
      ("1e999999999", "1"), ("1", "1e-999999999"), ("1e99999999999999999999999", "1"),
      ("1e999999999", "-1e-999999999"), ("1e-9223372036854775808", "1"),
    ])
  func farApart(left: String, right: String) throws {
    let leftNumber = try #require(JSONNumber(left))
    let rightNumber = try #require(JSONNumber(right))
    #expect(leftNumber.adding(rightNumber) == nil)
    #expect(leftNumber.subtracting(rightNumber) == nil)
    #expect(rightNumber.subtracting(leftNumber) == nil)
  }

  @Test("A number with more digits than the limit is not added, not even to zero")
  func longOperand() throws {
    let long = try #require(
      JSONNumber(String(repeating: "7", count: JSONNumber.maximumSumDigits + 1)))
    #expect(long.adding(0) == nil)
    #expect(long.adding(long) == nil)
  }

  @Test("Sums of small decimals agree with integers", arguments: UInt64(0)..<300)
  func agreesWithIntegers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let left = Int.random(in: -99_999...99_999, using: &generator)
    let right = Int.random(in: -99_999...99_999, using: &generator)
    let leftNumber = try #require(JSONNumber("\(left)e-3"))
    let rightNumber = try #require(JSONNumber("\(right)e-3"))
    let sum = try #require(JSONNumber("\(left + right)e-3"))
    let difference = try #require(JSONNumber("\(left - right)e-3"))
    #expect(leftNumber.adding(rightNumber)?.text == sum.canonicalText)
    #expect(leftNumber.subtracting(rightNumber)?.text == difference.canonicalText)
    #expect(leftNumber.compared(to: rightNumber) == (left - right).signum())
  }
}
