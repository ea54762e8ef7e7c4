import Foundation
import LosslessJSON
import Testing

/// A job that was paid for before and left unfinished is brought to its end before anything new is paid
/// for, and what comes of it counts like anything else.
@Suite("What an earlier run has left")
struct TakeUpTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      use kling-v2.6
      set prompt "first"; run as a to "a.mp4"
      set prompt "second"; run as b to "b.mp4"
      expect $b.files[0].type == "video/mp4"
      """, to: "film.skv")
  }

  /// A service that takes `b` and leaves it running, of which `state` tells what has become later; every
  /// other job fails.
  private func service(
    _ state: @escaping @Sendable (ScriptedService.Request) -> String
  ) throws -> ScriptedService {
    try ScriptedService { request in
      if request.method == "POST" {
        guard String(decoding: request.body, as: UTF8.self).contains("second") else {
          return .events(Array("data: \(Self.failed("gen_2"))\n\n".utf8))
        }
        var answer = ScriptedService.Answer.events(
          Array("data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n".utf8))
        answer.staysOpen = true
        return answer
      }
      if request.path.hasSuffix("/generation/gen_1") { return .json(200, state(request)) }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  private static func failed(_ id: String) -> String {
    #"{"id":"\#(id)","status":"FAILED","data":null,"code":"X","message":"no"}"#
  }

  /// Begins `b` alone and leaves it, then runs the whole script.
  private func run(
    _ service: ScriptedService, _ arguments: [String] = []
  ) async throws -> Skv.Result {
    let program = try Skv.start(
      ["run", "--yes", "--only", "b", "film.skv"], in: folder, environment: service.environment)
    #expect(await program.errors(hold: "accepted as gen_1"))
    program.signal(SIGINT)
    #expect(try await program.ended().status == 130)
    return try await Skv.run(
      ["run", "--yes", "--report-junit", "r.xml", "film.skv"] + arguments, in: folder,
      environment: service.environment)
  }

  @Test("is told, saved and counted, though another job then stops the script")
  func counted() async throws {
    let service = try service(OddAnswerTests.completed)
    let result = try await run(service)
    #expect(result.output == "b.mp4\n", "\(result.errors)")
    #expect(!result.errors.contains("b: not submitted"))
    #expect(
      !result.errors.contains("[X080"), "the expectation could be looked at: \(result.errors)")
    #expect(result.status == 10)
    #expect(folder.bytes(of: "b.mp4") == OddAnswerTests.movie)
    #expect(service.submitCount == 2)
    let report = String(decoding: try #require(folder.bytes(of: "r.xml")), as: UTF8.self)
    #expect(report.contains(#"tests="3" failures="1" errors="0" skipped="0""#), "\(report)")
  }

  @Test("has its failure stop the script before anything new is paid for")
  func failure() async throws {
    let service = try service { _ in Self.failed("gen_1") }
    let result = try await run(service)
    #expect(result.status == 10, "\(result.errors)")
    #expect(result.errors.contains("a: not submitted, b did not end well"), "\(result.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("lets what does not hang on its failure go on where the script says so")
  func failureAside() async throws {
    let service = try service { _ in Self.failed("gen_1") }
    let result = try await run(service, ["--on-error", "continue"])
    #expect(result.status == 10, "\(result.errors)")
    #expect(service.submitCount == 2)
  }
}
