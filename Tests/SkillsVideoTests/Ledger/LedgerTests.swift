import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

/// A ledger in a folder of its own.
struct LedgerScene {
  let folder = ScratchFolder()

  var path: String { folder["state/skv/ledger.sqlite"] }

  func open(
    process: Int64 = 1, living: Set<Int64> = [1], busyTimeout: Duration = .zero,
    preparation: [String] = [],
    observer: @escaping @Sendable (LedgerMoment) throws -> Void = { _ in }
  ) async throws(EngineError) -> Ledger {
    var surroundings = Ledger.Surroundings()
    surroundings.owner = ProcessIdentity(boot: "boot", process: process, start: process)
    surroundings.isRunning = { living.contains($0.process) }
    surroundings.wallClock = { 1_000 }
    surroundings.busyTimeout = busyTimeout
    surroundings.preparation = preparation
    surroundings.observer = observer
    return try await Ledger.open(path: path, surroundings: surroundings)
  }

  func run(
    _ nonce: String = "n", body: JSON = ["prompt": "x"], key: String = "sk-secret"
  ) throws -> NewRun {
    NewRun(
      identity: RunIdentity(baseURL: "https://s", model: "m/x", body: body, take: 1), nonce: nonce,
      key: try #require(Secret(key)), label: "fox", item: 2, script: "film.skv",
      destination: Destination(folder: "/o", pieces: [.text("a."), .late(.ext)]))
  }

  func result(_ json: String, _ kind: GenerationResult.Kind = .succeeded) throws -> RunEnding {
    let report = GenerationReport(payload: try JSON(parsing: json))
    return .ended(
      GenerationResult(
        kind, report: report, source: .poll, generationID: "g", credits: nil,
        outputs: OutputFinder.outputs(in: report.payload)))
  }
}

@Suite("The ledger")
struct LedgerTests {
  private let scene = LedgerScene()

  @Test("is in WAL mode and waits for the disk")
  func safety() async throws {
    let safety = try await scene.open().safety()
    #expect(safety.journalMode == "wal")
    #expect(safety.synchronous == 2)
    let again = try await scene.open().safety()
    #expect(again.journalMode == "wal")
    #expect(again.synchronous == 2)
  }

  @Test("is readable by its owner alone, and so is its folder")
  func rights() async throws {
    let ledger = try await scene.open()
    _ = try await ledger.plan(scene.run())
    for (name, mode) in [("", 0o700), ("/ledger.sqlite", 0o600), ("/ledger.sqlite-wal", 0o600)] {
      var status = stat()
      #expect(stat(scene.folder["state/skv"] + name, &status) == 0)
      #expect(Int(status.st_mode & 0o777) == mode, "\(name)")
    }
    chmod(scene.path, 0o644)
    _ = try await scene.open()
    var status = stat()
    stat(scene.path, &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("takes a run that was stopped before anything was taken as not sent, and not as in doubt")
  func stoppedUnsent() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try await ledger.confirmClaim(run)
    #expect(try await ledger.record(.detached, of: run).state == .planned)
    try await ledger.claim(run)
    try await ledger.confirmClaim(run)
    try await ledger.accept(run, id: "g", credits: nil)
    #expect(try await ledger.record(.detached, of: run).state == .accepted)
  }

  @Test("lets go only of what is its own")
  func releasesItsOwn() async throws {
    let first = try await scene.open()
    let run = try await first.plan(scene.run())
    try await first.claim(run)
    try await first.accept(run, id: "g", credits: nil)
    let second = try await scene.open(process: 2, living: [2])
    _ = try await second.takeUp(run)
    try await first.release(run)
    let third = try await scene.open(process: 3, living: [2, 3])
    let error = await #expect(throws: EngineError.self) { try await third.takeUp(run) }
    #expect(error?.code == .runIsFollowed)
    try await second.release(run)
    #expect(try await third.takeUp(run).state == .accepted)
  }

  @Test("neither sends again nor gives up nor renames a run in doubt whose id it has")
  func knownID() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try await ledger.confirmClaim(run)
    _ = try await ledger.record(.inDoubt(reason: "the disk was full", id: "g"), of: run)
    let key = try #require(Secret("sk-secret"))
    let settlements: [@Sendable () async throws -> Void] = [
      { try await ledger.abandon(run) },
      { try await ledger.sendAgain(run, with: key) },
      { try await ledger.adopt(run, as: "h") },
    ]
    for settle in settlements {
      let error = await #expect(throws: EngineError.self) { try await settle() }
      #expect(error?.code == .notInDoubt)
      #expect(error?.message.contains("`skv resume \(run)`") == true)
    }
    let record = try await ledger.takeUp(run)
    #expect(record.state == .accepted && record.generationID == "g")
  }

