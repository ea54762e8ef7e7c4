import Foundation
import LosslessJSON
import Synchronization
import Testing

/// A run that was cut off is taken up again, and nothing is paid twice.
@Suite struct ResumeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let arguments = [
    "run", "-c", #"use kling-v2.6; set prompt "x"; run as fox to "fox.mp4""#,
  ]

  /// Whether the generation of a scripted service is complete, as the test decides.
  private final class Completion: Sendable {
    private let state = Mutex(false)
    var isReached: Bool { state.withLock { $0 } }
    func reach() { state.withLock { $0 = true } }
  }

  /// A service whose stream stays open behind the first frame; its generation is complete for those
  /// who ask by id once `completion` is reached.
  private func serviceWithOpenStream(_ completion: Completion) throws -> ScriptedService {
    try ScriptedService { request in
      if request.method == "POST" {
        var answer = ScriptedService.Answer.events(
          Array("data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n".utf8))
        answer.staysOpen = true
        return answer
      }
      if request.path.hasSuffix("/generation/gen_1") {
        return completion.isReached
          ? .json(200, OddAnswerTests.completed(request))
          : .json(200, #"{"id":"gen_1","status":"IN_PROGRESS","data":null}"#)
      }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  @Test("killed while it is followed, `skv resume` finds it by its id and downloads it")
  func killedWhileFollowed() async throws {
    let completion = Completion()
    let service = try serviceWithOpenStream(completion)
    let program = try Skv.start(Self.arguments, in: folder, environment: service.environment)
    #expect(await program.errors(hold: "accepted as gen_1"))
    program.signal(SIGKILL)
    #expect(try await program.ended().status == 137)
    completion.reach()
    let resumed = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output == "fox.mp4\n")
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
    #expect(service.submitCount == 1)
    let again = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(again.status == 0)
    #expect(again.errors == "nothing is unfinished\n")
  }

  @Test(
    "Ctrl-C, SIGTERM and SIGHUP leave it running and say how to take it up",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func detached(number: Int32) async throws {
    let completion = Completion()
    let service = try serviceWithOpenStream(completion)
    let program = try Skv.start(Self.arguments, in: folder, environment: service.environment)
    #expect(await program.errors(hold: "accepted as gen_1"))
    program.signal(number)
    let result = try await program.ended()
    #expect(result.status == 130, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").last?.contains("skv resume") == true)
    completion.reach()
    let resumed = try await Skv.run(
      ["resume", "fox"], in: folder, environment: service.environment)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("the last line's command does what it says, as it stands, on the sandbox too")
  func adviceAsPrinted() async throws {
    let text = #"use seedream-4.5; set prompt "x"; run as still x 2; run as next"#
    let program = try Skv.start(["run", "--sandbox=1m", "-c", text], in: folder)
    #expect(await program.errors(hold: "still[0]: accepted"))
    #expect(await program.errors(hold: "still[1]: accepted"))
    program.signal(SIGINT)
    let result = try await program.ended()
    #expect(result.status == 130, "\(result.errors)")
    let last = try #require(result.errors.split(separator: "\n").last)
    let command = try #require(last.split(separator: "`").first)
    #expect(command == "skv resume --sandbox 1 2")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    let resumed = try await Skv.run(words, in: folder)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(folder.files == ["out/still-1.png", "out/still-2.png"])
  }

  @Test("a second Ctrl-C leaves at once, and the ledger is whole")
  func secondInterrupt() async throws {
    let service = try ScriptedService { request in
      .init(bytes: [], staysOpen: request.method == "POST")
    }
    let program = try Skv.start(Self.arguments, in: folder, environment: service.environment)
    #expect(await program.errors(hold: "submitting"))
    while service.submitCount == 0 { await Task.yield() }
    program.whenErrors(hold: "stopping") { $0.signal(SIGINT) }
    program.signal(SIGINT)
    #expect(try await program.ended().status == 130)
    let resumed = try await Skv.run(
      ["resume", "--look-time", "0s"], in: folder, environment: service.environment)
    #expect(resumed.status == 32, "\(resumed.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("killed before an id came, the run is in doubt: reported, exit 32, and never sent again")
  func killedBeforeTheID() async throws {
    let victim = Mutex<RunningProgram?>(nil)
    let service = try ScriptedService { request in
      if request.method == "POST" { victim.withLock { $0 }?.signal(SIGKILL) }
      return ScriptedService.Answer(bytes: [], staysOpen: request.method == "POST")
    }
    victim.withLock {
      $0 = try? Skv.start(Self.arguments, in: folder, environment: service.environment)
    }
    let program = try #require(victim.withLock { $0 })
    #expect(try await program.ended().status == 137)
    let resumed = try await Skv.run(
      ["resume", "--look-time", "0s"], in: folder, environment: service.environment)
    #expect(resumed.status == 32, "\(resumed.errors)")
    #expect(resumed.errors.contains("in doubt"))
    #expect(service.submitCount == 1)
  }

  @Test("a time-out is not a failure: exit 11, and the last line says how to take it up")
  func timeout() async throws {
    let service = try ScriptedService { request in
      if request.method == "POST" {
        var answer = ScriptedService.Answer.events(
          Array("data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n".utf8))
        answer.staysOpen = true
        return answer
      }
      return .json(200, #"{"id":"gen_1","status":"IN_PROGRESS","data":null}"#)
    }
    let result = try await Skv.run(
      Self.arguments + ["--timeout", "3s"], in: folder, environment: service.environment)
    #expect(result.status == 11, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").last?.contains("skv resume") == true)
    #expect(service.submitCount == 1)
  }

  @Test("a full disk: the generation stays recorded, exit 33, and `skv resume` finishes it")
  func fullDisk() async throws {
    let service = try ScriptedService { request in
      if request.method == "POST" {
        return .events(Array("data: \(OddAnswerTests.completed(request))\n\n".utf8))
      }
      return request.path.hasSuffix("/generation/gen_1")
        ? .json(200, OddAnswerTests.completed(request))
        : .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
    let limited = try await Skv.run(
      ["-c", #"ulimit -f 1000; exec "$0" "$@""#, Skv.path] + Self.arguments, in: folder,
      environment: service.environment, binary: "/bin/bash")
    #expect(limited.status == 33, "\(limited.errors)")
    #expect(folder.bytes(of: "fox.mp4") == nil)
    #expect(limited.errors.contains("skv resume"))
    let resumed = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
    #expect(service.submitCount == 1)
  }

  @Test("a ledger that cannot be written stops the program before it pays: exit 35")
  func unusableLedger() async throws {
    let completion = Completion()
    let service = try serviceWithOpenStream(completion)
    try FileManager.default.createDirectory(
      atPath: folder.file(".home/.local/state/skv"), withIntermediateDirectories: true)
    for name in ["sandbox.sqlite", "ledger.sqlite"] {
      try folder.write("this is no database at all", to: ".home/.local/state/skv/\(name)")
    }
    let result = try await Skv.run(Self.arguments, in: folder, environment: service.environment)
    #expect(result.status == 35, "\(result.errors)")
    #expect(service.submitCount == 0)
  }
}
