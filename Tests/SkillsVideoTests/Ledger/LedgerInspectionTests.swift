import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A look at the ledger")
struct LedgerInspectionTests {
  private let scene = LedgerScene()

  private func look(
    service: String = "https://service.example", living: Set<Int64> = []
  ) throws(EngineError) -> LedgerReport? {
    try LedgerInspection(
      path: scene.path, service: service, isRunning: { living.contains($0.process) },
      busyTimeout: .zero
    ).report()
  }

  private func fault() -> String {
    do throws(EngineError) {
      _ = try look()
      return "it can be read"
    } catch {
      return error.code == .ledgerUnusable ? error.message : "another code"
    }
  }

  /// Every file of the folder with its bytes.
  private func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in scene.folder.names(in: "state/skv") {
      let file = try PosixFileAccess().open(scene.folder["state/skv/\(name)"], for: .reading)
      contents[name] = try file.read(at: 0, count: 1 << 22)
    }
    return contents
  }

  @Test("makes nothing where there is none")
  func missing() throws {
    #expect(try look() == nil)
    #expect(scene.folder.names(in: "state").isEmpty)
  }

  @Test("counts the runs by what is to be done about them, and changes nothing")
  func counts() async throws {
    do {
      let ledger = try await scene.open(process: 1)
      for nonce in ["planned", "submitting", "accepted", "saved"] {
        let run = try await ledger.plan(scene.run(nonce))
        if nonce == "planned" { continue }
        try await ledger.claim(run)
        if nonce != "submitting" { try await ledger.accept(run, id: nonce, credits: nil) }
      }
    }
    let before = try contents()
    let alone = try #require(try look(service: "https://s"))
    #expect(alone.runs == 4)
    #expect([alone.unfinished, alone.inDoubt, alone.followed, alone.elsewhere] == [2, 1, 0, 0])
    #expect(alone.version == LedgerReport.knownVersion)
    #expect(alone.journalMode == "wal")
    #expect(alone.fault == nil)
    let followed = try #require(try look(service: "https://s", living: [1]))
    #expect([followed.unfinished, followed.inDoubt, followed.followed] == [0, 0, 3])
    let other = try #require(try look(service: "another"))
    #expect([other.unfinished, other.inDoubt, other.elsewhere] == [0, 0, 3])
    #expect(try contents() == before)
  }

  @Test("sees what another program has written a moment ago")
  func log() async throws {
    let ledger = try await scene.open()
    _ = try await ledger.plan(scene.run())
    #expect(scene.folder.names(in: "state/skv").contains("ledger.sqlite-wal"))
    #expect(try look()?.runs == 1)
  }

  @Test("says that it is damaged")
  func damaged() async throws {
    do {
      let ledger = try await scene.open()
      for index in 0..<50 { _ = try await ledger.plan(scene.run("\(index)")) }
    }
    let file = try PosixFileAccess().open(scene.path, for: .writing)
    try file.write([UInt8](repeating: 0xA5, count: 3_000), at: 8_192)
    #expect(try look()?.fault != nil)
    try file.write([UInt8](repeating: 0xA5, count: 100), at: 0)
    #expect(fault().contains("is damaged"))
  }

  @Test("says that a newer skv wrote it, and reads no runs then")
  func newer() async throws {
    do { _ = try await scene.open() }
    // SQLite's file format keeps `user_version` there.
    try PosixFileAccess().open(scene.path, for: .writing).write([0, 0, 0, 9], at: 60)
    let report = try #require(try look())
    #expect(report.version == 9)
    #expect(report.runs == 0)
  }

  @Test("says that it is no file")
  func folder() throws {
    try PosixFileAccess().makeFolder(scene.path)
    #expect(fault().contains("is no file"))
  }

  @Test("takes an empty file for a ledger that holds nothing yet")
  func empty() throws {
    try PosixFileAccess().makeFolder(scene.folder["state/skv"])
    try scene.folder.write("", to: "state/skv/ledger.sqlite")
    let report = try #require(try look())
    #expect([report.version, report.runs, report.bytes] == [0, 0, 0])
  }

  @Test("names SQLite's version")
  func engine() {
    #expect(LedgerInspection.engineVersion.hasPrefix("3."))
  }
}
