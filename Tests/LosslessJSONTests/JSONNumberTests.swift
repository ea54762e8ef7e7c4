import LosslessJSON
import Testing

@Suite("Numbers")
struct JSONNumberTests {
  @Test("A number keeps its text", arguments: ["0", "-0", "1.50", "1e2", "1E+02", "-0.10e-3"])
  func text(text: String) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.text == text)
    #expect(String(describing: number) == text)
  }

  @Test(
    "Text outside the grammar is no number",
    arguments: [
      "", " ", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1 ", " 1", "1.5.5", "0x1", "1_0",
      "NaN", "Infinity", "-inf", "1,5", "1e5e5", "١", "1\n", "--1", "1-",
    ])
  func noNumber(text: String) {
    #expect(JSONNumber(text) == nil)
  }

  @Test("Equality goes by the text, comparison by the value")
  func equality() throws {
    let one = try #require(JSONNumber("1"))
    let onePointZero = try #require(JSONNumber("1.0"))
    #expect(one != onePointZero)
    #expect(one.compared(to: onePointZero) == 0)
  }

  @Test(
    "An integer is found by its value",
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0e5", 0), ("7", 7), ("1.0", 1), ("1e2", 100), ("-12.50e1", -125),
      ("1200e-2", 12), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775807.00", .max), ("-922337203685477580.8e1", .min), ("0e999999999999", 0),
    ])
  func integers(text: String, value: Int) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.isInteger)
    #expect(number.int == value)
  }

  @Test(
    "A whole number that Int cannot hold is an integer without an Int",
    arguments: [
      "9223372036854775808", "-9223372036854775809", "1e19", "1e21", "1e999999999",
      "1e99999999999999999999999", "18446744073709551616.0",
    ])
  func bigIntegers(text: String) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.isInteger)
    #expect(number.int == nil)
  }

  @Test(
    "A fraction is no integer",
    arguments: [
      "0.5", "-1.5", "1e-1", "15e-1", "1e-999999999", "9007199254740993.5",
      "1e-99999999999999999999999",
    ])
  func fractions(text: String) throws {
    let number = try #require(JSONNumber(text))
    #expect(!number.isInteger)
    #expect(number.int == nil)
  }

  @Test(
    "The nearest double is given",
    arguments: [
      ("0.1", 0.1), ("1e2", 100), ("-2.5", -2.5), ("1e400", .infinity), ("-1e400", -.infinity),
      ("1e-400", 0), ("9007199254740993", 9_007_199_254_740_992),
      ("5e-324", .leastNonzeroMagnitude),
      ("1e999999999999999999999999", .infinity),
    ])
  func doubles(text: String, value: Double) throws {
    #expect(try #require(JSONNumber(text)).double == value)
  }

  @Test(
    "Sign and zero go by the value",
    arguments: [
      ("0", false, true), ("-0", false, true), ("-0.0e9", false, true), ("0e1", false, true),
      ("1", false, false), ("-1", true, false), ("-0.001", true, false), ("-0e1", false, true),
      ("0.0e-1", false, true), ("-1e-999999999", true, false),
    ])
  func signs(text: String, isNegative: Bool, isZero: Bool) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.isNegative == isNegative)
    #expect(number.isZero == isZero)
  }

  @Test("A number is made of an integer", arguments: [0, 7, -12, .max, .min])
  func fromInteger(value: Int) {
    #expect(JSONNumber(value).text == String(value))
    #expect(JSONNumber(value).int == value)
  }
}
