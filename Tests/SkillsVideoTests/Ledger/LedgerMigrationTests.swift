import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A ledger of an older version")
struct LedgerMigrationTests {
  private let scene = LedgerScene()

  /// A run as the first version wrote it.
  private static func insertion(_ state: String, credits: String?) -> String {
    """
    INSERT INTO runs (state, key_digest, base_url, model, request, take, identity, nonce, label,
      item, destination, credits, planned_at, submitted_at)
    VALUES ('\(state)', 'k', 'https://s', 'm/x', '{"n":1}', 1, '\(state)', 'n', 'old', 0,
      '\(destination)', \(credits.map { "'\($0)'" } ?? "NULL"), 900, 950)
    """
  }

  private static let destination = Destination(folder: "/o", pieces: [.text("a")]).json.printed()

  /// Makes the file of a version; the first connection to it takes the steps that are missing.
  private func open(version: Int, with runs: [String] = []) async throws -> Ledger {
    try await scene.open(
      preparation: Array(LedgerSchema.steps[..<version]) + runs
        + ["PRAGMA user_version = \(version)"])
  }

  @Test("is brought up to date, whichever version it has", arguments: LedgerSchema.steps.indices)
  func every(version: Int) async throws {
    let runs = version == 0 ? [] : [Self.insertion("saved", credits: "2.50")]
    _ = try await open(version: version, with: runs)
    let ledger = try await scene.open()
    #expect(try await ledger.records().map(\.credits?.text) == runs.map { _ in "2.50" })
    let run = try await ledger.plan(scene.run())
    #expect(
      try await ledger.reserve(run, within: SpendingLimit(invocation: "i", credits: 20)) == .granted
    )
    #expect(try await ledger.record(run).state == .submitting)
  }

  @Test("what it spent counts for the day on which it was submitted")
  func spentBefore() async throws {
    let runs = [
      Self.insertion("saved", credits: "12.5"), Self.insertion("planned", credits: nil),
      Self.insertion("refused", credits: nil),
    ]
    let ledger = try await open(version: 1, with: runs)
    let standing = try #require(
      try await ledger.standings(of: SpendingLimit(creditsPerDay: 20)).first)
    #expect(standing.spent.text == "12.5")
    #expect(standing.unknownPrices == 0)
  }
}
