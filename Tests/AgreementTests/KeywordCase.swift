import LosslessJSON
import Testing

@testable import Sandbox

/// A schema for a field, values that it takes and values that it refuses, all as JSON text.
struct KeywordCase: Sendable, CustomTestStringConvertible {
  let schema: String
  let taken: [String]
  let refused: [String]

  init(_ schema: String, taken: [String] = [], refused: [String] = []) {
    self.schema = schema
    self.taken = taken
    self.refused = refused
  }

  var testDescription: String { schema }

  /// The schemas that references of the cases name.
  static let components = ##"""
    {"Word": {"type": "string", "maxLength": 3}, "Chain": {"$ref": "#/components/schemas/Word"},
     "a/b~c d": {"type": "integer"}, "Loop": {"$ref": "#/components/schemas/Loop"},
     "Ping": {"allOf": [{"$ref": "#/components/schemas/Pong"}], "maximum": 9},
     "Pong": {"allOf": [{"$ref": "#/components/schemas/Ping"}], "minimum": 2},
     "Many": {"anyOf": [{"$ref": "#/components/schemas/Many"}, {"type": "string"}]},
     "Tree": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"},
       "next": {"$ref": "#/components/schemas/Tree"},
       "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}},
     "Branch": {"allOf": [{"$ref": "#/components/schemas/Tree"},
       {"properties": {"size": {"type": "integer"}}}]}}
    """##

  /// Checks both sides on all values.
  func check() throws {
    let judges = try Judges(field: schema, components: Self.components)
    for value in taken {
      let verdict = try judges.verdict(onValue: value)
      #expect(verdict.isTaken == true, "\(value): \(verdict.text)")
    }
    for value in refused {
      let verdict = try judges.verdict(onValue: value)
      #expect(verdict.isTaken == false, "\(value): \(verdict.text)")
      #expect(verdict.engineFields == ["f"] && verdict.sandboxFields == ["f"], "\(verdict.text)")
    }
  }
}
