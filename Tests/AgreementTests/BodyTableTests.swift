import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Bodies that both checks must take or refuse")
struct BodyTableTests {
  @Test("Every model with variants has bodies of both kinds")
  func all() throws {
    let judges = try Judges.builtIn()
    #expect(judges.models.filter { $0.variants.count > 1 }.map(\.path) == UnionBodies.models)
    for table in [UnionBodies.taken, UnionBodies.refused] {
      let models = Set(try table.map { try judges.model($0.model).path })
      #expect(models == Set(UnionBodies.models))
    }
  }

  @Test("Bodies that pass", arguments: UnionBodies.taken + OtherBodies.taken)
  func taken(_ item: BodyCase) throws {
    let verdict = try verdict(item)
    #expect(verdict.findings == [])
    #expect(verdict.complaints == [])
  }

  @Test("Bodies that fail", arguments: UnionBodies.refused + OtherBodies.refused)
  func refused(_ item: BodyCase) throws {
    let verdict = try verdict(item)
    #expect(verdict.findings == item.expected)
    // The service knows no mode: what lacks only what the mode needs is right for it.
    if item.aim.mode == nil {
      #expect(!verdict.complaints.isEmpty)
      #expect(verdict.agreesOnFields, "\(verdict.text)")
    } else {
      let judges = try Judges.builtIn()
      let body = try JSON(parsing: item.body)
      #expect(judges.verdict(on: body, of: try judges.model(item.model)).isTaken != nil)
    }
  }

  private func verdict(_ item: BodyCase) throws -> Verdict {
    let judges = try Judges.builtIn()
    return judges.verdict(
      on: try JSON(parsing: item.body), of: try judges.model(item.model), aim: item.aim)
  }
}
