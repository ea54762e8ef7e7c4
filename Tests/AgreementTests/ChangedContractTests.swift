import Contracts
import LosslessJSON
import Testing

@Suite("Random contracts, changed at one place")
struct ChangedContractTests {
  @Test("A change that changes the verdict on some body is a difference, and never one of wording")
  func verdicts() throws {
    var changed = 0
    for seed in 0..<600 as Range<UInt64> {
      var generator = SchemaGenerator(seed: seed)
      let (schema, components) = generator.contract()
      var other = generator
      let (newSchema, newComponents) = (
        change(schema, &other.dice),
        other.dice.once(in: 3) ? change(components, &other.dice) : components
      )
      let old = try Judges(schema: schema, components: components)
      let new = try Judges(schema: newSchema, components: newComponents)
      let (oldModel, newModel) = (
        try #require(old.models.first), try #require(new.models.first)
      )
      let isChanged = (0..<20 as Range<UInt64>).contains { number in
        var bodies = BodyGenerator(
          document: number.isMultiple(of: 2) ? old.document : new.document,
          seed: seed &* 1_000 &+ number)
        let body = bodies.body(
          for: number.isMultiple(of: 2) ? old.schema(of: oldModel) : new.schema(of: newModel))
        return [Aim(), Aim(allowsUnchecked: true)].contains { aim in
          old.verdict(on: body, of: oldModel, aim: aim).violations.isEmpty
            != new.verdict(on: body, of: newModel, aim: aim).violations.isEmpty
        }
      }
      guard isChanged else { continue }
      changed += 1
      let subjects = ContractDiff(from: old.catalogue, to: new.catalogue).models.flatMap(\.changes)
        .map(\.subject)
      #expect(
        !subjects.isEmpty && !subjects.contains(.wording),
        "seed \(seed): \(schema.printed()) \(newSchema.printed())")
    }
    #expect(changed > 120)
  }

  /// The value with one member or item in it taken out, or replaced by another.
  private func change(_ value: JSON, _ dice: inout Dice) -> JSON {
    switch value {
    case .object(let object) where object.count > 0:
      var members = object.members
      let place = dice.pick(members.indices)
      if dice.once(in: 4) {
        members.remove(at: place)
      } else {
        let member = members[place]
        members[place] = .init(key: member.key, value: change(member.value, &dice))
      }
      return .object(JSONObject(members))
    case .array(var items) where !items.isEmpty:
      let place = dice.pick(items.indices)
      if dice.once(in: 4) {
        items.remove(at: place)
      } else {
        items[place] = change(items[place], &dice)
      }
      return .array(items)
    default:
      return dice.pick([1, 2, 0, "a", "string", "integer", "^b", true, false, nil, [:], []])
    }
  }
}
