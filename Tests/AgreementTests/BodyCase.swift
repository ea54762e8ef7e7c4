import Contracts
import Testing

/// One body for one model of the built-in contract, and what the engine must say of it: the place
/// and the rule.
struct BodyCase: Sendable, CustomTestStringConvertible {
  let model: String
  let body: String
  let expected: [String]
  let aim: Aim

  init(
    _ model: String, _ body: String, _ expected: [String] = [], mode: Mode? = nil,
    unchecked: Bool = false
  ) {
    self.model = model
    self.body = body
    self.expected = expected
    aim = Aim(mode: mode, allowsUnchecked: unchecked)
  }

  var testDescription: String { "\(model) \(body)" }
}
