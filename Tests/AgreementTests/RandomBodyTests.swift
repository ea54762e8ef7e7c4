import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

/// Judges many random bodies and keeps what is worth telling.
struct Trial {
  private(set) var taken = 0
  private(set) var total = 0
  private(set) var rules: Set<String> = []
  private(set) var differences: [String] = []

  var share: Double { Double(taken) / Double(total) }

  /// - Parameter comparesFields: Whether both must find fault with the same fields too.
  mutating func add(
    _ body: JSON, _ model: Model, _ verdict: Verdict, seed: UInt64, comparesFields: Bool = true
  ) {
    total += 1
    taken += verdict.isTaken == true ? 1 : 0
    rules.formUnion(verdict.violations.map(\.rule.name))
    if verdict.isTaken == nil || (comparesFields && !verdict.agreesOnFields) {
      differences.append("seed \(seed): \(model.path) \(body.printed()): \(verdict.text)")
    }
  }

  var report: String {
    "\(differences.count) of \(total)\n" + differences.prefix(8).joined(separator: "\n")
  }
}

@Suite("Random bodies, judged by both checks")
struct RandomBodyTests {
  @Test("On 10,000 random bodies over all 75 models both agree, and on the fields too")
  func builtIn() throws {
    let judges = try Judges.builtIn()
    #expect(judges.models.count == 75)
    // An endpoint without documented fields refuses everything: a few bodies show it.
    let plan = judges.models.flatMap { model in
      Array(repeating: model, count: model.hasDocumentedBody ? 167 : 10)
    }
    #expect(plan.count >= 10_000)
    var trial = Trial()
    for (number, model) in plan.enumerated() {
      let seed = UInt64(number)
      var generator = BodyGenerator(document: judges.document, seed: seed)
      let body = generator.body(for: judges.schema(of: model))
      trial.add(body, model, judges.verdict(on: body, of: model), seed: seed)
    }
    #expect(trial.differences.isEmpty, "\(trial.report)")
    #expect((0.25...0.75).contains(trial.share), "\(trial.share) pass")
    #expect(
      trial.rules == [
        "unknownField", "missingField", "wrongType", "notAllowed", "belowMinimum", "aboveMaximum",
        "tooShort", "tooLong", "tooManyItems", "badFormat", "nullNotAllowed",
        "noDocumentedVariant", "undocumentedBody",
      ])
  }

  @Test("What the engine lets pass unchecked, a sandbox that takes the undocumented takes")
  func unchecked() throws {
    let judges = try Judges.builtIn()
    var taken = 0
    for model in judges.models {
      for seed in 0..<20 {
        var generator = BodyGenerator(document: judges.document, seed: UInt64(seed))
        let body = generator.body(for: judges.schema(of: model))
        let verdict = judges.verdict(on: body, of: model, aim: Aim(allowsUnchecked: true))
        guard verdict.violations.isEmpty else { continue }
        taken += 1
        // What is possibly required is demanded there, though no document says that it is.
        let others = verdict.complaints.filter { $0.text != "is required" }
        #expect(others == [], "seed \(seed): \(model.path) \(body.printed())")
      }
    }
    #expect(taken > 500)
  }
}
