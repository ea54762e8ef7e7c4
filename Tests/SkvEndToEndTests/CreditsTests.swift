import Foundation
import LosslessJSON
import Synchronization
import Testing

/// `skv credits` of the built program.
@Suite struct CreditsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func credits(
    _ arguments: [String] = [], answer: ScriptedService.Answer
  ) async throws -> Skv.Result {
    let service = try ScriptedService { _ in answer }
    let result = try await Skv.run(
      ["credits"] + arguments, in: folder, environment: service.environment)
    #expect(service.requests.allSatisfy { $0.method == "GET" && $0.path == "/api/v1/credits" })
    #expect(!(result.output + result.errors).contains(SandboxProcess.key))
    return result
  }

  @Test(
    "shows what the service tells, as it comes",
    arguments: [
      (#"{"total":1.50,"note":"ü"}"#, "total: 1.50\nnote: ü\n", #"{"total": 1.50, "note": "ü"}"#),
      ("12345678901234567890.10", "12345678901234567890.10\n", "12345678901234567890.10"),
      (#"{"a":[1]}"#, "{\n  \"a\": [\n    1\n  ]\n}\n", #"{"a": [1]}"#),
      ("plenty, thanks", "plenty, thanks\n", #""plenty, thanks""#),
      ("", "the service's answer is empty\n", #""""#),
    ])
  func shapes(body: String, shown: String, json: String) async throws {
    let plain = try await credits(answer: .json(200, body))
    #expect(plain.output == shown)
    #expect(plain.status == 0)
    #expect(plain.errors == "")
    #expect(try await credits(["--json"], answer: .json(200, body)).output == json + "\n")
  }

  @Test("escapes on a terminal what could play tricks there")
  func terminal() async throws {
    let service = try ScriptedService { _ in .json(200, #"{"a":"\u202E1"}"#) }
    let (status, shown) = try await Skv.watch(
      ["credits"], in: folder, environment: service.environment)
    #expect(status == 0)
    #expect(shown == "a: \\u{202e}1\r\n")
  }

  @Test(
    "a refusal is one line that says what to do, with the exit code of its kind",
    arguments: [
      (401, 21, "dashboard/developer"), (403, 21, "dashboard/developer"), (402, 20, "recharge"),
      (404, 23, "SKILLS_VIDEO_BASE_URL"), (422, 22, "dashboard"), (400, 25, "dashboard"),
    ] as [(Int, Int32, String)])
  func refused(status: Int, code: Int32, advice: String) async throws {
    let said = #"{"code":"X","message":"no\nfor \#(SandboxProcess.key)"}"#
    for arguments in [[], ["--json"]] {
      let result = try await credits(arguments, answer: .json(status, said))
      #expect(result.status == code)
      #expect(result.output == "")
      #expect(
        result.errors.hasPrefix(
          "skv: the service does not tell the balance (HTTP \(status), X: no for ***); "))
      #expect(result.errors.contains(advice))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("asks again while the trouble may pass, with the key each time")
  func again() async throws {
    let isBusy = Mutex(true)
    let service = try ScriptedService { _ in
      isBusy.withLock { isBusy in
        defer { isBusy = false }
        return isBusy ? .json(503, "{}") : .json(200, "7")
      }
    }
    let result = try await Skv.run(["credits"], in: folder, environment: service.environment)
    #expect(result.output == "7\n")
    let key = "Authorization: Bearer \(SandboxProcess.key)"
    #expect(service.requests.count { $0.head.contains(key) } == 2)
  }

  @Test("needs a key, and says where to make one")
  func noKey() async throws {
    let result = try await Skv.run(["credits"], in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("https://skills.video/dashboard/developer"))
  }

  @Test("a service that cannot be reached is said to be so")
  func unreachable() async throws {
    let result = try await Skv.run(
      ["credits"], in: folder,
      environment: [
        "SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:1", "SKILLS_VIDEO_API_KEY": SandboxProcess.key,
      ])
    #expect(result.status == 24)
    #expect(result.errors.hasPrefix("skv: the balance could not be read ("))
    #expect(result.errors.hasSuffix("; `skv doctor` looks for the reason\n"))
  }

  @Test("of the imitation needs no key, and leaves nothing behind")
  func sandbox() async throws {
    let result = try await Skv.run(
      ["credits", "--sandbox", "--shapes", "credits=object"], in: folder)
    #expect(result.output.hasPrefix("total: 1000000000\nsubscription: 100\n"))
    #expect(result.status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file(".home")))
  }

  @Test("needs no ledger: one that is damaged keeps nobody from the balance")
  func damagedLedger() async throws {
    let service = try ScriptedService { _ in .json(200, "7") }
    let state = folder.file("state/skv")
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    try folder.write("no ledger", to: "state/skv/sandbox.sqlite")
    let result = try await Skv.run(
      ["credits"], in: folder,
      environment: service.environment.merging(["XDG_STATE_HOME": folder.file("state")]) { $1 })
    #expect(result.output == "7\n")
  }
}
