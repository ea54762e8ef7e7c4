import Dispatch
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("Changes that share a commit")
struct SharedCommitTests {
  private let scene = LedgerScene()

  /// Runs of different jobs, planned, and a ledger whose changes line up behind the first of them.
  private func lineUp(
    _ count: Int, preparation: [String] = [],
    observer: @escaping @Sendable (LedgerMoment) throws -> Void = { _ in }
  ) async throws -> (ledger: Ledger, moments: Moments) {
    let first = try await scene.open()
    for number in 1...count {
      _ = try await first.plan(try scene.run("n\(number)"))
    }
    let executor = CountingExecutor()
    let moments = Moments()
    var surroundings = Ledger.Surroundings()
    surroundings.executor = executor
    surroundings.preparation = preparation
    surroundings.observer = { moment in
      if moments.hear(moment) { executor.waitForJobs(count + 1) }
      try observer(moment)
    }
    let ledger = try await Ledger.open(path: scene.path, surroundings: surroundings)
    executor.forget()
    return (ledger, moments)
  }

  /// Claims runs at once, and gives what failed of it.
  private func claim(_ runs: ClosedRange<Int64>, _ ledger: Ledger) async -> [Int64: EngineError] {
    await withTaskGroup(of: (Int64, EngineError?).self) { group in
      for run in runs {
        group.addTask {
          do throws(EngineError) {
            try await ledger.claim(run)
            return (run, nil)
          } catch {
            return (run, error)
          }
        }
      }
      var failures: [Int64: EngineError] = [:]
      for await (run, error) in group { failures[run] = error }
      return failures
    }
  }

  /// The commits in the write-ahead log (https://sqlite.org/fileformat2.html#walformat): frames that give
  /// the size of the database after them, with the salt of the log's head.
  private func commits() throws -> Int {
    let file = try PosixFileAccess().open(scene.path + "-wal", for: .reading)
    let bytes = try file.read(at: 0, count: try file.length())
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    let frame = 24 + number(8)
    return stride(from: 32, through: bytes.count - frame, by: frame).count {
      number($0 + 4) != 0 && bytes[$0 + 8..<$0 + 16] == bytes[16..<24]
    }
  }

  private func states(_ ledger: Ledger) async throws -> [RunState] {
    try await ledger.records().map(\.state)
  }

  @Test("what lines up while a commit is under way is in the next one")
  func shared() async throws {
    let (ledger, moments) = try await lineUp(12)
    let before = try commits()
    #expect(await claim(1...12, ledger).isEmpty)
    // The first may have been under way alone.
    #expect((1...2).contains(try commits() - before))
    #expect(moments.committed == Set(1...12))
    let other = try await scene.open(process: 2)
    for run in 1...12 { #expect(try await other.transitions(of: Int64(run)).count == 2) }
  }

  @Test("one that throws takes no other with it")
  func oneFails() async throws {
    struct Trouble: Error {}
    let (ledger, _) = try await lineUp(6) { moment in
      if moment.run == 4, !moment.isCommitted { throw Trouble() }
    }
    let failures = await claim(1...6, ledger)
    #expect(failures.keys.sorted() == [4])
    #expect(failures[4]?.code == .ledgerUnusable)
    let states = try await states(ledger)
    #expect(states.count { $0 == .planned } == 1)
    #expect(states[3] == .planned)
    #expect(try await ledger.transitions(of: 4) == [.planned])
  }

  @Test("each sees those before it, so that of two equal jobs one is claimed")
  func equalJobs() async throws {
    let first = try await scene.open()
    for _ in 1...2 { _ = try await first.plan(try scene.run("n")) }
    let failures = await claim(1...2, first)
    #expect(failures.values.map(\.code) == [.paidAlready])
    #expect(Set(try await states(first)) == [.planned, .submitting])
  }

  @Test("where the transaction ends, none of those in it stands")
  func allFail() async throws {
    let (ledger, moments) = try await lineUp(
      6,
      preparation: [
        """
        CREATE TEMP TRIGGER IF NOT EXISTS full AFTER INSERT ON main.transitions
        WHEN NEW.to_state = 'submitting' AND NEW.run = 5
        BEGIN SELECT RAISE(ROLLBACK, 'no room'); END
        """
      ])
    let failures = await claim(1...6, ledger)
    #expect(failures[5]?.code == .ledgerUnusable)
    #expect(failures[5]?.cause?.contains("no room") == true)
    let standing = try await states(ledger)
    for run in 1...6 {
      let isClaimed = standing[run - 1] != .planned
      #expect(isClaimed == (failures[Int64(run)] == nil))
      #expect(isClaimed == moments.committed.contains(Int64(run)))
    }
    #expect(failures.count > 1)
    // What comes later is not touched by it.
    let other = try #require(failures.keys.first { $0 != 5 })
    try await ledger.claim(other)
    #expect(try await ledger.transitions(of: other) == [.planned, .submitting])
  }

  @Test("a cancelled caller's change is made")
  func cancelled() async throws {
    let (ledger, _) = try await lineUp(1)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await ledger.claim(1)
    }
    try await task.value
    #expect(try await ledger.transitions(of: 1) == [.planned, .submitting])
  }
}

/// What the observer of a ledger has heard.
private final class Moments: Sendable {
  private let heard = Mutex<[LedgerMoment]>([])

  /// True for the first change.
  func hear(_ moment: LedgerMoment) -> Bool {
    heard.withLock { heard in
      heard.append(moment)
      return heard.count == 1
    }
  }

  var committed: Set<Int64> {
    heard.withLock { Set($0.filter(\.isCommitted).map(\.run)) }
  }
}

/// An executor that can wait, on its own thread, until so many jobs were handed to it.
private final class CountingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "skv.test.ledger")
  private let more = DispatchSemaphore(value: 0)
  private let count = Mutex(0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    count.withLock { $0 += 1 }
    more.signal()
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  /// Begins to count anew.
  func forget() { count.withLock { $0 = 0 } }

  func waitForJobs(_ wanted: Int) {
    while count.withLock({ $0 }) < wanted { more.wait() }
  }
}
