import Foundation
import LosslessJSON
import Testing

/// What a person gets when the service answers something that is not its contract.
@Suite struct OddAnswerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ flags: [String] = [],
    _ answer:
      @escaping @Sendable (ScriptedService.Request) ->
      ScriptedService.Answer
  ) async throws -> (result: Skv.Result, service: ScriptedService) {
    let service = try ScriptedService(answer)
    let result = try await Skv.run(
      ["run", "--look-time", "0s"] + flags + [
        "-c", #"use kling-v2.6; set prompt "x"; run to "fox.mp4""#,
      ], in: folder,
      environment: service.environment)
    return (result, service)
  }

  // MARK: - Nothing that says whether it was taken

  @Test("an answer in HTML is in doubt, says so, and is never sent again")
  func html() async throws {
    let (result, service) = try await run { _ in
      .http(200, type: "text/html", Array("<html><body>Welcome</body></html>".utf8))
    }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
    #expect(result.errors.contains("in doubt"))
    #expect(result.errors.contains("HTML") || result.errors.contains("html"))
  }

  @Test("a gateway's page with status 503 is in doubt, since the service may have taken it")
  func gateway() async throws {
    let (result, service) = try await run { _ in
      .http(503, type: "text/html", Array("<html>Service Unavailable</html>".utf8))
    }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("no answer at all is in doubt")
  func nothing() async throws {
    let (result, service) = try await run { _ in .init(bytes: []) }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("half an event without an id is in doubt")
  func halfAnEvent() async throws {
    let (result, service) = try await run { _ in
      .events(Array(#"data: {"id":"gen_1","status":"IN_PR"#.utf8))
    }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("a line of ten megabytes is in doubt, and says that it is too long")
  func longLine() async throws {
    let (result, service) = try await run { _ in
      .events(Array("data: ".utf8) + [UInt8](repeating: 0x61, count: 10_000_000))
    }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
    #expect(result.errors.contains("long"), "\(result.errors)")
  }

  @Test("invalid UTF-8 without an id is in doubt, and says so")
  func invalidUTF8() async throws {
    let (result, service) = try await run { _ in
      .events(Array("data: ".utf8) + [0xFF, 0xC0, 0x80] + Array("\n\n".utf8))
    }
    #expect(result.status == 32, "\(result.errors)")
    #expect(service.submitCount == 1)
    #expect(result.errors.contains("UTF-8"), "\(result.errors)")
  }

  // MARK: - An id was seen

  @Test(
    "once an id was seen it is kept: whatever comes then, the run is followed by it",
    arguments: [
      Array(#"data: {"id":"gen_1","stat"#.utf8),
      Array("data: ".utf8) + [0xFF, 0xFE] + Array("\n\n".utf8),
      Array("data: ".utf8) + [UInt8](repeating: 0x61, count: 10_000_000),
      [],
    ])
  func idIsKept(rest: [UInt8]) async throws {
    let (result, service) = try await run { request in
      if request.method == "POST" {
        return .events(Array("data: {\"id\":\"gen_1\",\"status\":\"IN_QUEUE\"}\n\n".utf8) + rest)
      }
      if request.path.hasSuffix("/generation/gen_1") {
        return .json(200, Self.completed(request))
      }
      return .http(200, type: "video/mp4", Self.movie)
    }
    #expect(result.status == 0, "\(result.errors)")
    #expect(service.submitCount == 1)
    #expect(folder.bytes(of: "fox.mp4") == Self.movie)
  }

  @Test("control characters in what the service says are shown escaped")
  func controlCharacters() async throws {
    let (result, _) = try await run { _ in
      .json(400, "{\"message\":\"bad \\u001b]0;owned\\u0007 \\u202eprompt\"}")
    }
    #expect(!result.errors.contains("\u{1B}"))
    #expect(!result.errors.contains("\u{202E}"))
    #expect(result.errors.contains("\\u{1b}]0;owned\\u{7}"))
  }

  // MARK: - Refusals

  @Test(
    "a refusal in the service's own words is final, with the exit code of its kind",
    arguments: [
      (400, #"{"code":"VIDEO_GENERATION_INVALID_INPUT","message":"no"}"#, Int32(22)),
      (401, #"{"message":"who are you"}"#, 21), (402, #"{"message":"no"}"#, 20),
      (403, #"{"message":"not yours"}"#, 21), (404, #"{"message":"no such model"}"#, 23),
      (422, #"{"code":"VIDEO_GENERATION_CONTENT_REJECTED","message":"no"}"#, 22),
      (500, #"{"message":"trouble"}"#, 24), (418, #"{"message":"teapot"}"#, 25),
    ])
  func refusal(status: Int, body: String, exit: Int32) async throws {
    let (result, service) = try await run { _ in .json(status, body) }
    #expect(result.status == exit, "\(result.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("a rate limit is sent again as often as `retry` says, and no oftener")
  func rateLimit() async throws {
    let (result, service) = try await run(["--retry", "2"]) { _ in
      .http(429, headers: ["Retry-After: 0"], Array(#"{"message":"slow down"}"#.utf8))
    }
    #expect(result.status == 24, "\(result.errors)")
    #expect(service.submitCount == 3)
  }

  @Test("a refused connection was certainly not taken: exit 24 after the retries")
  func refusedConnection() async throws {
    let result = try await Skv.run(
      ["run", "--retry", "0", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: [
        "SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:9/api/v1", "SKILLS_VIDEO_API_KEY": "k",
      ])
    #expect(result.status == 24, "\(result.errors)")
  }

  @Test("a generation that fails is exit 10, with the service's words")
  func failedGeneration() async throws {
    let (result, service) = try await run { _ in
      .events(
        Array(
          (#"data: {"id":"g","status":"FAILED","data":null,"code":"VIDEO_GENERATION_FAILED","#
            + #""message":"the model gave up","usage":{"total":0}}"# + "\n\n").utf8))
    }
    #expect(result.status == 10, "\(result.errors)")
    #expect(result.errors.contains("the model gave up [E0707]"))
    #expect(service.submitCount == 1)
  }

  // MARK: - What a scripted service says

  static let movie: [UInt8] =
    [0, 0, 0, 20] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isom".utf8)
    + [UInt8](repeating: 7, count: 3_000_000)

  static func completed(_ request: ScriptedService.Request) -> String {
    let host = request.head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("host:") }
    let name = host?.split(separator: " ").last ?? ""
    return #"{"id":"gen_1","status":"COMPLETED","data":{"video":{"url":"http://\#(name)/m.mp4"}},"#
      + #""usage":{"total":12.50,"subscription":0,"permanent":12.50}}"#
  }
}
