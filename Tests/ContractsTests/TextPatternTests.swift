@testable import Contracts
import LosslessJSON
import Testing

@Suite("Regular expressions of schemas")
struct TextPatternTests {
  @Test(
    "What matches",
    arguments: [
      ("", ""), ("", "abc"), ("b", "abc"), ("^abc$", "abc"), ("^$", ""), ("a|b", "xb"),
      ("^(a|bc)d$", "bcd"), ("^a*$", ""), ("^a*$", "aaa"), ("^a+$", "a"), ("^ab?c$", "ac"),
      ("^a{3}$", "aaa"), ("^a{2,}$", "aaaa"), ("^a{1,3}$", "aaa"), ("^a{0,1}b$", "b"),
      (#"^\d{4}-\d{2}$"#, "2026-11"), (#"^\w+$"#, "a_9"), (#"^\S+\s\S+$"#, "a b"),
      ("^[^a-c]$", "d"),
      ("^[a-c0-9_-]+$", "b-3_"), (#"^[\d.]+$"#, "1.5"), (#"^[\]]$"#, "]"), ("^.$", "日"),
      ("^.$", "🦊"),
      (#"^\u0041\x42$"#, "AB"), ("^(?:ab)+?c$", "ababc"), ("^#[0-9a-fA-F]{6}$", "#00ffAA"),
      (#"^\/\.$"#, "/."), ("a$|^b", "ba"), ("^(|a)b$", "b"), (#"^[^\D]$"#, "5"),
    ])
  func matches(_ pattern: String, _ text: String) throws {
    #expect(try #require(TextPattern(pattern)).matches(text))
  }

  @Test(
    "What does not",
    arguments: [
      ("b", "ac"), ("^abc$", "abcd"), ("^$", "a"), ("^(a|bc)d$", "abcd"), ("^a+$", ""),
      ("^a{3}$", "aa"), ("^a{3}$", "aaaa"), ("^a{1,3}$", "aaaa"), ("^a{2,}$", "a"),
      (#"^\d$"#, "x"), (#"^\D$"#, "1"), (#"^\w$"#, "-"), (#"^\s$"#, "x"), ("^[^a-c]$", "b"),
      ("^.$", "\n"), ("^.$", "ab"), ("A", "a"), ("^[a-c]$", "d"), (#"^[^\D]$"#, "x"), ("a^", "a"),
    ])
  func misses(_ pattern: String, _ text: String) throws {
    #expect(try #require(TextPattern(pattern)).matches(text) == false)
  }

  @Test(
    "What cannot be read is not checked",
    arguments: [
      "(", ")", "a)", "[", "[a", "*", "+a", "a**", "a{", "a{2", "a{3,2}", "a{9999}", "[z-a]", "\\",
      #"\1"#, #"\bword"#, #"\p{L}"#, "(?=a)", "(?!a)", "(?<n>a)", #"\u12"#, "{", "}", "]",
      String(repeating: "(", count: 10_000), "((((a{99}){99}){99}){99})",
      String(repeating: "a", count: 2_000),
    ])
  func unreadable(_ pattern: String) {
    #expect(TextPattern(pattern) == nil)
  }

  @Test(
    "Expressions that ruin other matchers are matched in one pass",
    arguments: ["(a*)*$", "(a|a)*$", "(a|aa)+$", "^(a?){30}a{30}$", "((){1000}){1000}b$"])
  func hostile(_ pattern: String) throws {
    let text = String(repeating: "a", count: 5_000) + "c"
    #expect(try #require(TextPattern(pattern)).matches(text) == pattern.hasSuffix("*$"))
  }
}

@Suite("Exact multiples")
struct ExactMultipleTests {
  @Test(
    "Whole multiples, in decimals",
    arguments: [
      ("0", "7", true), ("0.0", "0.3", true), ("21", "7", true), ("22", "7", false),
      ("-21", "7", true), ("0.3", "0.1", true), ("0.30", "0.1", true), ("0.31", "0.1", false),
      ("1e3", "8", true), ("1e2", "8", false), ("1", "1e-3", true), ("100", "1e2", true),
      ("150", "1e2", false), ("9007199254740993", "3", true), ("9007199254740992", "3", false),
      ("1e300", "7", false), ("123456789012345678901234567890", "10", true),
      ("999999999999999999999999999999", "999999999999999999", false),
      ("999999999999999999000000000000000000", "999999999999999999", true),
    ])
  func multiples(_ value: String, _ step: String, _ expected: Bool) throws {
    let value = try #require(JSONNumber(value))
    #expect(value.isMultiple(of: try #require(JSONNumber(step))) == expected)
  }

  @Test(
    "What would need endless digits, and steps that are none, are not decided",
    arguments: [
      ("1e999999999999", "3"), ("1e100000", "3"), ("1", "0"), ("1", "-2"), ("1", "1e-100000"),
      ("5", "1234567890123456789"), ("1e-9223372036854775808", "3"),
    ])
  func undecided(_ value: String, _ step: String) throws {
    let value = try #require(JSONNumber(value))
    #expect(value.isMultiple(of: try #require(JSONNumber(step))) == nil)
  }
}
