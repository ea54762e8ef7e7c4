import SkvInterpreter
import Synchronization
import Testing

@Suite("The gate that bounds jobs over several entries")
struct JobGateTests {
  private final class Log: Sendable {
    private let entries = Mutex<[Int]>([])
    var all: [Int] { entries.withLock { $0 } }
    func note(_ number: Int) { entries.withLock { $0.append(number) } }
  }

  /// Begins to enter.
  private func enter(
    _ gate: JobGate, atMost bound: Int, as number: Int, _ log: Log
  ) -> Task<Void, Never> {
    Task {
      await gate.enter(atMost: bound)
      log.note(number)
    }
  }

  @Test("so many as the bound says are inside, and who waits goes in when one leaves")
  func bound() async {
    let gate = JobGate()
    let log = Log()
    await enter(gate, atMost: 2, as: 1, log).value
    await enter(gate, atMost: 2, as: 2, log).value
    let third = enter(gate, atMost: 2, as: 3, log)
    while await gate.waitingCount < 1 { await Task.yield() }
    #expect(log.all == [1, 2])
    await gate.leave()
    await third.value
    #expect(log.all == [1, 2, 3])
  }

  @Test("who came first goes in first, and a greater bound passes nobody")
  func order() async {
    let gate = JobGate()
    let log = Log()
    await enter(gate, atMost: 1, as: 1, log).value
    let second = enter(gate, atMost: 1, as: 2, log)
    while await gate.waitingCount < 1 { await Task.yield() }
    let third = enter(gate, atMost: 8, as: 3, log)
    while await gate.waitingCount < 2 { await Task.yield() }
    #expect(log.all == [1])
    await gate.leave()
    // With the second inside there is room for the third; the other way round there would be none.
    #expect(await gate.waitingCount == 0)
    await gate.leave()
    await second.value
    await third.value
  }
}
