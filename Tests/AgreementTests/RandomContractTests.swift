import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Random contracts, judged by both checks")
struct RandomContractTests {
  @Test("On 1,500 random contracts and 20 bodies of each both agree")
  func contracts() throws {
    var trial = Trial()
    for seed in 0..<1_500 as Range<UInt64> {
      var generator = SchemaGenerator(seed: seed)
      let (schema, components) = generator.contract()
      let judges = try Judges(schema: schema, components: components)
      let model = try #require(judges.models.first)
      for number in 0..<20 as Range<UInt64> {
        var bodies = BodyGenerator(document: judges.document, seed: seed &* 1_000 &+ number)
        let body = bodies.body(for: judges.schema(of: model))
        trial.add(
          body, model, judges.verdict(on: body, of: model), seed: seed, comparesFields: false)
      }
    }
    #expect(trial.differences.isEmpty, "\(trial.report)")
    #expect((0.25...0.75).contains(trial.share), "\(trial.share) pass")
    #expect(
      trial.rules.isSuperset(of: [
        "unknownField", "missingField", "wrongType", "notAllowed", "notConstant", "belowMinimum",
        "aboveMaximum", "notMultiple", "tooShort", "tooLong", "tooFewItems", "tooManyItems",
        "repeatedItem", "badFormat", "notMatching", "nullNotAllowed", "undocumentedBody",
      ]), "\(trial.rules)")
  }
}
