import Testing

@testable import Sandbox

@Suite("What becomes of an answer")
struct AnswerShaperTests {
  static let plain = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"
  static let plainHead = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"
  static let streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
  static let events = ["data: {1}\n\n", "data: {é}\n\n", "data: {3}\n\n"]
  static let stream = streamHead + events.map(chunk).joined() + last
  static let last = "0\r\n\r\n"

  static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  /// What a client sees, with a word in brackets for everything that is not bytes.
  private func shaped(_ answer: String, _ fault: Fault?, cut: Int? = nil) -> String {
    let bytes = Array(answer.utf8)
    var reader = MessageReader(.answers)
    var shaper = AnswerShaper(fault, now: .seconds(1_795_341_600))
    var steps: [OutputStep] = []
    func pull() {
      while let part = reader.next() {
        switch part {
        case .head(let head): steps += shaper.take(head, isToHead: false)
        case .body(let piece): steps += shaper.take(piece)
        case .end: steps += shaper.end()
        case .interim, .unreadable: break
        }
      }
    }
    for piece in [bytes[..<(cut ?? 0)], bytes[(cut ?? 0)...]] {
      reader.push(Array(piece))
      pull()
    }
    if case .end? = reader.finish() { steps += shaper.end() }
    var seen: [UInt8] = []
    for step in steps {
      switch step {
      case .bytes(let bytes): seen += bytes
      case .dribble(let bytes, let count, let time):
        seen += Array("[\(count) each \(time)]".utf8) + bytes
      case .pause(let time): seen += Array("[pause \(time.map { "\($0)" } ?? "for ever")]".utf8)
      case .flood(let count, let isChunked):
        seen += Array("[flood \(count.map(String.init) ?? "for ever") \(isChunked)]".utf8)
      case .strike: seen += Array("[strike]".utf8)
      case .done: seen += Array("[done]".utf8)
      case .close: seen += Array("[close]".utf8)
      case .reset: seen += Array("[reset]".utf8)
      }
    }
    return seen.map { $0 < 0x80 ? String(UnicodeScalar($0)) : String($0, radix: 16) }.joined()
  }

