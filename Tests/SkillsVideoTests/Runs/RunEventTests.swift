import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("An event as JSON")
struct RunEventTests {
  @Test(
    "has its documented keys in their order",
    arguments: [
      (
        .start(url: "https://s/x", mode: .stream),
        #"{"event":"start","url":"https://s/x","mode":"sse"}"#
      ),
      (.sseOpen(httpStatus: 200, url: "u"), #"{"event":"sse_open","http_status":200,"url":"u"}"#),
      (
        .sseEvent(
          name: nil, generationID: "g", status: "IN_QUEUE", statusKey: "status", terminal: false,
          payload: ["a": 1]),
        #"{"event":"sse_event","sse_event_name":null,"generation_id":"g","status":"IN_QUEUE","status_key":"status","terminal":false,"payload":{"a":1}}"#
      ),
      (.sseStreamEnded, #"{"event":"sse_stream_ended"}"#),
      (
        .sseHTTPError(httpStatus: 402, message: "no", payload: nil),
        #"{"event":"sse_http_error","http_status":402,"message":"no","payload":null}"#
      ),
      (.sseTimeout, #"{"event":"sse_timeout"}"#),
      (.sseConnectError, #"{"event":"sse_connect_error"}"#),
      (.fallbackPollingStart, #"{"event":"fallback_polling_start"}"#),
      (
        .poll(
          generationID: "g", attempt: 2, httpStatus: 200, status: nil, statusKey: nil,
          terminal: false),
        #"{"event":"poll","generation_id":"g","attempt":2,"http_status":200,"status":null,"status_key":null,"terminal":false}"#
      ),
      (
        .pollError(generationID: "g", attempt: 2, httpStatus: nil, transient: true, message: "m"),
        #"{"event":"poll_error","generation_id":"g","attempt":2,"http_status":null,"transient":true,"message":"m"}"#
      ),
      (
        .timeout(generationID: "g", elapsed: .milliseconds(900_250), lastStatus: "IN_QUEUE"),
        #"{"event":"timeout","generation_id":"g","elapsed_seconds":900.25,"last_status":"IN_QUEUE"}"#
      ),
      (.fallbackPollingEnd(exitCode: 12), #"{"event":"fallback_polling_end","exit_code":12}"#),
      (
        .retry(attempt: 1, delay: .milliseconds(75), reason: "r"),
        #"{"event":"retry","attempt":1,"delay_seconds":0.075,"reason":"r"}"#
      ),
      (.budgetWait(message: "m"), #"{"event":"budget_wait","message":"m"}"#),
      (
        .download(path: "/p", url: "u", bytes: 3, sha256: "ab"),
        #"{"event":"download","path":"/p","url":"u","bytes":3,"sha256":"ab"}"#
      ),
      (
        .downloadError(place: 2, url: "u", message: "m"),
        #"{"event":"download_error","place":2,"url":"u","message":"m"}"#
      ),
      (
        .terminal(
          source: .poll, ok: false, generationID: nil, status: "FAILED", response: ["x": 1]),
        #"{"event":"terminal","source":"poll","ok":false,"generation_id":null,"status":"FAILED","response":{"x":1}}"#
      ),
      (
        .error(code: "in_doubt", message: "m"),
        #"{"event":"error","error":"in_doubt","message":"m"}"#
      ),
    ] as [(RunEvent, String)])
  func keys(event: RunEvent, text: String) {
    #expect(event.json?.printed() == text)
  }

  @Test(
    "is none for what is shown live only",
    arguments: [
      RunEvent.accepted(generationID: "g"), .downloadProgress(bytes: 1, total: nil),
      .uploadProgress(bytes: 1, total: 2),
    ])
  func liveOnly(event: RunEvent) {
    #expect(event.json == nil)
  }

  @Test(
    "writes seconds without needless digits",
    arguments: [
      (Duration.zero, "0"), (.seconds(12), "12"), (.milliseconds(-1_500), "-1.5"),
      (.microseconds(1_999), "0.001"),
    ])
  func seconds(duration: Duration, text: String) {
    #expect(JSON(seconds: duration).printed() == text)
  }
}
