import Foundation
import LosslessJSON
import Testing

/// What a crash leaves, and what `skv resume` does about it: the rows of the table.
@Suite struct CrashTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A service that has the generation `gen_1` complete, and lists it as running.
  private static func service() throws -> ScriptedService {
    try ScriptedService { request in
      if request.method == "POST" { return .json(400, #"{"message":"never sent again"}"#) }
      if request.path.contains("/running") {
        return .json(200, #"[{"id":"gen_1","input":{"prompt":"x"}}]"#)
      }
      if request.path.contains("/generation/") {
        return .json(200, OddAnswerTests.completed(request))
      }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  private func left(_ state: LeftRun.State) async throws -> ScriptedService {
    let service = try Self.service()
    let root = String(service.baseURL.dropLast("/api/v1".count))
    try await LeftRun(
      baseURL: service.baseURL, folder: folder,
      completed: #"{"id":"gen_1","status":"COMPLETED","data":{"video":{"url":"\#(root)/m.mp4"}}}"#,
      movie: OddAnswerTests.movie
    ).leave(state)
    return service
  }

  @Test(
    "`skv resume` does what the state allows, and pays for nothing",
    arguments: [
      // Nothing was sent: may run.
      (LeftRun.State.planned, "nothing is unfinished\n", []),
      // In doubt: looked for, adopted, followed.
      (.submitting, "found as gen_1", ["/running", "/generation/gen_1", "/m.mp4"]),
      // Polled by id.
      (.accepted, "completed", ["/generation/gen_1", "/m.mp4"]),
      // Downloaded.
      (.finished, "saved", ["/m.mp4"]),
      // The digest matches: saved.
      (.renamed, "saved", []),
      (.saved, "nothing is unfinished\n", []),
    ])
  func resumed(state: LeftRun.State, words: String, asked: [String]) async throws {
    let service = try await left(state)
    let result = try await Skv.run(
      ["resume", "--look-time", "0s"], in: folder, environment: service.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(service.submitCount == 0)
    var paths: [String] = []
    for path in service.requests.map(\.path) {
      guard let end = asked.first(where: path.contains) else {
        Issue.record("\(path) was asked for")
        continue
      }
      if !paths.contains(end) { paths.append(end) }
    }
    #expect(paths == asked)
    guard state != .planned else { return }
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
    let after = try await Skv.run(
      ["show", "1", "--json"], in: folder, environment: service.environment)
    #expect(try JSON(parsing: after.output)["state"]?.string == "saved")
  }
}