  @Test("keeps the locks of SQLite where a second ledger of the process is opened")
  func locksOfTwo() async throws {
    let first = try await scene.open()
    _ = try await first.records()
    #expect(try isLocked(scene.path))
    let second = try await scene.open()
    #expect(try isLocked(scene.path))
    _ = try await second.records()
  }

  /// Whether a process, this one too, has a lock on a file that keeps others from writing to it.
  private func isLocked(_ path: String) throws -> Bool {
    // Never closed: that would drop the locks that are asked for.
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    let queryOfAnOpenFile: Int32 = 36  // F_OFD_GETLK (fcntl(2))
    try #require(fcntl(descriptor, queryOfAnOpenFile, &lock) == 0)
    return lock.l_type != Int16(F_UNLCK)
  }

  @Test("keeps what a run is, all through its life")
  func life() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run(body: JSON(parsing: #"{"b":1.0,"a":"ü"}"#)))
    var record = try await ledger.record(run)
    #expect(record.state == .planned)
    #expect(record.request.printed() == #"{"a":"ü","b":1}"#)
    #expect(record.label == "fox" && record.item == 2 && record.script == "film.skv")
    #expect(record.destination.pieces == [.text("a."), .late(.ext)])
    #expect(record.plannedAt == 1_000 && record.submittedAt == nil)

    try await ledger.claim(run)
    try await ledger.confirmClaim(run)
    try await ledger.accept(run, id: "g", credits: JSONNumber("2.50"))
    record = try await ledger.record(run)
    #expect(record.state == .accepted)
    #expect(record.generationID == "g")
    #expect(record.credits?.text == "2.50")
    #expect(record.acceptedAt == 1_000)

    record = try await ledger.record(
      scene.result(
        #"{"status":"COMPLETED","data":{"url":"https://m/a","seed":9007199254740993},"usage":{"total":3.00}}"#
      ),
      of: run)
    #expect(record.state == .finished)
    #expect(record.credits?.text == "3.00")
    #expect(record.seed?.printed() == "9007199254740993")
    #expect(record.data?["url"] == "https://m/a")
    #expect(record.outputCount == 1 && record.files == [])

    var output = try #require(try await ledger.outputs(of: run).first)
    output.state = .saved
    output.path = "/o/a.png"
    output.bytes = 5
    output.deliveredDigest = "d"
    output.filedDigest = "f"
    output.duration = 1.5
    try await ledger.update(output, of: run)
    try await ledger.markSaved(run)
    record = try await ledger.record(run)
    #expect(record.state == .saved)
    #expect(
      record.files == [
        SavedFile(
          path: "/o/a.png", url: "https://m/a", contentType: "application/octet-stream", bytes: 5,
          sha256: "f", deliveredSHA256: "d", duration: 1.5)
      ])
    #expect(
      try await ledger.transitions(of: run)
        == [.planned, .submitting, .accepted, .finished, .saved])
    #expect(try await ledger.owns(path: "/o/a.png", digest: "f"))
    #expect(try await !ledger.owns(path: "/o/a.png", digest: "d"))
  }

  @Test("refuses every step that the state does not allow")
  func forbidden() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    await #expect(throws: EngineError.self) { try await ledger.accept(run, id: "g", credits: nil) }
    await #expect(throws: EngineError.self) { try await ledger.confirmClaim(run) }
    await #expect(throws: EngineError.self) { try await ledger.markSaved(run) }
    try await ledger.claim(run)
    await #expect(throws: EngineError.self) { try await ledger.claim(run) }
    try await ledger.accept(run, id: "g", credits: nil)
    await #expect(throws: EngineError.self) { try await ledger.withdraw(run, reason: "") }
    await #expect(throws: EngineError.self) { try await ledger.claim(run) }
    await #expect(throws: EngineError.self) {
      try await ledger.record(.inDoubt(reason: "", id: nil), of: run)
    }
    await #expect(throws: EngineError.self) { try await ledger.record(99) }
    #expect(try await ledger.transitions(of: run) == [.planned, .submitting, .accepted])
  }

  @Test("marks a run as saved only with every output on disk")
  func savedWhole() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try await ledger.accept(run, id: "g", credits: nil)
    _ = try await ledger.record(
      scene.result(#"{"status":"COMPLETED","data":{"url":"https://m/a"}}"#), of: run)
    await #expect(throws: EngineError.self) { try await ledger.markSaved(run) }
    #expect(try await ledger.record(run).state == .finished)
  }

  @Test("does not let another process send, or speak for, a claimed run")
  func claims() async throws {
    let mine = try await scene.open(process: 1, living: [1, 2])
    let theirs = try await scene.open(process: 2, living: [1, 2])
    let run = try await mine.plan(scene.run())
    try await mine.claim(run)
    await #expect(throws: EngineError.self) { try await theirs.confirmClaim(run) }
    await #expect(throws: EngineError.self) { try await theirs.accept(run, id: "g", credits: nil) }
    await #expect(throws: EngineError.self) { try await theirs.takeUp(run) }
    try await mine.confirmClaim(run)
  }

  @Test("a claim that a later process took over is noticed before the request is handed over")
  func takenOver() async throws {
    let mine = try await scene.open(process: 1, living: [1])
    let run = try await mine.plan(scene.run())
    try await mine.claim(run)
    let record = try await scene.open(process: 2, living: [2]).takeUp(run)
    #expect(record.state == .inDoubt)
    do {
      try await mine.confirmClaim(run)
      Issue.record("the claim still holds")
    } catch {
      #expect(error.code == .claimLost)
    }
  }

  @Test("an id is one run's alone")
  func uniqueID() async throws {
    let ledger = try await scene.open()
    let one = try await ledger.plan(scene.run("1"))
    let two = try await ledger.plan(scene.run("2"))
    for run in [one, two] { try await ledger.claim(run) }
    try await ledger.accept(one, id: "g", credits: nil)
    await #expect(throws: EngineError.self) { try await ledger.accept(two, id: "g", credits: nil) }
    #expect(try await ledger.record(two).state == .submitting)
  }

  @Test("a run in doubt of which the id was seen is accepted when it is taken up")
  func doubtWithID() async throws {
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    let record = try await ledger.record(.inDoubt(reason: "r", id: "g"), of: run)
    #expect(record.state == .inDoubt && record.errorMessage == "r")
    let taken = try await ledger.takeUp(run)
    #expect(taken.state == .accepted && taken.generationID == "g")
  }

  @Test("keeps a salted digest of the key, and never the key")
  func keyDigest() async throws {
    var contents: [String] = []
    for _ in 1...2 {
      let scene = LedgerScene()
      _ = try await scene.open().plan(scene.run(key: "sk-very-secret"))
      var text = ""
      for name in scene.folder.names(in: "state/skv") {
        let file = try PosixFileAccess().open(scene.folder["state/skv/\(name)"], for: .reading)
        text += String(decoding: try file.read(at: 0, count: 1 << 22), as: UTF8.self)
      }
      #expect(!text.contains("very-secret"))
      contents.append(text)
    }
    let plain = SHA256Digest(of: Array("sk-very-secret".utf8)).hex
    #expect(!contents.contains { $0.contains(plain) })
  }

  @Test("takes writes from two programs at once")
  func together() async throws {
    let one = try await scene.open(process: 1, busyTimeout: .seconds(30))
    let two = try await scene.open(process: 2, busyTimeout: .seconds(30))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<40 {
        let run = try scene.run("\(index)")
        group.addTask { _ = try await (index % 2 == 0 ? one : two).plan(run) }
      }
      try await group.waitForAll()
    }
    #expect(try await one.records().map(\.number) == Array(1...40))
  }

  @Test("writes what it is told even when the task is cancelled")
  func cancelled() async throws {
    let ledger = try await scene.open()
    let run = try scene.run()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await ledger.plan(run)
    }
    #expect(try await task.value == 1)
    #expect(try await ledger.records().count == 1)
  }

  @Test("gives a partial file to one output at a time")
  func reserve() async throws {
    let ledger = try await scene.open()
    for (nonce, id) in [("1", "g1"), ("2", "g2")] {
      let run = try await ledger.plan(scene.run(nonce))
      try await ledger.claim(run)
      try await ledger.accept(run, id: id, credits: nil)
      _ = try await ledger.record(
        scene.result(#"{"status":"COMPLETED","data":{"url":"https://m/a"}}"#), of: run)
    }
    #expect(try await ledger.reserve(part: "/o/a.part", for: 0, of: 1))
    #expect(try await ledger.reserve(part: "/o/a.part", for: 0, of: 1))
    #expect(try await !ledger.reserve(part: "/o/a.part", for: 0, of: 2))
  }
}
