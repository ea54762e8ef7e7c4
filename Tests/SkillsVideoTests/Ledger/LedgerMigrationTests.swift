import LosslessJSON
import Testing

@testable import SkillsVideo

/// A ledger that an older skv wrote, from each version that there was.
@Suite("A ledger of an older version")
struct LedgerMigrationTests {
  private static let row = """
    INSERT INTO runs (state, key_digest, base_url, model, request, take, identity, nonce, label,
      item, destination, planned_at, submitted_at)
    VALUES ('in_doubt', 'k', 'https://s', 'm/x', '{"prompt":"x"}', 1, 'i', 'n', 'fox', 0,
      '{"folder":"/o","pieces":[{"text":"a"}],"overwrite":"never"}', 1, 2)
    """

  @Test("is read, and its runs can be settled", arguments: 1..<LedgerSchema.steps.count)
  func migrated(version: Int) async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open(
      preparation: LedgerSchema.steps.prefix(version) + [
        "PRAGMA user_version = \(version)", Self.row,
      ])
    let record = try #require(try await ledger.records().first)
    #expect(record.state == .inDoubt)
    #expect(record.request == ["prompt": "x"])
    #expect(try await ledger.sending(of: 1) == nil)
    try await ledger.abandon(1)
    let after = try await scene.open()
    #expect(try await after.records().map(\.state) == [.abandoned])
    let run = try await after.plan(scene.run())
    #expect(try await after.sending(of: run) == Sending())
  }

  /// A run as the first version wrote it.
  private static func insertion(_ state: String, credits: String?) -> String {
    """
    INSERT INTO runs (state, key_digest, base_url, model, request, take, identity, nonce, label,
      item, destination, credits, planned_at, submitted_at)
    VALUES ('\(state)', 'k', 'https://s', 'm/x', '{"n":1}', 1, '\(state)', 'n', 'old', 0,
      '{"folder":"/o","pieces":[{"text":"a"}],"overwrite":"never"}',
      \(credits.map { "'\($0)'" } ?? "NULL"), 900, 950)
    """
  }

  /// Makes the file of a version; the first connection to it takes the steps that are missing.
  private func open(
    _ scene: LedgerScene, version: Int, with runs: [String] = []
  ) async throws -> Ledger {
    try await scene.open(
      preparation: Array(LedgerSchema.steps[..<version]) + runs
        + ["PRAGMA user_version = \(version)"])
  }

  @Test("is brought up to date, whichever version it has", arguments: LedgerSchema.steps.indices)
  func every(version: Int) async throws {
    let scene = LedgerScene()
    let runs = version == 0 ? [] : [Self.insertion("saved", credits: "2.50")]
    _ = try await open(scene, version: version, with: runs)
    let ledger = try await scene.open()
    #expect(try await ledger.records().map(\.credits?.text) == runs.map { _ in "2.50" })
    let run = try await ledger.plan(scene.run())
    #expect(
      try await ledger.reserve(run, within: SpendingLimit(invocation: "i", credits: 20)) == .granted
    )
    #expect(try await ledger.record(run).state == .submitting)
    #expect(
      try await ledger.round(of: RunIdentity(baseURL: "s", model: "m", body: [:], take: 1)) == 0)
  }

  @Test("what it spent counts for the day on which it was submitted")
  func spentBefore() async throws {
    let runs = [
      Self.insertion("saved", credits: "12.5"), Self.insertion("planned", credits: nil),
      Self.insertion("refused", credits: nil),
    ]
    let ledger = try await open(LedgerScene(), version: 1, with: runs)
    let standing = try #require(
      try await ledger.standings(of: SpendingLimit(creditsPerDay: 20)).first)
    #expect(standing.spent.text == "12.5")
    #expect(standing.unknownPrices == 0)
  }

  @Test("a word for a state that is not known reads as in doubt, and is left alone")
  func unknownState() async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open(
      preparation: LedgerSchema.steps + [
        "PRAGMA user_version = \(LedgerSchema.steps.count)", Self.row,
        "UPDATE runs SET state = 'from_the_future'",
      ])
    #expect(try await ledger.records().map(\.state) == [.inDoubt])
    #expect(
      try await ledger.adopt(
        from: [RunningTask(["id": "g", "input": ["prompt": "x"]])],
        sentWith: try #require(Secret("sk-secret")), to: "https://s") == [])
  }

  @Test("how a run is sent comes back as it was noted")
  func sending() throws {
    let upload = Upload(
      field: "image_urls", index: 1, path: "/a/ü.png", sha256: String(repeating: "0", count: 64),
      bytes: 3, contentType: "image/png")
    for sending in [Sending(), Sending(useStream: true, uploads: [upload])] {
      #expect(Sending(sending.json) == sending)
    }
    for text in ["{}", "[]", #"{"stream":true}"#, #"{"stream":true,"uploads":[{}]}"#] {
      #expect(Sending(try JSON(parsing: text)) == nil)
    }
  }
}
