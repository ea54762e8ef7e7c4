import LosslessJSON
import Testing

@testable import SkillsVideo

/// One test for each row of the table of what is sent again.
@Suite("When a submit is sent again")
struct SubmitTableTests {
  static let modes: [RunEvent.Mode] = [.stream, .polling]

  @Test("name, connect, proxy or TLS failed: again, with backoff", arguments: modes)
  func nothingLeft(mode: RunEvent.Mode) {
    var script = LifecycleScript(mode: mode)
    script.tell(.begin, .submitFailed("no route", wasSent: false))
    #expect(script.deeds == [.retrySubmit(after: .seconds(1))])
    script.tell(.retryDue)
    #expect(script.deeds == [.submit])
    script.tell(.submitFailed("no route", wasSent: false))
    #expect(script.deeds == [.retrySubmit(after: .seconds(2))])
    script.tell(.retryDue, .submitFailed("no route", wasSent: false))
    #expect(script.deeds == [.retrySubmit(after: .seconds(4))])
    script.tell(.retryDue, .submitFailed("no route", wasSent: false))
    #expect(script.end == .notSent)
    #expect(script.submits == 4)
  }

  @Test(
    "429 with any body, or 503 with the service's JSON: again",
    arguments: [
      (429, Answers.error("VIDEO_GENERATION_RATE_LIMITED")), (429, ""), (429, Answers.html),
      (503, Answers.error("VIDEO_GENERATION_PROVIDER_UNAVAILABLE")),
      (503, #"{"message":"busy"}"#), (503, #"{"error":{"message":"busy"}}"#),
    ])
  func refusedForNow(status: Int, body: String) {
    var script = LifecycleScript(mode: .polling)
    script.tell(.begin, .answer(status, body))
    #expect(script.deeds == [.retrySubmit(after: .seconds(1))])
    #expect(script.events == ["start", "retry"])
  }

  @Test("Retry-After is honoured where it is longer than the backoff")
  func retryAfter() {
    var script = LifecycleScript()
    script.tell(.begin, .answer(429, "{}", retryAfter: .seconds(40)))
    #expect(script.deeds == [.retrySubmit(after: .seconds(40))])
    script.tell(.retryDue, .answer(429, "{}", retryAfter: .zero))
    #expect(script.deeds == [.retrySubmit(after: .seconds(2))])
  }

  @Test("a Retry-After beyond the deadline is not slept: refused, and when to come back is known")
  func retryAfterBeyondDeadline() {
    var script = LifecycleScript(timeout: .seconds(60))
    script.tell(.begin)
    script.tell(.answer(429, "{}", retryAfter: .seconds(51)), at: .seconds(10))
    guard case .refused(let error) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(error.category == .transient)
    #expect(error.retryAfter == .seconds(51))
    #expect(script.submits == 1)
  }

  @Test("no more than `retry` times", arguments: [0, 1, 5])
  func bounded(retry: Int) {
    var script = LifecycleScript(retry: retry)
    script.tell(.begin)
    for _ in 0...retry { script.tell(.answer(429, "{}"), .retryDue) }
    #expect(script.end == .refused)
    #expect(script.submits == retry + 1)
  }

  @Test(
    "any other answer with the service's JSON and no id: refused for good",
    arguments: [
      (400, Answers.error("VIDEO_GENERATION_INVALID_INPUT")), (401, #"{"message":"unauthorized"}"#),
      (402, Answers.error("VIDEO_GENERATION_INSUFFICIENT_CREDITS")), (403, #"{"error":"no"}"#),
      (404, #"{"message":"unknown"}"#), (422, Answers.error("IMAGE_GENERATION_CONTENT_REJECTED")),
      (500, #"{"message":"oh"}"#), (502, Answers.error("VIDEO_GENERATION_FAILED")),
      (504, Answers.error("VIDEO_GENERATION_TIMEOUT")), (302, #"{"message":"elsewhere"}"#),
    ])
  func refused(status: Int, body: String) {
    for mode in Self.modes {
      var script = LifecycleScript(mode: mode)
      script.tell(.begin, .answer(status, body))
      #expect(script.end == .refused)
      script.tell(.retryDue, .deadlineReached)
      #expect(script.submits == 1)
    }
  }

  @Test(
    "everything else: in doubt",
    arguments: [
      RunObservation.answer(503, Answers.html, type: "text/html"),
      .answer(503, "upstream gone"), .answer(500, ""), .answer(404, Answers.html),
      .answer(200, Answers.html), .answer(200, ""), .answer(200, "{}"), .answer(202, "[]"),
      .answer(200, #"{"status":"IN_QUEUE"}"#), .answer(200, #"{"message":"thanks"}"#),
      .answer(302, ""), .answer(500, #"{"surprise":1}"#),
      .submitFailed("reset", wasSent: true), .submitFailed("timed out", wasSent: true),
      .streamFailed("reset"),
    ])
  func inDoubt(observation: RunObservation) {
    for mode in Self.modes {
      var script = LifecycleScript(mode: mode)
      script.tell(.begin, observation)
      #expect(script.end == .inDoubt)
      script.tell(.retryDue, .deadlineReached, .submitFailed("x", wasSent: false))
      #expect(script.submits == 1)
    }
  }

  @Test("a stream that ends without an id: in doubt")
  func streamWithoutID() {
    var script = LifecycleScript()
    script.tell(.begin, .opened, .frame(#"{"status":"IN_QUEUE"}"#), .streamEnded)
    #expect(script.end == .inDoubt)
    #expect(script.submits == 1)
  }

  @Test("a refusal after the stream has opened is no reason to send again")
  func refusalAfterOpening() {
    var script = LifecycleScript()
    script.tell(.begin, .opened, .answer(429, "{}"))
    #expect(script.end == .inDoubt)
    script = LifecycleScript()
    script.tell(.begin, .opened, .submitFailed("odd", wasSent: false))
    #expect(script.end == .inDoubt)
  }

  @Test(
    "accepted, then FAILED or CANCELED: final",
    arguments: [
      ("FAILED", LifecycleScript.End.failed), ("canceled", .canceled), ("CANCELLED", .canceled),
    ])
  func ended(status: String, end: LifecycleScript.End) {
    var script = LifecycleScript()
    script.tell(.begin, .opened, .frame(#"{"id":"g"}"#), .idCommitted)
    script.tell(.frame(#"{"id":"g","status":"\#(status)","code":"C","message":"m"}"#))
    #expect(script.end == end)
    guard case .ended(let result) = script.ending else { return }
    #expect(result.error?.code == "C")
    #expect(result.error?.message == "m")
  }

  @Test(
    "an answer that names an id is followed, whatever its status",
    arguments: [200, 201, 202, 429, 500])
  func answeredWithID(status: Int) {
    var script = LifecycleScript(mode: .polling)
    script.tell(.begin, .answer(status, #"{"id":"g","status":"IN_QUEUE","message":"m"}"#))
    #expect(script.deeds == [.commit(id: "g", credits: nil)])
    script.tell(.idCommitted)
    #expect(script.deeds == [.poll(after: .seconds(1))])
  }

  @Test("a zero in the answer to a submit is no price yet", arguments: ["0", "0.00", "1.50"])
  func priceOfTheSubmit(_ price: String) {
    var script = LifecycleScript(mode: .polling)
    script.tell(.begin, .answer(200, #"{"id":"g","usage":{"total":\#(price)}}"#))
    let credits = price == "1.50" ? JSONNumber(price) : nil
    #expect(script.deeds == [.commit(id: "g", credits: credits)])
  }

  @Test(
    "a refusal that names its own request under `id` is a refusal",
    arguments: [
      (402, #"{"code":"VIDEO_GENERATION_INSUFFICIENT_CREDITS","message":"m","id":"req_77"}"#),
      (400, #"{"message":"m","id":"req_77","status":"error"}"#),
      (401, #"{"error":{"message":"m","id":"req_77"}}"#),
    ])
  func refusedWithRequestID(status: Int, body: String) {
    for mode in Self.modes {
      var script = LifecycleScript(mode: mode)
      script.tell(.begin, .answer(status, body))
      #expect(script.end == .refused)
    }
    var busy = LifecycleScript()
    busy.tell(.begin, .answer(429, #"{"message":"m","id":"req_77"}"#))
    #expect(busy.deeds == [.retrySubmit(after: .seconds(1))])
  }

  @Test(
    "a refusal that names a generation is followed",
    arguments: [
      (#"{"message":"m","generation_id":"g"}"#), (#"{"message":"m","generationId":"g"}"#),
      (#"{"message":"m","prediction_id":"g","id":"req_77"}"#),
      (#"{"message":"m","predictionId":"g"}"#), (#"{"message":"m","taskId":"g"}"#),
      (#"{"error":{"message":"m","task_id":"g"}}"#),
      (#"{"message":"m","id":"g","state":"processing"}"#),
    ])
  func refusedWithGeneration(body: String) {
    var script = LifecycleScript(mode: .polling)
    script.tell(.begin, .answer(500, body))
    #expect(script.deeds == [.commit(id: "g", credits: nil)])
  }

  @Test("what no other try can mend ends at once, and nothing was sent", arguments: modes)
  func hopeless(mode: RunEvent.Mode) {
    var script = LifecycleScript(mode: mode)
    script.tell(.begin, .submitFailed("a bad field", wasSent: false, mayPass: false))
    guard case .notSent(let error) = script.ending else {
      Issue.record("it goes on")
      return
    }
    #expect(error.message.contains("a bad field"))
    #expect(script.submits == 1)
  }

  @Test("a failure on the way may pass, one of the request or of the machine may not")
  func passing() {
    let passing = TransportError.Code.allCases.filter {
      TransportError($0, wasSent: false, "").mayPass
    }
    #expect(passing == [.resolve, .connect, .proxy, .tls, .timeout])
  }

  @Test("a deadline while nothing is known to have been sent: not sent, and no other try")
  func deadlineBeforeSending() {
    var script = LifecycleScript()
    script.tell(.begin, .deadlineReached, at: .seconds(900))
    #expect(script.deeds == [.stopSubmit])
    script.tell(.submitFailed("cancelled", wasSent: false))
    #expect(script.end == .notSent)
  }

  @Test("a deadline while the request may have gone: in doubt")
  func deadlineAfterSending() {
    var script = LifecycleScript()
    script.tell(.begin, .deadlineReached, .submitFailed("cancelled", wasSent: true))
    #expect(script.end == .inDoubt)
  }

  @Test("a pause that would end after the deadline is not begun")
  func pauseBeyondDeadline() {
    var script = LifecycleScript(timeout: .seconds(10))
    script.tell(.begin)
    script.tell(.submitFailed("x", wasSent: false), at: .seconds(9))
    #expect(script.end == .notSent)
  }

  @Test("an interrupt in a pause sends nothing more")
  func interruptInPause() {
    var script = LifecycleScript()
    script.tell(.begin, .answer(429, "{}"), .interrupted, .retryDue)
    #expect(script.end == .detached)
    #expect(script.submits == 1)
  }

  @Test("an interrupt while submitting waits a little for the id, then gives up")
  func interruptWhileSubmitting() {
    var script = LifecycleScript()
    script.tell(.begin, .interrupted)
    #expect(script.deeds == [.waitForGrace(RunLifecycle.grace)])
    var impatient = script
    impatient.tell(.graceOver)
    #expect(impatient.deeds == [.stopSubmit])
    impatient.tell(.submitFailed("cancelled", wasSent: true))
    #expect(impatient.end == .inDoubt)
    var lucky = script
    lucky.tell(.opened, .frame(#"{"id":"g"}"#), .idCommitted)
    #expect(lucky.end == .detached)
    #expect(lucky.lifecycle.generationID == "g")
    var unsent = script
    unsent.tell(.submitFailed("no route", wasSent: false))
    #expect(unsent.end == .detached)
    #expect(unsent.submits == 1)
  }

  @Test("a claim that is lost ends the run before it is sent")
  func claimLost() {
    let error = EngineError(.claimLost, "gone")
    var script = LifecycleScript()
    script.tell(.begin, .claimFailed(error))
    #expect(script.ending == .notSent(error))
    script = LifecycleScript()
    script.tell(.begin, .answer(429, "{}"), .claimFailed(error), .retryDue)
    #expect(script.ending == .notSent(error))
    #expect(script.submits == 1)
  }
}
