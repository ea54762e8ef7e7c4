import Testing

@testable import Sandbox

@Suite("Which request meets which fault")
struct FaultDiceTests {
  private func dice(_ plan: String, seed: UInt64 = 1) throws -> FaultDice {
    FaultDice(plan: try FaultPlan.parse(plan), seed: seed)
  }

  private func struck(_ dice: inout FaultDice, _ count: Int) -> [Int] {
    (1...count).filter { _ in
      dice.request(.poll, generation: nil, connection: 1, isReused: false) != nil
    }
  }

  @Test(
    "a share holds for these of ten",
    arguments: [
      ("all", Array(1...10)), ("3", [3]), ("2-4", [2, 3, 4]), ("9-", [9, 10]),
      ("1,5-6", [1, 5, 6]), ("every 4", [4, 8]), ("0%", []), ("100%", Array(1...10)),
    ])
  func shares(_ share: String, _ numbers: [Int]) throws {
    var dice = try dice("poll \(share) close")
    #expect(struck(&dice, 10) == numbers)
  }

  @Test("the same seed gives the same faults, another gives others")
  func seeds() throws {
    var first = try dice("poll 30% close", seed: 7)
    var again = try dice("poll 30% close", seed: 7)
    var other = try dice("poll 30% close", seed: 8)
    let numbers = struck(&first, 200)
    #expect(numbers == struck(&again, 200))
    #expect(numbers != struck(&other, 200))
  }

  @Test("a share in percent is met nearly")
  func percent() throws {
    var dice = try dice("poll 5% close")
    #expect((400...600).contains(struck(&dice, 10_000).count))
  }

  @Test("rules with equal shares meet different requests")
  func independent() throws {
    var dice = try dice("poll 50% close; poll 50% drop")
    var faults: [Fault?: Int] = [:]
    for _ in 1...1000 {
      faults[
        dice.request(.poll, generation: nil, connection: 1, isReused: false)?.fault, default: 0] +=
        1
    }
    #expect((400...600).contains(faults[.close] ?? 0))
    #expect((180...320).contains(faults[.drop] ?? 0))
  }

  @Test("requests of other kinds do not count")
  func kinds() throws {
    var dice = try dice("submit 2 close; any 3 drop")
    let kinds: [RequestKind] = [.submit, .poll, .submit, .submit]
    let faults = kinds.map {
      dice.request($0, generation: nil, connection: 1, isReused: false)?.fault
    }
    #expect(faults == [nil, nil, .close, nil])
  }

  @Test("the first rule that holds wins, and those behind it count on")
  func first() throws {
    var dice = try dice("poll 1 close; poll 1-2 drop; poll 3 reset")
    let faults = (1...4).map { _ in
      dice.request(.poll, generation: nil, connection: 1, isReused: false)?.fault
    }
    #expect(faults == [.close, .drop, .reset(after: 0), nil])
  }

  @Test("a rule for reused connections counts only those")
  func reused() throws {
    var dice = try dice("poll reused 2 close")
    let faults = [false, true, false, true, true].map {
      dice.request(.poll, generation: nil, connection: 1, isReused: $0)?.fault
    }
    #expect(faults == [nil, nil, nil, .close, nil])
  }

  @Test("connections are counted for themselves, and 0 stands before the first")
  func connections() throws {
    var dice = try dice("connection 2 close; any all drop; connection 0 refuse 1s")
    #expect(dice.beginning()?.fault == .refuse(.seconds(1)))
    #expect((1...3).map { _ in dice.connection()?.fault } == [nil, .close, nil])
    #expect(try self.dice("connection all close").beginning() == nil)
  }

  @Test("a generation's files run out until it is asked for, and then never again")
  func expiry() throws {
    var dice = try dice("media all expire 410")
    func fault(_ kind: RequestKind, _ id: String) -> Fault? {
      dice.request(kind, generation: id, connection: 1, isReused: false)?.fault
    }
    #expect(fault(.media, "a") == .expire(status: 410))
    #expect(fault(.media, "a") == .expire(status: 410))
    #expect(fault(.media, "b") == .expire(status: 410))
    #expect(fault(.poll, "a") == nil)
    #expect(fault(.media, "a") == nil)
    #expect(fault(.media, "b") == .expire(status: 410))
  }

  @Test("files that ran out stay so whatever the share says")
  func expiryOfOne() throws {
    var dice = try dice("media 1 expire 403")
    let first = dice.request(.media, generation: "a", connection: 1, isReused: false)
    let second = dice.request(.media, generation: "a", connection: 2, isReused: false)
    #expect(first?.fault == .expire(status: 403) && second?.fault == first?.fault)
    #expect(second?.record.number == 2 && second?.record.connection == 2)
  }

  @Test(
    "requests are told apart by method and address",
    arguments: [
      ("POST", "/api/v1/generation/acme/film", .submit, nil),
      ("POST", "/api/v1/generation/film", .submit, nil),
      ("POST", "/api/v1/generation/sse", .submit, nil),
      ("POST", "/api/v1/generation/sse/acme/film", .stream, nil),
      ("GET", "/api/v1/generation/sbx_1", .poll, "sbx_1"),
      ("GET", "/api/v1/generation/a/b", nil, nil),
      ("PUT", "/api/v1/generation/a", nil, nil),
      ("GET", "/api/v1/generations/running?limit=100", .running, nil),
      ("GET", "/api/v1/credits", .credits, nil),
      ("POST", "/api/v1/credits", nil, nil),
      ("GET", "/media/sbx_1/1.png?x=y", .media, "sbx_1"),
      ("HEAD", "/media/sbx_1/1.png", .media, "sbx_1"),
      ("GET", "/uploads/sbx_1/1.png", nil, nil),
      ("GET", "/sandbox/submissions", nil, nil), ("GET", "/sandbox/health", nil, nil),
      ("GET", "/", nil, nil), ("GET", "", nil, nil),
    ] as [(String, String, RequestKind?, String?)])
  func sightings(_ method: String, _ target: String, _ kind: RequestKind?, _ id: String?) {
    let sighting = RequestKind.read(method: method, target: target)
    #expect(sighting?.kind == kind)
    #expect(sighting?.generation == id)
  }
}
