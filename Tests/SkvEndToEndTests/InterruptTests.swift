import Foundation
import LosslessJSON
import Testing

/// Whatever a program is at when it is told to stop: it sends nothing new, leaves the ledger whole, and
/// says how to go on.
@Suite("Told to stop", .serialized)
struct InterruptTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      use kling-v2.6
      set prompt "x"
      run as fox to "fox.mp4"
      set prompt "y"
      run as next
      """, to: "film.skv")
  }

  /// What the program is at.
  enum Place: String, CaseIterable, Sendable {
    case unanswered, pausing, looking, polling, downloading

    /// The state that the run is left in, and the exit code.
    var ending: (state: String, status: Int32) {
      switch self {
      case .unanswered, .looking: ("in doubt", 32)
      case .pausing: ("planned", 130)
      case .polling: ("accepted", 130)
      case .downloading: ("finished", 130)
      }
    }
  }

  private func service(_ place: Place, _ barrier: Barrier) throws -> ScriptedService {
    try ScriptedService { request in
      if request.method == "POST" {
        switch place {
        case .unanswered: barrier.wait()
        case .pausing:
          return .http(503, headers: ["Retry-After: 60"], Array(#"{"code":"BUSY"}"#.utf8))
        case .looking: return .http(502, type: "text/html", Array("<html>".utf8))
        case .polling:
          return .events(Array("data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n".utf8))
        case .downloading: break
        }
        return .events(Array("data: \(OddAnswerTests.completed(request))\n\n".utf8))
      }
      if request.path.contains("/generations/running") {
        if place == .looking { barrier.wait() }
        return .json(200, "[]")
      }
      if request.path.hasSuffix("/generation/gen_1") {
        if place == .polling { barrier.wait() }
        return .json(200, OddAnswerTests.completed(request))
      }
      if place == .downloading { barrier.wait() }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  @Test("nothing more is sent, and the ledger says where it stands", arguments: Place.allCases)
  func stops(place: Place) async throws {
    let barrier = Barrier()
    let service = try service(place, barrier)
    let program = try Skv.start(
      ["run", "--yes", "film.skv"], in: folder, environment: service.environment)
    if place == .pausing {
      #expect(await program.errors(hold: "sent again in 60 s"))
    } else {
      await barrier.whenReached()
    }
    program.signal(SIGTERM)
    let result = try await program.ended()
    #expect(result.status == place.ending.status, "\(result.errors)")
    #expect(service.submitCount == 1)
    let runs = try await Skv.run(["runs", "--json"], in: folder, environment: service.environment)
    let states = try runs.jsonLines().compactMap { $0["state"]?.string }
    #expect(states == [place.ending.state.replacing(" ", with: "_")])
    let last = result.errors.split(separator: "\n").last ?? ""
    barrier.open()
    switch place {
    case .polling, .downloading:
      #expect(last == "`skv resume 1` takes up what is unfinished and pays for nothing")
      let resumed = try await Skv.run(
        ["resume", "1"], in: folder, environment: service.environment)
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
      #expect(service.submitCount == 1)
    case .unanswered, .looking:
      #expect(result.errors.contains("skv resume 1 --abandon"), "\(result.errors)")
    case .pausing: break
    }
  }

}
