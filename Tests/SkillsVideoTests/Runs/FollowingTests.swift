import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("Following an accepted run")
struct FollowingTests {
  private func accepted(
    _ script: LifecycleScript = LifecycleScript(),
    _ frame: String = #"{"id":"g","status":"IN_QUEUE"}"#
  ) -> LifecycleScript {
    var script = script
    script.tell(.begin, .opened, .frame(frame), .idCommitted)
    return script
  }

  @Test("nothing that follows the id is acted on before the id is stored")
  func commitFirst() {
    var script = LifecycleScript()
    script.tell(.begin, .opened, .frame(Answers.completed))
    #expect(script.last == [.commit(id: "gen-1", credits: JSONNumber("2.50"))])
    script.tell(.streamStalled, .streamEnded, .deadlineReached)
    #expect(script.last == [])
    script.tell(.idCommitted)
    #expect(script.end == .finished)
    #expect(script.last.first == .report(.accepted(generationID: "gen-1")))
  }

  @Test("an id that cannot be stored leaves the run in doubt, and tells the id")
  func commitFails() {
    var script = LifecycleScript()
    script.tell(
      .begin, .opened, .frame(Answers.queued), .commitFailed(EngineError(.ledgerUnusable, "full")))
    guard case .inDoubt(let reason, let id) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(id == "gen-1")
    #expect(reason.contains("gen-1") && reason.contains("full"))
  }

  @Test("the stream alone is followed while it brings something")
  func streamOnly() {
    var script = accepted()
    script.tell(.frame(Answers.running), at: .seconds(100))
    #expect(script.deeds == [])
    script.tell(.frame(Answers.completed), at: .seconds(200))
    #expect(script.end == .finished)
  }

