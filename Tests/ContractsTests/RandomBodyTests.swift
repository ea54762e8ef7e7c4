import Contracts
import LosslessJSON
import Testing

@Suite("Random bodies")
struct RandomBodyTests {
  /// Numbers that look random and are the same in every run (a linear congruential generator).
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, sides)
    }

    mutating func value(of field: Field?, depth: Int = 0) -> JSON {
      let allowed = field?.schema.allowed ?? []
      if !allowed.isEmpty, roll(3) > 0 { return allowed[roll(allowed.count)] }
      switch roll(depth > 3 ? 8 : 11) {
      case 0: return .null
      case 1: return .bool(roll(2) == 0)
      case 2: return .number(JSONNumber(roll(40) - 5))
      case 3: return .number(JSONNumber("1.5") ?? JSONNumber(1))
      case 4: return .string("")
      case 5: return .string("https://example.com/\(roll(9)).png")
      case 6: return .string("text-image")
      case 7: return .string("a fox")
      case 8, 9:
        var items: [JSON] = []
        for _ in 0..<roll(6) { items.append(value(of: nil, depth: depth + 1)) }
        return .array(items)
      default:
        var object = JSONObject()
        for _ in 0..<roll(4) { object["k\(roll(5))"] = value(of: nil, depth: depth + 1) }
        return .object(object)
      }
    }

    mutating func body(for model: Model) -> JSON {
      var object = JSONObject()
      for name in model.fieldNames where roll(3) > 0 { object[name] = value(of: model.field(name)) }
      if roll(4) == 0 { object["stranger"] = value(of: nil) }
      return .object(object)
    }
  }

  @Test("Each violation points into the body, stands once, and is the same every time")
  func soundness() throws {
    var dice = Dice(state: 7)
    for model in try Catalogue.builtIn().models where model.hasDocumentedBody {
      let check = BodyCheck(model: model)
      for _ in 0..<40 {
        let body = dice.body(for: model)
        let found = check.violations(of: .json(body), aim: Aim())
        #expect(Set(found).count == found.count)
        #expect(found.allSatisfy { body.value(at: $0.pointer) != nil })
        #expect(check.violations(of: .json(body), aim: Aim()) == found)
      }
    }
  }

  @Test("A body without the members that were refused, and with those that were missed, passes")
  func mending() throws {
    var dice = Dice(state: 11)
    for model in try Catalogue.builtIn().models where model.hasDocumentedBody {
      let check = BodyCheck(model: model)
      for _ in 0..<40 {
        var object = try #require(dice.body(for: model).object)
        // A constant of another variant hides what else is wrong, so there may be two rounds.
        for _ in 0..<2 {
          for violation in check.violations(of: .json(.object(object)), aim: Aim()) {
            if let name = violation.pointer.tokens.first { object[name] = nil }
          }
        }
        var members = object.map { BodyMember(key: $0.key, value: .json($0.value)) }
        for violation in check.violations(of: .json(.object(object)), aim: Aim()) {
          guard case .missingField(let name) = violation.rule else {
            Issue.record("\(model.path): \(violation.testText) is left")
            continue
          }
          let media = model.field(name)?.media
          members.append(
            BodyMember(key: name, value: .hole(media.map { .media($0.kind) } ?? .text)))
        }
        #expect(check.violations(of: .object(members), aim: Aim()) == [])
      }
    }
  }

  @Test("Known values and the same values part by part are judged alike")
  func layers() throws {
    func apart(_ value: JSON) -> Body {
      switch value {
      case .array(let items): .array(items.map(apart))
      case .object(let object):
        .object(object.map { BodyMember(key: $0.key, value: apart($0.value)) })
      default: .json(value)
      }
    }
    var dice = Dice(state: 13)
    for model in try Catalogue.builtIn().models {
      let check = BodyCheck(model: model)
      for _ in 0..<10 {
        let body = dice.body(for: model)
        #expect(
          check.violations(of: apart(body), aim: Aim())
            == check.violations(of: .json(body), aim: Aim()))
      }
    }
  }
}
