import LosslessJSON
import Testing

/// Small documents whose schemas multiply without end: every command that reads them ends.
@Suite(.timeLimit(.minutes(10))) struct MultiplyingDocumentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  enum Shape: String, CaseIterable, Sendable {
    case members, requiredMembers, forms, bodies, lists, parts, mixture, variants, merged, words

    /// The schema of the body.
    private var body: String {
      switch self {
      case .bodies: ##"{"$ref": "#/components/schemas/A0"}"##
      case .requiredMembers:
        ##"""
        {"type": "object", "required": ["prompt", "p"], "properties":
          {"prompt": {"type": "string"}, "p": {"$ref": "#/components/schemas/A0"}}}
        """##
      case .variants:
        #"{"anyOf": [\#(variant("A")), \#(variant("B"))]}"#
      case .merged:
        ##"""
        {"type": "object", "properties": {"prompt": {"type": "string"}, "p": {"allOf": [
          {"$ref": "#/components/schemas/A0"}, {"$ref": "#/components/schemas/B0"}]}}}
        """##
      case .words:
        #"""
        {"type": "object", "properties": {"prompt": {"type": "string"}, "p": {"allOf": [
          {"enum": [\#(numbers(0..<20_000))]}, {"enum": [\#(numbers(19_999..<40_000))]}]}}}
        """#
      default: variant("A")
      }
    }

    private func numbers(_ range: Range<Int>) -> String {
      range.map(String.init).joined(separator: ",")
    }

    private func variant(_ name: String) -> String {
      ##"""
      {"type": "object", "title": "\##(name)", "required": ["prompt"], "properties":
        {"prompt": {"type": "string"}, "p": {"$ref": "#/components/schemas/\##(name)0"}}}
      """##
    }

    /// The schema that refers twice to the next one.
    private func level(_ number: Int, _ next: String) -> String {
      switch self {
      case .members, .variants, .merged:
        #"{"type": "object", "properties": {"a": \#(next), "b": \#(next)}}"#
      case .requiredMembers:
        #"{"type": "object", "properties": {"a": \#(next), "b": \#(next)}, "required": ["a", "b"]}"#
      case .forms, .bodies: #"{"anyOf": [\#(next), \#(next)]}"#
      case .lists: #"{"type": "array", "items": {"anyOf": [\#(next), \#(next)]}}"#
      case .parts: #"{"allOf": [\#(next), \#(next)]}"#
      case .mixture:
        #"{"anyOf": [\#(next), {"type": "object", "properties": {"x\#(number)": \#(next)}}]}"#
      case .words: "{}"
      }
    }

    /// A document whose innermost schemas have the description.
    func document(_ description: String) -> String {
      let components = ["A", "B"].flatMap { name in
        (0..<40).map { number in
          let next = ##"{"$ref": "#/components/schemas/\##(name)\##(number + 1)"}"##
          return #""\#(name)\#(number)": \#(level(number, next))"#
        } + [
          #"""
          "\#(name)40": {"type": "object", "description": "\#(name)\#(description)",
            "properties": {"prompt": {"type": "string"}}}
          """#
        ]
      }
      return #"""
        {"paths": {"/generation/maker/model": {"post": {"tags": ["Video"], "requestBody": {"content":
          {"application/json": {"schema": \#(body)}}}}}},
         "components": {"schemas": {\#(components.joined(separator: ","))}}}
        """#
    }
  }

  @Test("each command ends on a document that multiplies", arguments: Shape.allCases)
  func ends(shape: Shape) async throws {
    try folder.write(shape.document("1"), to: "a.json")
    try folder.write(shape.document("2"), to: "b.json")
    let script = #"use maker/model; set prompt "x"; run"#
    // What stands 64 deep is not read, and of these bodies no field stands above that.
    let isKnown = shape != .bodies
    let needsMore = shape == .requiredMembers || !isKnown
    let commands: [(arguments: [String], status: Int32)] = [
      (["contract", "update", "a.json"], 0), (["contract", "list"], 0),
      (["contract", "diff", "a.json", "b.json"], shape == .words ? 0 : 1),
      (["contract", "diff", "built-in"], 1), (["models", "--mode", "t2v"], 0),
      (["fields", "maker/model"], 0), (["fields", "maker/model", "--json"], 0),
      (["template", "maker/model"], 0), (["template", "maker/model", "--json"], isKnown ? 0 : 1),
      (["check", "-c", script], needsMore ? 65 : 0),
      (["run", "--sandbox", "-c", script], needsMore ? 65 : 0),
    ]
    for (arguments, status) in commands {
      let result = try await Skv.run(arguments, in: folder)
      #expect(result.status == status, "\(arguments): \(result.errors.prefix(1_000))")
      #expect(result.output.utf8.count < 4_000_000, "\(arguments)")
    }
  }

  @Test("what is not printed of a schema is marked as cut")
  func cut() async throws {
    try folder.write(Shape.members.document("1"), to: "a.json")
    let json = try await Skv.run(
      ["fields", "maker/model", "--json", "--contract", "a.json"], in: folder)
    #expect(json.output.contains(#""cut":true"#) || json.output.contains(#""cut": true"#))
    let lines = try await Skv.run(["fields", "maker/model", "--contract", "a.json"], in: folder)
    #expect(lines.output.contains("more than 20000 schemas in one endpoint"))
  }
}
