import LosslessJSON
import Sandbox
import Testing

@testable import SkillsVideo

/// What comes of one run when its submit meets a fault: the table of money.md, over real sockets.
///
/// One case at a time: each server keeps a thread waiting, and Dispatch has 64 of them.
@Suite("A run through faults", .serialized, .timeLimit(.minutes(2)))
struct FaultRunTests {
  /// How a run ends.
  enum End: Sendable {
    case saved, inDoubt, refused, notSent
  }

  private func check(
    _ outcome: Outcome, _ end: End, _ faulty: FaultyService, _ place: SourceLocation
  ) async throws {
    switch (end, outcome) {
    case (.saved, .saved(let record)):
      #expect(
        record.files.map(\.sha256) == [try await faulty.servedDigest()], sourceLocation: place)
    case (.inDoubt, .inDoubt), (.refused, .refused), (.notSent, .notSent): break
    default:
      Issue.record("\(outcome), not \(end); \(faulty.heard.names)", sourceLocation: place)
    }
  }

  /// As many tries as a port that is closed for a time of the machine's own clock may need.
  private static func tries(_ plan: String) -> Int { plan.contains("refuse") ? 1000 : 3 }

  // MARK: - The submit

  @Test(
    "that the stream's submit meets ends as the table says, with at most one paid for",
    arguments: [
      // Nothing of the body left.
      ("connection 0 refuse 200ms", .saved, 1),
      // 429, and 503 in the service's own words.
      ("stream 1 status 429", .saved, 1), ("stream 1 status 503", .saved, 1),
      ("stream 1-2 status 503 retry-after=2", .saved, 1),
      ("stream 1 status 429 retry-after=date+2", .saved, 1),
      ("stream all status 429", .refused, 0), ("stream all status 503", .refused, 0),
      ("stream all status 503 retry-after=900", .refused, 0),
      // Any other answer in the service's own words.
      ("stream 1 status 500", .refused, 0), ("stream 1 status 502", .refused, 0),
      ("stream 1 status 504", .refused, 0), ("stream 1 late-status 500", .refused, 1),
      // Everything else.
      ("connection 1 close", .inDoubt, 0), ("connection 1 reset", .inDoubt, 0),
      ("stream 1 drop", .inDoubt, 0), ("stream 1 reset", .inDoubt, 1),
      ("stream 1 close", .inDoubt, 1), ("stream 1 reset after=30", .inDoubt, 1),
      ("stream 1 reset after=250", .inDoubt, 1), ("stream 1 status 503 body=html", .inDoubt, 0),
      ("stream 1 status 429 body=empty", .saved, 1),
      ("stream 1 status 500 body=html", .inDoubt, 0),
      ("stream 1 status 502 body=html", .inDoubt, 0),
      ("stream 1 status 504 body=text", .inDoubt, 0),
      ("stream 1 late-status 503 body=html", .inDoubt, 1),
      ("stream 1 late-status 502 body=empty", .inDoubt, 1),
      ("stream 1 late-status 504 body=html retry-after=1", .inDoubt, 1),
      ("stream 1 cut line", .inDoubt, 1), ("stream 1 cut line ending=clean", .inDoubt, 1),
      ("stream 1 cut character", .inDoubt, 1), ("stream 1 cut character ending=reset", .inDoubt, 1),
      ("stream 1 end", .inDoubt, 1), ("stream 1 long-line", .inDoubt, 1),
      // The id has come.
      ("stream 1 reset after=400", .saved, 1), ("stream 1 cut line frames=1", .saved, 1),
      ("stream 1 cut character frames=2 ending=clean", .saved, 1),
      ("stream 1 cut line frames=1 ending=reset", .saved, 1), ("stream 1 end 1", .saved, 1),
      ("stream 1 end 2", .saved, 1), ("stream 1 long-line frames=1", .saved, 1),
      ("stream 1 long-line 300000", .saved, 1), ("stream 1 duplicate", .saved, 1),
      ("stream 1 reorder", .saved, 1), ("stream 1 reorder frames=1", .saved, 1),
      ("stream 1 dribble 100 every=1ms", .saved, 1), ("stream 1 stall 50ms", .saved, 1),
      ("stream 1 stall after=300 for=50ms", .saved, 1),
    ] as [(String, End, Int)])
  func stream(_ plan: String, _ end: End, _ accepted: Int) async throws {
    try await FaultyService.run(plan) { faulty async throws in
      let outcome = await faulty.generate { $0.retry = Self.tries(plan) }
      try await check(outcome, end, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == accepted)
      #expect(!faulty.log.all.isEmpty)
    }
  }

  @Test(
    "that the plain submit meets ends as the table says, with at most one paid for",
    arguments: [
      ("connection 0 refuse 200ms", .saved, 1), ("submit 1 status 429", .saved, 1),
      ("submit 1 status 503", .saved, 1), ("submit all status 429", .refused, 0),
      ("submit 1 status 500", .refused, 0), ("submit 1 status 503 body=html", .inDoubt, 0),
      ("submit 1 drop", .inDoubt, 0), ("submit 1 reset", .inDoubt, 1),
      ("submit 1 close", .inDoubt, 1), ("submit 1 reset after=150", .inDoubt, 1),
      ("submit 1 truncate", .inDoubt, 1), ("submit 1 truncate 0", .inDoubt, 1),
      ("submit 1 wrong-length 9", .inDoubt, 1), ("submit 1 wrong-length -9", .inDoubt, 1),
      ("submit 1 late-status 502 body=html", .inDoubt, 1),
      ("submit 1 late-status 503 body=html", .inDoubt, 1),
      ("submit 1 dribble 9 every=1ms", .saved, 1), ("submit 1 stall 50ms", .saved, 1),
    ] as [(String, End, Int)])
  func plain(_ plan: String, _ end: End, _ accepted: Int) async throws {
    try await FaultyService.run(plan) { faulty async throws in
      let outcome = await faulty.generate(stream: false) { $0.retry = Self.tries(plan) }
      try await check(outcome, end, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == accepted)
      #expect(!faulty.log.all.isEmpty)
    }
  }

  @Test(
    "a submit that is never answered is in doubt when its time is up", arguments: [true, false])
  func silent(_ stream: Bool) async throws {
    try await FaultyService.run("submit 1 stall; stream 1 stall") { faulty async throws in
      let outcome = await faulty.generate(stream: stream) { $0.timeout = .seconds(40) }
      try await check(outcome, .inDoubt, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test("polling begins beside a stream that stalls behind its id")
  func stalled() async throws {
    try await FaultyService.run("stream 1 stall after=500") { faulty async throws in
      let outcome = await faulty.generate { $0.idleLimit = .seconds(8) }
      try await check(outcome, .saved, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
      #expect(faulty.heard.names.contains("fallback_polling_start"))
    }
  }

  // MARK: - What follows

  @Test(
    "that polls meet costs nothing but time",
    arguments: [
      "poll 1-3 status 500", "poll 1 status 503 body=html; poll 2 status 504 body=text",
      "poll 1 status 429 retry-after=1", "poll 1 reset", "poll 1 drop; poll 2 close",
      "poll 1 truncate", "poll 1 wrong-length 30", "poll 1 reset after=180", "poll 1 status 404",
      "poll 1 dribble 20 every=1ms", "poll reused 1 close", "poll 1 late-status 500 body=empty",
      "connection 2 close; connection 3 reset",
    ])
  func polls(_ plan: String) async throws {
    try await FaultyService.run(plan + "; stream 1 end 1") { faulty async throws in
      try await check(await faulty.generate(), .saved, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test("a poll that is refused leaves the run accepted, and a later program saves it")
  func refusedPoll() async throws {
    try await FaultyService.run("stream 1 end 1; poll all status 403") { faulty async throws in
      guard case .pollingRefused(let record, _) = await faulty.generate() else {
        Issue.record("\(faulty.heard.names)")
        return
      }
      let known = try #require(try await faulty.later.runs().first)
      #expect(known.state == .accepted && known.generationID == record.generationID)
      try await check(
        await faulty.later.resume(known) { _ in }, .saved, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test("a poll that is never answered is asked again")
  func silentPoll() async throws {
    try await FaultyService.run("stream 1 end 1; poll 1 stall") { faulty async throws in
      let outcome = await faulty.generate { $0.pollTimeout = .seconds(1) }
      try await check(outcome, .saved, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
    }
  }

  // MARK: - Files

  @Test(
    "that a download meets loses no byte of it",
    arguments: [
      "media 1 truncate", "media 1-2 truncate 1000", "media 1 truncate 0",
      "media 1 wrong-length 40", "media 1 reset", "media 1 reset after=900", "media 1 drop",
      "media 1 close", "media 1 status 500", "media 1 status 503 body=html retry-after=1",
      "media 1 status 429", "media all expire 403", "media all expire 404",
      "media all expire 410", "media 1 dribble 1000 every=1ms", "media 1 late-status 502 body=html",
      "media 1 stall after=1000 for=50ms",
    ])
  func downloads(_ plan: String) async throws {
    try await FaultyService.run(plan) { faulty async throws in
      try await check(await faulty.generate(), .saved, faulty, #_sourceLocation)
      #expect(try await faulty.accepted() == 1)
      #expect(faulty.folder.names(in: "out") == ["fox.mp4"])
      #expect(!faulty.log.all.isEmpty)
    }
  }

  @Test(
    "a download that never succeeds is finished, no file, and saved by a later program",
    arguments: ["media all truncate 1000", "media 1-4 status 503", "media all drop"])
  func failedDownload(_ plan: String) async throws {
    try await FaultyService.run(plan) { faulty async throws in
      guard case .finished = await faulty.generate() else {
        Issue.record("\(faulty.heard.names)")
        return
      }
      #expect(!faulty.folder.names(in: "out").contains("fox.mp4"))
      let known = try #require(try await faulty.later.unfinished().first)
      try await check(
        await faulty.later.resume(known) { _ in }, .saved, faulty, #_sourceLocation)
      #expect(faulty.folder.names(in: "out") == ["fox.mp4"])
      #expect(try await faulty.accepted() == 1)
    }
  }
}