  /// As `shaped` writes it.
  private static func shown(_ text: String) -> String {
    text.utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : String($0, radix: 16) }.joined()
  }

  static let table: [(String, Fault?, String)] = [
    (plain, nil, plain + "[done]"),
    (stream, nil, stream + "[done]"),
    ("HTTP/1.1 200 OK\r\n\r\nabc", nil, "HTTP/1.1 200 OK\r\n\r\nabc[close]"),
    (plain, .close, "[strike][close]"),
    (plain, .reset(after: 0), "[strike][reset]"),
    (plain, .reset(after: 4), "HTTP[strike][reset]"),
    (plain, .reset(after: plain.utf8.count - 1), String(plain.dropLast()) + "[strike][reset]"),
    (plain, .reset(after: plain.utf8.count), plain + "[done]"),
    (plain, .stall(after: 0, for: nil), "[pause for ever][strike]" + plain + "[done]"),
    (
      plain, .stall(after: plainHead.utf8.count + 2, for: .seconds(5)),
      plainHead + "01[pause 5.0 seconds][strike]23456789[done]"
    ),
    (plain, .truncate(bytes: nil), plainHead + "01234[strike][close]"),
    (plain, .truncate(bytes: 0), plainHead + "[strike][close]"),
    (plain, .truncate(bytes: 9), plainHead + "012345678[strike][close]"),
    (plain, .truncate(bytes: 10), plain + "[done]"),
    (
      plain, .wrongLength(by: 3),
      "[strike]HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n0123456789[close]"
    ),
    (
      plain, .wrongLength(by: -30),
      "[strike]HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n0123456789[close]"
    ),
    (
      plain, .lateStatus(FaultAnswer(status: 503, body: .text, retryAfter: .date(30))),
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 20\r\nContent-Type: text/plain\r\n"
        + "Retry-After: Sun, 22 Nov 2026 10:00:30 GMT\r\nConnection: close\r\n\r\n"
        + "Service Unavailable\n[strike][close]"
    ),
    // A refusal is no stream: what concerns events does not strike.
    (plain, .cut(.line, frames: 0, ending: .close), plain + "[done]"),
    (
      stream, .cut(.line, frames: 0, ending: .close),
      streamHead + chunk("data:") + "[strike][close]"
    ),
    (
      stream, .cut(.line, frames: 2, ending: .reset),
      streamHead + chunk(events[0]) + chunk(events[1]) + chunk("data:") + "[strike][reset]"
    ),
    (
      stream, .cut(.line, frames: 0, ending: .clean),
      streamHead + chunk("data:") + "[strike]" + last + "[close]"
    ),
    (stream, .cut(.line, frames: 3, ending: .close), stream + "[done]"),
    (stream, .end(frames: 0), streamHead + "[strike]" + last + "[close]"),
    (
      stream, .end(frames: 2),
      streamHead + chunk(events[0]) + chunk(events[1]) + "[strike]" + last + "[close]"
    ),
    (stream, .end(frames: 4), stream + "[done]"),
    (
      stream, .duplicate(times: 2),
      streamHead + "[strike]" + events.map { chunk($0) + chunk($0) }.joined() + last + "[done]"
    ),
    (
      stream, .reorder(frames: 0),
      streamHead + "[strike]" + chunk(events[1]) + chunk(events[0]) + chunk(events[2]) + last
        + "[done]"
    ),
    (
      stream, .reorder(frames: 1),
      streamHead + chunk(events[0]) + "[strike]" + chunk(events[2]) + chunk(events[1]) + last
        + "[done]"
    ),
    // Nothing follows the last event that it could change places with.
    (stream, .reorder(frames: 2), stream + "[done]"),
    (
      stream, .longLine(bytes: 9, frames: 1),
      streamHead + chunk(events[0]) + "[strike]" + chunk("data: ") + "[flood 9 true]"
        + chunk("\n\n" + events[1]) + chunk(events[2]) + last + "[done]"
    ),
  ]

  @Test("by each fault, however its bytes are cut", arguments: table.indices)
  func shapes(_ row: Int) {
    let (answer, fault, expected) = Self.table[row]
    for cut in 0...answer.utf8.count {
      #expect(shaped(answer, fault, cut: cut) == Self.shown(expected))
    }
  }

  @Test("a stream is cut within its first long character, or within one that is put in")
  func characters() {
    let inside = shaped(Self.stream, .cut(.character, frames: 1, ending: .close))
    #expect(
      inside == Self.streamHead + Self.chunk(Self.events[0])
        + "8\r\ndata: {c3\r\n[strike][close]")
    let without = shaped(Self.stream, .cut(.character, frames: 0, ending: .close))
    #expect(without == Self.streamHead + "6\r\ndata:c3\r\n[strike][close]")
  }

  @Test("dribbling keeps every byte")
  func dribble() {
    let text = shaped(Self.plain, .dribble(count: 3, every: .seconds(1)))
    #expect(
      text == "[strike][3 each 1.0 seconds]" + Self.plainHead + "[3 each 1.0 seconds]0123456789"
        + "[done]")
  }

  @Test(
    "an answer of a gateway has the form that was asked for",
    arguments: [
      (
        FaultAnswer(status: 429, body: .json, retryAfter: .seconds(7)), "application/json",
        #"{"code":"VIDEO_GENERATION_RATE_LIMITED","message":"Too Many Requests, as the fault plan "#
          + #"asked","error":"video_generation_rate_limited"}"#
      ),
      (
        FaultAnswer(status: 500, body: .json), "application/json",
        #"{"code":"INTERNAL_ERROR","message":"Internal Server Error, as the fault plan asked","#
          + #""error":"internal_error"}"#
      ),
      (FaultAnswer(status: 504, body: .text), "text/plain", "Gateway Timeout\n"),
      (FaultAnswer(status: 502, body: .empty), nil, ""),
    ] as [(FaultAnswer, String?, String)])
  func answers(_ answer: FaultAnswer, _ type: String?, _ body: String) throws {
    let reply = try Reply(answer.bytes(now: .zero, closes: false))
    #expect(reply.status == answer.status)
    #expect(reply.headers["content-type"] == type)
    #expect(reply.text == body)
    #expect(reply.headers["content-length"] == "\(body.utf8.count)")
    #expect(reply.headers["retry-after"] == (answer.retryAfter == nil ? nil : "7"))
    #expect(reply.headers["connection"] == nil)
  }

  @Test("a page of a gateway is HTML")
  func page() throws {
    let reply = try Reply(FaultAnswer(status: 503, body: .html).bytes(now: .zero, closes: true))
    #expect(reply.headers["content-type"] == "text/html")
    #expect(reply.text.hasPrefix("<html>") && reply.text.contains("503 Service Unavailable"))
    #expect(reply.headers["connection"] == "close")
  }
}
