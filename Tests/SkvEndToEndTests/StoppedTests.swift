import Foundation
import Synchronization
import Testing

/// A program that is stopped keeps what it has in hand: another one waits for it and says so, and
/// nothing is sent twice.
@Suite("One of two programs is stopped", .serialized)
struct StoppedTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "use kling-v2.6\nset prompt \"x\"\nrun as fox to \"fox.mp4\"\n", to: "film.skv")
    try folder.write(
      "use kling-v2.6\nset prompt \"x\"\nrun as cub to \"cub.mp4\"\n", to: "other.skv")
  }

  /// Where the first program is when it is stopped.
  enum Place: String, CaseIterable, Sendable {
    case unanswered, streaming, downloading
  }

  private func service(_ place: Place, _ barrier: Barrier) throws -> ScriptedService {
    try ScriptedService { request in
      if request.method == "POST" {
        if place == .unanswered { barrier.wait() }
        var events = "data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n"
        if place != .streaming {
          events += "data: \(OddAnswerTests.completed(request))\n\n"
          return .events(Array(events.utf8))
        }
        var answer = ScriptedService.Answer.events(Array(events.utf8))
        answer.staysOpen = true
        return answer
      }
      if request.path.hasSuffix("/generation/gen_1") {
        if place == .streaming { barrier.wait() }
        return .json(200, OddAnswerTests.completed(request))
      }
      if place == .downloading { barrier.wait() }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  @Test(
    "the other waits, whatever the first one is at",
    arguments: Place.allCases, ["film.skv", "other.skv"])
  func waits(place: Place, script: String) async throws {
    let barrier = Barrier()
    let service = try service(place, barrier)
    let first = try Skv.start(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    if place == .streaming {
      #expect(await first.errors(hold: "accepted as gen_1"))
    } else {
      await barrier.whenReached()
    }
    first.signal(SIGSTOP)
    let second = try Skv.start(
      ["run", "--yes", script], in: folder, environment: service.environment)
    #expect(
      await second.errors(
        hold: "process \(first.identifier) has it in hand; waiting for that one"))
    #expect(service.submitCount == 1)
    barrier.open()
    // Behind an open stream there is nothing to come but what a poll brings.
    if place == .streaming { first.signal(SIGINT) }
    first.signal(SIGCONT)
    let (one, other) = (try await first.ended(), try await second.ended())
    #expect(one.status == (place == .streaming ? 130 : 0), "\(one.errors)")
    #expect(other.status == 0, "\(other.errors)")
    #expect(service.submitCount == 1)
    let name = script == "film.skv" ? "fox.mp4" : "cub.mp4"
    #expect(other.output == name + "\n")
    #expect(folder.bytes(of: name) == OddAnswerTests.movie)
  }

  @Test("what fails in the hands of the first is not paid for by the other, which only took it up")
  func failsElsewhere() async throws {
    let barrier = Barrier()
    let service = try ScriptedService { _ in
      barrier.wait()
      return .events(
        Array(
          #"data: {"id":"gen_1","status":"FAILED","data":null,"code":"X","message":"no"}\#n\#n"#
            .utf8))
    }
    let first = try Skv.start(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    await barrier.whenReached()
    first.signal(SIGSTOP)
    let second = try Skv.start(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    #expect(
      await second.errors(
        hold: "process \(first.identifier) has it in hand; waiting for that one"))
    barrier.open()
    first.signal(SIGCONT)
    let (one, other) = (try await first.ended(), try await second.ended())
    #expect(one.status == 10, "\(one.errors)")
    #expect(other.status == 10, "\(other.errors)")
    #expect(service.submitCount == 1)
  }

  @Test("`skv resume` leaves what a stopped program has in hand")
  func resume() async throws {
    let barrier = Barrier()
    let service = try service(.downloading, barrier)
    let first = try Skv.start(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    await barrier.whenReached()
    first.signal(SIGSTOP)
    let resumed = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(resumed.status == 0)
    #expect(resumed.errors == "nothing is unfinished\n")
    barrier.open()
    first.signal(SIGCONT)
    #expect(try await first.ended().status == 0)
    #expect(service.submitCount == 1)
  }

  @Test("a lock that a stopped program holds is not waited for without end")
  func heldLock() async throws {
    let service = try ScriptedService { request in
      request.method == "POST"
        ? .events(Array("data: \(OddAnswerTests.completed(request))\n\n".utf8))
        : .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
    let held = open(folder.file("film.skv.sandbox.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    #expect(flock(held, LOCK_EX) == 0)
    let result = try await Skv.run(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    close(held)
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
    #expect(result.errors.contains("another process holds"), "\(result.errors)")
    #expect(result.status != 0)
    let again = try await Skv.run(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    #expect(again.status == 0, "\(again.errors)")
    #expect(service.submitCount == 1)
    #expect(
      String(decoding: try #require(folder.bytes(of: "film.skv.sandbox.lock")), as: UTF8.self)
        .contains("gen_1"))
  }
}
