import Foundation
import LosslessJSON
import SkillsVideo

/// A run as a program that was killed leaves it, written into the ledger by the engine itself.
struct LeftRun {
  /// What the last commit said.
  enum State: String, CaseIterable, Sendable {
    case planned, submitting, accepted, finished, renamed, saved
  }

  /// The service that the run was sent to.
  let baseURL: String
  /// The folder of the test; the run's file is `fox.mp4` in it.
  let folder: TemporaryFolder
  /// What the service tells of the generation `gen_1` once it is complete.
  var completed = ""
  /// The bytes of its file.
  var movie: [UInt8] = []

  /// Writes the run, number 1, as it stands after the commit of a state.
  func leave(_ state: State) async throws {
    var surroundings = Ledger.Surroundings()
    surroundings.owner = ProcessIdentity(boot: "before", process: 1, start: 1)
    let ledger = try await Ledger.open(
      path: folder.file(".home/.local/state/skv/sandbox.sqlite"), surroundings: surroundings)
    guard let key = Secret(baseURL == "sandbox" ? "sandbox" : SandboxProcess.key) else { return }
    let run = try await ledger.plan(
      NewRun(
        identity: RunIdentity(
          baseURL: baseURL, model: "kling-ai/kling-v2.6", body: ["prompt": "x"], take: 1),
        nonce: "n", key: key, label: "fox", item: 0, script: "film.skv",
        destination: Destination(folder: folder.path, pieces: [.text("fox.mp4")])))
    guard state != .planned else { return }
    try await ledger.claim(run)
    guard state != .submitting else { return }
    try await ledger.accept(run, id: "gen_1", credits: nil)
    guard state != .accepted else { return }
    let report = GenerationReport(payload: try JSON(parsing: completed))
    _ = try await ledger.record(
      .ended(
        GenerationResult(
          .succeeded, report: report, source: .stream, generationID: "gen_1",
          credits: report.credits, outputs: OutputFinder.outputs(in: report.payload))),
      of: run)
    guard state != .finished, var output = try await ledger.outputs(of: run).first else { return }
    try Data(movie).write(to: URL(fileURLWithPath: folder.file("fox.mp4")))
    let digest = SHA256Digest(of: movie).hex
    output.state = state == .saved ? .saved : .fetched
    output.path = folder.file("fox.mp4")
    output.bytes = movie.count
    output.deliveredDigest = digest
    output.filedDigest = digest
    try await ledger.update(output, of: run)
    if state == .saved { try await ledger.markSaved(run) }
  }
}