  @Test("a stall starts polling beside the stream, once")
  func stall() {
    var script = accepted()
    script.tell(.streamStalled)
    #expect(
      script.last == [.report(.sseTimeout), .report(.fallbackPollingStart), .poll(after: .zero)])
    script.tell(.frame(Answers.running), .streamStalled)
    #expect(script.deeds == [])
  }

  @Test("the first terminal answer wins, from the stream or from a poll")
  func firstTerminalWins() {
    var byStream = accepted()
    byStream.tell(.streamStalled, .frame(Answers.completed), .polled(200, Answers.failed))
    #expect(byStream.end == .finished)
    var byPoll = accepted()
    byPoll.tell(.streamStalled, .polled(200, Answers.failed), .frame(Answers.completed))
    #expect(byPoll.end == .failed)
  }

  @Test(
    "a stream that ends early leaves polling alone",
    arguments: [RunObservation.streamEnded, .streamFailed("reset")])
  func streamEndsEarly(observation: RunObservation) {
    var script = accepted()
    script.tell(observation)
    #expect(script.deeds == [.poll(after: .zero)])
    script.tell(.polled(200, Answers.completed))
    #expect(script.end == .finished)
    #expect(script.events.suffix(3) == ["poll", "fallback_polling_end", "terminal"])
  }

  @Test("pauses between polls grow from one second to the interval")
  func growing() {
    var script = LifecycleScript(mode: .polling, pollInterval: .seconds(5))
    script.tell(.begin, .answer(200, Answers.accepted), .idCommitted)
    var pauses = [script.deeds]
    for _ in 0..<4 {
      script.tell(.polled(200, Answers.running))
      pauses.append(script.deeds)
    }
    #expect(pauses == [1, 2, 4, 5, 5].map { [.poll(after: .seconds($0))] })
  }

  @Test(
    "an interval below one second holds from the first poll on, but for the floor of half a second",
    arguments: [(700, 700), (500, 500), (200, 500), (0, 500)])
  func shortInterval(interval: Int, pause: Int) {
    var script = LifecycleScript(mode: .polling, pollInterval: .milliseconds(interval))
    script.tell(.begin, .answer(200, Answers.accepted), .idCommitted)
    #expect(script.deeds == [.poll(after: .milliseconds(pause))])
    script.tell(.polled(200, Answers.running))
    #expect(script.deeds == [.poll(after: .milliseconds(pause))])
  }

  @Test(
    "a poll is tried again after 429, 5xx, transport trouble and answers that make no sense",
    arguments: [
      RunObservation.polled(429, "{}"), .polled(500, ""), .polled(503, Answers.html),
      .pollFailed("reset"), .polled(200, Answers.html), .polled(204, ""),
    ])
  func pollAgain(observation: RunObservation) {
    var script = accepted()
    script.tell(.streamEnded, observation)
    #expect(script.deeds == [.poll(after: .seconds(1))])
    script.tell(observation)
    #expect(script.deeds == [.poll(after: .seconds(2))])
    script.tell(.polled(200, Answers.running), observation)
    #expect(script.deeds == [.poll(after: .seconds(1))])
    #expect(script.events.contains("poll_error"))
  }

  @Test("polls are tried again as long as there is time, not only `retry` times")
  func pollsForLong() {
    var script = accepted(LifecycleScript(retry: 1))
    script.tell(.streamEnded)
    for _ in 0..<20 { script.tell(.pollFailed("reset"), at: .seconds(10)) }
    #expect(script.ending == nil)
  }

  @Test("Retry-After holds for polls too; beyond the deadline the run is left at once")
  func pollRetryAfter() {
    var script = accepted()
    script.tell(.streamEnded, .polled(429, "{}", retryAfter: .seconds(30)))
    #expect(script.deeds == [.poll(after: .seconds(30))])
    script.tell(.polled(429, "{}", retryAfter: .seconds(901)))
    #expect(script.end == .timedOut)
  }

  @Test("an unknown id is asked for again during the first minute and refused after it")
  func unknownID() {
    var script = accepted()
    script.tell(.streamEnded, at: .seconds(1))
    script.tell(.polled(404, "{}"), at: .seconds(59))
    #expect(script.deeds == [.poll(after: .seconds(1))])
    script.tell(.polled(404, "{}"), at: .seconds(60))
    #expect(script.end == .pollingRefused)
  }

  @Test("the first minute counts from when the id was stored, not from the submit")
  func minuteFromAcceptance() {
    var script = LifecycleScript()
    script.tell(.begin, .opened)
    script.tell(.frame(Answers.queued), .idCommitted, at: .seconds(500))
    script.tell(.streamEnded, .polled(404, "{}"), at: .seconds(559))
    #expect(script.ending == nil)
  }

  @Test("a run that is taken up later knows how old its id is")
  func takenUp() {
    var old = LifecycleScript(following: "g", age: .seconds(3_600))
    old.tell(.resume)
    #expect(old.deeds == [.poll(after: .zero)])
    old.tell(.polled(404, "{}"))
    #expect(old.end == .pollingRefused)
    var young = LifecycleScript(following: "g", age: .seconds(10))
    young.tell(.resume, .polled(404, "{}"))
    #expect(young.ending == nil)
  }

  @Test("a refused poll ends the following", arguments: [400, 401, 402, 403, 410, 422])
  func pollRefused(status: Int) {
    var script = accepted()
    script.tell(.streamEnded, .polled(status, #"{"message":"no"}"#))
    guard case .pollingRefused(let error) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(error.status == status)
    #expect(script.events.suffix(3) == ["poll_error", "fallback_polling_end", "error"])
  }

  @Test("a refused poll beside an open stream leaves the last word to the stream")
  func refusedBesideStream() {
    var script = accepted()
    script.tell(.streamStalled, .polled(403, "{}"))
    #expect(script.ending == nil)
    var good = script
    good.tell(.frame(Answers.completed))
    #expect(good.end == .finished)
    var bad = script
    bad.tell(.streamEnded)
    #expect(bad.end == .pollingRefused)
  }

  @Test("a deadline leaves the run accepted and tells the last status")
  func deadline() {
    var script = accepted()
    script.tell(.frame(Answers.running), .streamStalled)
    script.tell(.deadlineReached, at: .seconds(900))
    #expect(script.end == .timedOut)
    #expect(
      script.last.dropLast() == [
        .report(.fallbackPollingEnd(exitCode: 11)),
        .report(.timeout(generationID: "g", elapsed: .seconds(900), lastStatus: "IN_PROGRESS")),
      ])
  }

  @Test("an interrupt leaves the run accepted")
  func interrupt() {
    var script = accepted()
    script.tell(.interrupted)
    #expect(script.end == .detached)
  }

  @Test(
    "only a terminal state is a result",
    arguments: ["IN_QUEUE", "IN_PROGRESS", "starting", "processing", "almost"])
  func notFinal(status: String) {
    var script = accepted()
    script.tell(.frame(#"{"id":"g","status":"\#(status)","data":{"url":"https://m/a"}}"#))
    #expect(script.ending == nil)
    script.tell(.streamEnded, .polled(200, #"{"id":"g","status":"\#(status)"}"#))
    #expect(script.ending == nil)
  }

  @Test(
    "the name of an event alone is believed where the event shows what came of it",
    arguments: [
      ("completed", #"{"id":"g","data":{"url":"https://m/a"}}"#, LifecycleScript.End.finished),
      ("failed", #"{"id":"g","message":"m"}"#, .failed),
      ("cancelled", "no json", .failed),
      ("done", "[DONE]", nil),
      ("done", #"{"id":"g","status":"IN_PROGRESS"}"#, nil),
    ] as [(String, String, LifecycleScript.End?)])
  func byName(name: String, data: String, end: LifecycleScript.End?) {
    var script = accepted()
    script.tell(.frame(data, name: name))
    #expect(script.end == end)
    if end == nil { #expect(script.deeds == [.poll(after: .zero)]) }
  }

  @Test("the first id stays the id")
  func firstID() {
    var script = accepted()
    script.tell(.frame(#"{"id":"other","status":"IN_PROGRESS"}"#), .streamEnded)
    #expect(script.lifecycle.generationID == "g")
    #expect(!script.all.contains(.commit(id: "other", credits: nil)))
  }

  @Test(
    "the price is the last that is told; zeros on the way are none",
    arguments: [
      (#"{"usage":{"total":0}}"#, Answers.completed, "2.50"),
      (
        #"{"usage":{"total":3.10}}"#, #"{"status":"COMPLETED","data":{"url":"https://m/a"}}"#,
        "3.10"
      ),
      (
        #"{"usage":{"total":3}}"#,
        #"{"status":"COMPLETED","data":{"url":"https://m/a"},"usage":{"total":1e1}}"#, "1e1"
      ),
      (#"{"usage":{"total":3}}"#, Answers.failed, "0"),
      (#"{}"#, #"{"status":"COMPLETED","data":{"url":"https://m/a"}}"#, nil),
    ] as [(String, String, String?)])
  func credits(between: String, last: String, credits: String?) {
    var script = accepted()
    script.tell(.frame(between), .frame(#"{"usage":{"total":0.0}}"#), .frame(last))
    guard case .ended(let result) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(result.credits?.text == credits)
  }

  @Test("a failed state without an id is final, a finished one if it shows its outputs")
  func withoutID() {
    var failed = LifecycleScript()
    failed.tell(.begin, .opened, .frame(#"{"status":"FAILED","message":"m"}"#))
    #expect(failed.end == .failed)
    var finished = LifecycleScript()
    finished.tell(
      .begin, .opened, .frame(#"{"status":"COMPLETED","data":{"url":"https://m/a"}}"#))
    #expect(finished.end == .finished)
    var empty = LifecycleScript()
    empty.tell(.begin, .opened, .frame(#"{"status":"COMPLETED","data":null}"#), .streamEnded)
    #expect(empty.end == .inDoubt)
  }

  @Test(
    "what came instead of an id is told",
    arguments: [
      (ServerSentEvent?.none, "without any event"),
      (ServerSentEvent(data: #"{"id":"ge"#, wasCutShort: true), "in the middle of an event"),
      (ServerSentEvent(data: "\u{FFFD}", hadInvalidUTF8: true), "not UTF-8"),
      (ServerSentEvent(data: "hello"), "hello"),
    ])
  func reasons(event: ServerSentEvent?, words: String) {
    var script = LifecycleScript()
    script.tell(.begin, .opened)
    if let event { script.tell(.frame(event)) }
    script.tell(.streamEnded)
    guard case .inDoubt(let reason, _) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(reason.contains(words))
  }

  static let fileless = #"{"id":"g","status":"COMPLETED","data":{"video":"https://m/a"}}"#

  @Test("a stream that completes without a file is asked for by id, and the answer counts")
  func completedWithoutFile() {
    var script = accepted()
    script.tell(.frame(Self.fileless))
    #expect(script.deeds == [.poll(after: .zero)])
    script.tell(.streamEnded, .polled(200, Answers.running), .polled(200, Answers.completed))
    guard case .ended(let result) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(result.source == .poll)
    #expect(result.outputs.map(\.url) == [World.imageURL])
  }

  @Test("a submit that is answered as completed without a file is asked for by id at once")
  func answeredWithoutFile() {
    var script = LifecycleScript(mode: .polling)
    script.tell(.begin, .answer(200, Self.fileless), .idCommitted)
    #expect(script.deeds == [.poll(after: .zero)])
    script.tell(.polled(200, Self.fileless))
    #expect(script.end == .finished)
  }

  @Test(
    "a success without a file stands where nobody answers for the id",
    arguments: [
      [.polled(401, "{}")], [.deadlineReached],
      [.pollFailed("reset"), .deadlineReached],
    ] as [[RunObservation]])
  func successStands(observations: [RunObservation]) {
    var script = accepted()
    script.tell(.frame(Self.fileless))
    for observation in observations { script.tell(observation, at: .seconds(899)) }
    guard case .ended(let result) = script.ending else {
      Issue.record("\(String(describing: script.ending))")
      return
    }
    #expect(result.kind == .succeeded)
    #expect(result.source == .stream)
    #expect(result.outputs == [])
  }

  @Test("nothing counts after the end")
  func afterTheEnd() {
    var script = accepted()
    script.tell(.frame(Answers.completed))
    script.tell(
      .frame(Answers.failed), .interrupted, .deadlineReached, .polled(200, Answers.failed))
    #expect(script.last == [])
    #expect(script.events.filter { ["terminal", "timeout", "error"].contains($0) } == ["terminal"])
  }
}
