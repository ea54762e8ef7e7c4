import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Awkward schemas, which neither check hangs or crashes on")
struct AwkwardSchemaTests {
  /// `count` components of which each names the next one twice, and the last is a text.
  private func levels(_ count: Int, _ schema: (String) -> String) throws -> JSON {
    let all = (0..<count).map { level in
      #""L\#(level)": "# + schema(##"{"$ref": "#/components/schemas/L\##(level + 1)"}"##)
    }
    return try JSON(
      parsing: "{" + all.joined(separator: ",") + #", "L\#(count)": {"type": "string"}}"#)
  }

  private func judges(_ components: JSON) throws -> Judges {
    try Judges(
      schema: ["properties": ["f": ["$ref": "#/components/schemas/L0"]]], components: components)
  }

  @Test(
    "Parts, choices and members that double at each level",
    arguments: [
      (#"{"allOf": [N, N]}"#, #""x""#), (#"{"anyOf": [N, N]}"#, #""x""#),
      (#"{"oneOf": [N, N], "anyOf": [N, N], "allOf": [N, N]}"#, #""x""#),
      (#"{"properties": {"a": N, "b": N}, "allOf": [N, N]}"#, #"{"a": {"b": {"a": {}}}}"#),
      (#"{"items": N, "anyOf": [{"items": N}, {"items": N}]}"#, #"[[[["x"]]]]"#),
    ])
  func doubling(_ schema: String, _ value: String) throws {
    let components = try levels(40) { next in
      schema.split(separator: "N", omittingEmptySubsequences: false).joined(separator: next)
    }
    let verdict = try judges(components).verdict(onValue: value)
    #expect(verdict.violations.count < 1_000 && verdict.complaints.count < 1_000)
  }

  @Test("A part that doubles is still checked")
  func doubledPart() throws {
    let judges = try judges(try levels(12) { #"{"allOf": [\#($0), \#($0)]}"# })
    #expect(try judges.verdict(onValue: #""x""#).isTaken == true)
    #expect(try judges.verdict(onValue: "1").isTaken == false)
  }

  @Test(
    "Circles through every keyword that holds schemas",
    arguments: [
      #"{"allOf": [N]}"#, #"{"anyOf": [N]}"#, #"{"oneOf": [N, N]}"#, #"{"items": N}"#,
      #"{"properties": {"a": N}}"#, #"{"additionalProperties": N}"#,
      #"{"allOf": [{"anyOf": [{"allOf": [N]}]}], "nullable": true}"#,
    ])
  func circles(_ schema: String) throws {
    let text = schema.split(separator: "N", omittingEmptySubsequences: false)
      .joined(separator: ##"{"$ref": "#/components/schemas/L0"}"##)
    let judges = try judges(["L0": try JSON(parsing: text)])
    for value in ["null", #"{"a": {"a": {"a": null}}}"#, "[[[1]], []]", #""x""#] {
      #expect(try judges.verdict(onValue: value).isTaken == true, "\(value)")
    }
  }

  @Test("A value as deep as a body can be, in a schema without end")
  func deep() throws {
    let judges = try judges([
      "L0": ["type": "array", "items": ["$ref": "#/components/schemas/L0"]]
    ])
    let (front, back) = (String(repeating: "[", count: 60), String(repeating: "]", count: 60))
    #expect(try judges.verdict(onValue: front + back).isTaken == true)
    #expect(try judges.verdict(onValue: front + "1" + back).isTaken == false)
  }

  @Test("Many choices in long lists")
  func many() throws {
    let choices = (0..<100).map { #"{"const": \#($0)}"# }.joined(separator: ",")
    let judges = try Judges(field: #"{"items": {"anyOf": [\#(choices)]}}"#)
    let items = Array(repeating: "99", count: 500).joined(separator: ",")
    #expect(try judges.verdict(onValue: "[\(items)]").isTaken == true)
    #expect(try judges.verdict(onValue: "[\(items),100]").isTaken == false)
  }
}
