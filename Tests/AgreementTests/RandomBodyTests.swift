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
      let schema = model.bodySchema?.printed().prefix(1_500) ?? ""
      differences.append(
        "seed \(seed): \(model.path) \(body.printed()): \(verdict.text)\n  \(schema)")
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

  @Test(
    "On 5,000 random bodies over a contract of all other keywords both agree, and on the fields")
  func madeUp() throws {
    let judges = try MadeUpContract.judges()
    var trial = Trial()
    for seed in 0..<5_000 as Range<UInt64> {
      let model = judges.models[Int(seed) % judges.models.count]
      var generator = BodyGenerator(document: judges.document, seed: seed)
      let body = generator.body(for: judges.schema(of: model))
      trial.add(
        body, model, judges.verdict(on: body, of: model), seed: seed,
        comparesFields: model.variants.count == 1)
    }
    #expect(trial.differences.isEmpty, "\(trial.report)")
    #expect((0.25...0.75).contains(trial.share), "\(trial.share) pass")
    #expect(
      trial.rules.isSuperset(of: [
        "notConstant", "notMultiple", "tooFewItems", "repeatedItem", "notMatching", "unknownField",
      ]), "\(trial.rules)")
  }

  @Test("A body that passes still does with the place of each address left open")
  func holes() throws {
    let judges = try Judges.builtIn()
    var opened = 0
    for model in judges.models where model.acceptsFiles {
      for seed in 0..<20 as Range<UInt64> {
        var generator = BodyGenerator(document: judges.document, seed: seed)
        let body = generator.body(for: judges.schema(of: model))
        guard judges.verdict(on: body, of: model).isTaken == true else { continue }
        let members = (body.object ?? [:]).map { member in
          let media = model.field(member.key)?.media
          return BodyMember(
            key: member.key, value: media == nil ? .json(member.value) : open(member.value))
        }
        opened += members.count { $0.value != .json(body[$0.key] ?? nil) }
        let found = BodyCheck(model: model).violations(of: .object(members), aim: Aim())
        #expect(found == [], "seed \(seed): \(model.path) \(body.printed())")
      }
    }
    #expect(opened > 50)
  }

  private func open(_ value: JSON) -> Body {
    switch value {
    case .string(let text) where text.contains("://"): .hole(.media(nil))
    case .array(let items): .array(items.map(open))
    default: .json(value)
    }
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
        let possibly = Set(model.variants.flatMap(\.possiblyRequired))
        let others = verdict.complaints.filter { complaint in
          complaint.text != "is required" || !possibly.contains(complaint.place)
        }
        #expect(others == [], "seed \(seed): \(model.path) \(body.printed())")
      }
    }
    #expect(taken > 500)
  }
}
