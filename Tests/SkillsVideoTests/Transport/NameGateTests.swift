import Testing

@testable import SkillsVideo

@Suite("The gate before a name")
struct NameGateTests {
  /// The gate by reference, so that it can be asked within an expectation.
  private final class Asked {
    private var gate = NameGate<Int>()
    var leaders: [Int] { gate.leaders }

    func admit(_ transfer: Int, for name: String, now: Int64) -> Bool {
      gate.admit(transfer, for: name, now: now)
    }

    func settle(_ transfer: Int, for name: String, isKnown: Bool, now: Int64) -> [Int] {
      gate.settle(transfer, for: name, isKnown: isKnown, now: now)
    }
  }

  private let gate = Asked()

  @Test("lets one look a name up, and the others follow when it is known")
  func oneLooks() {
    #expect(gate.admit(1, for: "a", now: 0))
    #expect(!gate.admit(2, for: "a", now: 0))
    #expect(!gate.admit(3, for: "a", now: 0))
    #expect(gate.leaders == [1])
    #expect(gate.settle(1, for: "a", isKnown: true, now: 5) == [2, 3])
    #expect(gate.leaders.isEmpty)
    #expect(gate.admit(4, for: "a", now: 6))
    #expect(gate.leaders.isEmpty)
  }

  @Test("keeps names apart")
  func namesApart() {
    #expect(gate.admit(1, for: "a", now: 0))
    #expect(gate.admit(2, for: "b", now: 0))
    #expect(gate.settle(2, for: "b", isKnown: true, now: 0) == [])
    #expect(!gate.admit(3, for: "a", now: 0))
  }

  @Test("lets the others go when the search fails, and asks anew after that")
  func searchFails() {
    #expect(gate.admit(1, for: "a", now: 0))
    #expect(!gate.admit(2, for: "a", now: 0))
    #expect(gate.settle(1, for: "a", isKnown: false, now: 0) == [2])
    #expect(gate.admit(3, for: "a", now: 0))
    #expect(!gate.admit(4, for: "a", now: 0))
  }

  @Test("is settled by the one who looks, once, and by no one else")
  func onlyLeader() {
    #expect(gate.admit(1, for: "a", now: 0))
    #expect(!gate.admit(2, for: "a", now: 0))
    #expect(!gate.admit(3, for: "a", now: 0))
    #expect(gate.settle(2, for: "a", isKnown: true, now: 0).isEmpty)
    #expect(gate.settle(1, for: "a", isKnown: true, now: 0) == [3])
    #expect(gate.settle(1, for: "a", isKnown: true, now: 0).isEmpty)
  }

  @Test("gives nothing back that has been withdrawn")
  func withdrawn() {
    #expect(gate.admit(1, for: "a", now: 0))
    #expect(!gate.admit(2, for: "a", now: 0))
    #expect(!gate.admit(3, for: "a", now: 0))
    #expect(gate.settle(2, for: "a", isKnown: false, now: 0).isEmpty)
    #expect(gate.settle(1, for: "a", isKnown: true, now: 0) == [3])
  }

  @Test("forgets a name before libcurl does")
  func forgets() {
    _ = gate.admit(1, for: "a", now: 0)
    _ = gate.settle(1, for: "a", isKnown: true, now: 0)
    #expect(gate.admit(2, for: "a", now: NameGate<Int>.memory - 1))
    #expect(gate.admit(3, for: "a", now: NameGate<Int>.memory))
    #expect(!gate.admit(4, for: "a", now: NameGate<Int>.memory))
    #expect(NameGate<Int>.memory < 60_000_000_000)
  }

  @Test("holds no one back for good when many ask for a name that is not there")
  func nobodyHangs() async throws {
    let transport = try CurlTransport(environment: [:])
    let host = String(repeating: "a", count: 70) + ".invalid"
    let codes = await withTaskGroup(of: TransportError.Code?.self) { group in
      for index in 0..<20 {
        group.addTask {
          do throws(TransportError) {
            _ = try await transport.open(
              HTTPRequest(url: "https://\(host)/\(index)", purpose: .read))
            return nil
          } catch {
            return error.code
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: .resolve, count: 20))
  }
}
