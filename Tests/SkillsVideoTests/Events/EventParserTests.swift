import Testing

@testable import SkillsVideo

@Suite("The event parser")
struct EventParserTests {
  /// One stream and the events it stands for.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let events: [ServerSentEvent]

    init(_ name: String, _ text: String, _ events: [ServerSentEvent]) {
      self.init(name, bytes: Array(text.utf8), events)
    }

    init(_ name: String, bytes: [UInt8], _ events: [ServerSentEvent]) {
      self.name = name
      self.bytes = bytes
      self.events = events
    }

    var testDescription: String { name }
  }

  static let samples: [Sample] = [
    Sample("a bare data line", "data: {\"a\":1}\n\n", [.init(data: "{\"a\":1}")]),
    Sample("two events", "data: 1\n\ndata: 2\n\n", [.init(data: "1"), .init(data: "2")]),
    Sample(
      "several data lines", "data: YHOO\ndata: +2\ndata: 10\n\n", [.init(data: "YHOO\n+2\n10")]),
    Sample(
      "the standard's example of comments and ids",
      ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
      [
        .init(data: "first event", id: "1"), .init(data: "second event", id: ""),
        .init(data: " third event", id: ""),
      ]),
    Sample(
      "the standard's example of empty data", "data\n\ndata\ndata\n\ndata:",
      [.init(data: ""), .init(data: "\n"), .init(data: "", wasCutShort: true)]),
    Sample(
      "a space or none after the colon", "data:test\n\ndata: test\n\ndata:  test\n\n",
      [.init(data: "test"), .init(data: "test"), .init(data: " test")]),
    Sample(
      "names, of which an empty one is none",
      "event: done\ndata: 1\n\nevent:\ndata: 2\n\nevent: a\nevent: b\ndata: 3\n\ndata: 4\n\n",
      [
        .init(name: "done", data: "1"), .init(data: "2"), .init(name: "b", data: "3"),
        .init(data: "4"),
      ]),
    Sample("an event without data is none", "event: done\nid: 7\n\n\n\n", []),
    Sample(
      "but its id stays", "event: x\nid: 7\n\ndata: 1\n\n", [.init(data: "1", id: "7")]),
    Sample(
      "an id with a NUL is ignored",
      bytes: Array("id: 1\nid: a".utf8) + [0] + Array("b\ndata:x\n\n".utf8),
      [.init(data: "x", id: "1")]),
    Sample(
      "retry of digits alone",
      "retry: 3000\ndata: 1\n\nretry: 3s\ndata: 2\n\nretry:\ndata: 3\n\nretry: -1\ndata: 4\n\n"
        + "retry: 99999999999999999999\ndata: 5\n\n",
      [
        .init(data: "1", retry: 3000), .init(data: "2"), .init(data: "3"), .init(data: "4"),
        .init(data: "5"),
      ]),
    Sample(
      "unknown fields and fields without a colon", "foo: bar\nbaz\ndata: 1\nDATA: 2\n data: 3\n\n",
      [.init(data: "1")]),
    Sample("a colon in the data", "data: a:b: c\n\n", [.init(data: "a:b: c")]),
    Sample(
      "CR, LF and CRLF",
      "data: 1\r\rdata: 2\r\n\r\ndata: 3\n\r\ndata: 4\r\n\rdata: 5\r\n\ndata: 6\n\r",
      (1...6).map { ServerSentEvent(data: "\($0)") }),
    Sample(
      "events of several lines in CRLF and in CR",
      "id: 1\r\ndata: a\r\ndata: b\r\n\r\ndata: c\rdata: d\r\r",
      [.init(data: "a\nb", id: "1"), .init(data: "c\nd", id: "1")]),
    Sample("a byte order mark", "\u{FEFF}data: 1\n\n", [.init(data: "1")]),
    Sample(
      "only one byte order mark, and only at the start",
      "\u{FEFF}\u{FEFF}data: 0\n\ndata: 1\n\u{FEFF}data: 2\n\ndata: \u{FEFF}\n\n",
      [.init(data: "1"), .init(data: "\u{FEFF}")]),
    Sample(
      "a last event without its blank line", "data: 1\n\ndata: 2\n",
      [.init(data: "1"), .init(data: "2", wasCutShort: true)]),
    Sample(
      "a last event without its newline", "event: done\ndata: {\"id\":",
      [.init(name: "done", data: "{\"id\":", wasCutShort: true)]),
    Sample("an end after a carriage return", "data: 1\r", [.init(data: "1", wasCutShort: true)]),
    Sample("an end within a field name", "data: 1\n\ndat", [.init(data: "1")]),
    Sample("text beyond ASCII", "data: 日本 🦊\n\n", [.init(data: "日本 🦊")]),
    Sample(
      "bytes that are not UTF-8",
      bytes: Array("data: a".utf8) + [0xFF, 0xE2, 0x82, 0x0A, 0x0A] + Array("data: b\n\n".utf8),
      [.init(data: "a\u{FFFD}\u{FFFD}", hadInvalidUTF8: true), .init(data: "b")]),
    Sample(
      "a name that is not UTF-8",
      bytes: Array("event: ".utf8) + [0xC0, 0x80] + Array("\ndata: b\n\n".utf8),
      [.init(name: "\u{FFFD}\u{FFFD}", data: "b", hadInvalidUTF8: true)]),
    Sample("nothing", "", []),
    Sample("blank lines", "\n\r\n\r\r\n", []),
    Sample("an HTML page", "<html>\n<p style='data: x'>no</p>\n</html>\n", []),
  ]

  private func events(
    _ pieces: [[UInt8]]
  ) throws -> [ServerSentEvent] {
    var parser = EventParser()
    var events: [ServerSentEvent] = []
    for piece in pieces { events += try parser.push(piece) }
    return events + parser.finish()
  }

  @Test("reads the grammar of the standard", arguments: samples)
  func grammar(sample: Sample) throws {
    #expect(try events([sample.bytes]) == sample.events)
  }

  @Test("gives the same events wherever the bytes are cut once", arguments: samples)
  func cutOnce(sample: Sample) throws {
    for cut in 0...sample.bytes.count {
      #expect(
        try events([Array(sample.bytes[..<cut]), Array(sample.bytes[cut...])]) == sample.events,
        "cut at \(cut)")
    }
  }

  @Test("gives the same events wherever the bytes are cut twice", arguments: samples)
  func cutTwice(sample: Sample) throws {
    let bytes = sample.bytes
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let pieces = [
          Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
        ]
        guard try events(pieces) != sample.events else { continue }
        Issue.record("cut at \(first) and \(second)")
        return
      }
    }
  }

  @Test("gives the same events byte by byte", arguments: samples)
  func byteByByte(sample: Sample) throws {
    #expect(try events(sample.bytes.map { [$0] }) == sample.events)
  }

  @Test("delivers an event as soon as its blank line has come, also one that ends in CR")
  func deliversAtOnce() throws {
    var parser = EventParser()
    #expect(try parser.push(Array("data: 1\n".utf8)).isEmpty)
    #expect(try parser.push(Array("\n".utf8)) == [.init(data: "1")])
    #expect(try parser.push(Array("data: 2\r\r".utf8)) == [.init(data: "2")])
    #expect(try parser.push(Array("\ndata: 3\r\n\r".utf8)) == [.init(data: "3")])
    #expect(parser.finish().isEmpty)
  }

  @Test("remembers the last id and the last retry of the stream")
  func remembers() throws {
    var parser = EventParser()
    _ = try parser.push(Array("id: 5\nretry: 10\n\nretry: x\n\n".utf8))
    #expect(parser.lastEventID == "5")
    #expect(parser.reconnectionTime == 10)
  }

  // MARK: - Bounds

  @Test(
    "takes a line of just the bound, whatever ends it", arguments: ["\n\n", "\r\n\r\n", "\r\r", ""])
  func lineAtBound(end: String) throws {
    var parser = EventParser(maximumLineLength: 16)
    let events = try parser.push(Array("data: 0123456789\(end)".utf8)) + parser.finish()
    #expect(events.map(\.data) == ["0123456789"])
  }

  @Test("refuses a longer line at the same byte wherever it is cut, after the events before it")
  func lineAboveBound() throws {
    let bytes = Array("data: 1\n\ndata: 0123456789a\n\ndata: 2\n\n".utf8)
    for cut in 0...bytes.count {
      var parser = EventParser(maximumLineLength: 16)
      var events: [ServerSentEvent] = []
      var error: EventParserError?
      for piece in [bytes[..<cut], bytes[cut...]] where error == nil {
        do {
          events += try parser.push(Array(piece))
        } catch let failure {
          error = failure
          events += failure.events
        }
      }
      #expect(error?.code == .lineTooLong)
      #expect(error?.limit == 16)
      #expect(events == [.init(data: "1")])
      #expect(parser.finish().isEmpty)
    }
  }

  @Test("does not wait for the end of a line that is too long, nor keep it")
  func endlessLine() throws {
    var parser = EventParser(maximumLineLength: 1 << 16)
    let piece = [UInt8](repeating: 0x61, count: 1 << 14)
    for _ in 0..<4 { _ = try parser.push(piece) }
    let first = #expect(throws: EventParserError.self) { try parser.push(piece) }
    #expect(first?.code == .lineTooLong)
    let second = #expect(throws: EventParserError.self) { try parser.push(Array("\n\n".utf8)) }
    #expect(second?.code == .lineTooLong)
    #expect(second?.events.isEmpty == true)
  }

  @Test("bounds the data of an event over all its lines")
  func eventBound() throws {
    var parser = EventParser(maximumLineLength: 100, maximumEventLength: 7)
    #expect(try parser.push(Array("data: abc\ndata: def\n\n".utf8)).map(\.data) == ["abc\ndef"])
    let error = #expect(throws: EventParserError.self) {
      try parser.push(Array("data: 1\n\ndata: abc\ndata: defg\n\n".utf8))
    }
    #expect(error?.code == .eventTooLong)
    #expect(error?.limit == 7)
    #expect(error?.events == [.init(data: "1")])
  }

  @Test("counts lines without data against the bound too", .timeLimit(.minutes(1)))
  func emptyLinesCount() {
    var parser = EventParser(maximumEventLength: 1000)
    let error = #expect(throws: EventParserError.self) {
      for _ in 0..<1002 { _ = try parser.push(Array("data\n".utf8)) }
    }
    #expect(error?.code == .eventTooLong)
  }
}
