import Testing

@testable import Sandbox

@Suite("Where messages begin and end")
struct MessageReaderTests {
  /// What a reader made of bytes: one text a part, bodies joined.
  private func parts(
    _ side: MessageReader.Side, _ pieces: [[UInt8]], isToHead: Bool = false, ends: Bool = false
  ) -> [String] {
    var reader = MessageReader(side)
    reader.isToHead = isToHead
    var texts: [String] = []
    var body: [UInt8]?
    func endBody() {
      if let bytes = body { texts.append("body " + String(decoding: bytes, as: UTF8.self)) }
      body = nil
    }
    func note(_ part: MessageReader.Part) {
      switch part {
      case .head(let head): texts.append(head.line)
      case .interim(let head): texts.append("interim " + head.line)
      case .body(let piece): body = (body ?? []) + piece.content
      case .end:
        endBody()
        texts.append("end")
      case .unreadable: texts.append("unreadable")
      }
    }
    for piece in pieces {
      reader.push(piece)
      while let part = reader.next() { note(part) }
    }
    if ends, let part = reader.finish() { note(part) }
    endBody()
    return texts
  }

  private static let table: [(MessageReader.Side, String, [String])] = [
    (.requests, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", ["GET /a HTTP/1.1", "end"]),
    (
      .requests, "POST /a HTTP/1.1\r\ncontent-length:  3 \r\n\r\nabcGET /b HTTP/1.1\r\n\r\n",
      ["POST /a HTTP/1.1", "body abc", "end", "GET /b HTTP/1.1", "end"]
    ),
    (
      .requests, "POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n\r\nGET /b HTTP/1.0\r\n\r\n",
      ["POST /a HTTP/1.1", "end", "GET /b HTTP/1.0", "end"]
    ),
    (
      .requests,
      "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
      ["POST /a HTTP/1.1", "body abc0123456789", "end", "GET /b HTTP/1.1", "end"]
    ),
    (
      .answers, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT: v\r\n\r\n",
      ["HTTP/1.1 200 OK", "body a", "end"]
    ),
    (
      .answers, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
      ["interim HTTP/1.1 100 Continue", "HTTP/1.1 204 No Content", "end"]
    ),
    (
      .answers, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
      ["HTTP/1.1 304 Not Modified", "end"]
    ),
    (.answers, "HTTP/1.1 200 OK\r\n\r\nabc", ["HTTP/1.1 200 OK", "body abc", "end"]),
    (.requests, "\u{16}\u{3}\u{1}\r\n\r\n", ["unreadable"]),
    (.requests, "GET /a HTTP/1.1\r\nno field\r\n\r\n", ["unreadable"]),
    (.requests, "GET /a HTTP/1.1\r\nHost", []),
    (
      .requests, "POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc",
      ["POST /a HTTP/1.1", "body abc"]
    ),
  ]

  @Test("are found however the bytes are cut", arguments: table.indices)
  func cuts(_ row: Int) {
    let (side, text, expected) = Self.table[row]
    let bytes = Array(text.utf8)
    #expect(parts(side, [bytes], ends: true) == expected)
    for cut in 1..<bytes.count {
      #expect(parts(side, [Array(bytes[..<cut]), Array(bytes[cut...])], ends: true) == expected)
    }
    #expect(parts(side, bytes.map { [$0] }, ends: true) == expected)
  }

  @Test("an answer to HEAD has no body, whatever its length says")
  func head() {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
    #expect(
      parts(.answers, [Array(text.utf8)], isToHead: true) == ["HTTP/1.1 200 OK", "end"])
  }

  @Test(
    "a size of a chunk that is none is unreadable",
    arguments: ["x\r\n", "\r\n", "-1\r\n", "FFFFFFFFFFFFFFFF\r\n"])
  func badChunk(_ line: String) {
    let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + line
    #expect(parts(.answers, [Array(text.utf8)]) == ["HTTP/1.1 200 OK", "unreadable"])
  }

  @Test("a head without an end is unreadable at some length")
  func endless() {
    let bytes = Array("GET / HTTP/1.1\r\nA: ".utf8) + [UInt8](repeating: 0x61, count: 70_000)
    #expect(parts(.requests, [bytes]) == ["unreadable"])
  }

  @Test("a head goes on as it came")
  func heads() throws {
    let text = "GET /a HTTP/1.1\r\nHost: x\r\nA: 1\r\na: 2\r\n\r\n"
    var head = try #require(MessageHead(Array(text.utf8)))
    #expect(head.bytes == Array(text.utf8))
    #expect(head.value("a") == "1" && head.value("host") == "x" && head.value("b") == nil)
    head.replace("HOST", with: "y")
    #expect(head.bytes.starts(with: Array("GET /a HTTP/1.1\r\nHost: y\r\n".utf8)))
  }

  @Test(
    "events end with an empty line, however it is written and the bytes are cut",
    arguments: [
      ("data: a\n\ndata: b\n\n", ["data: a\n\n", "data: b\n\n"], ""),
      (": x\r\n\r\nid: 1\r\ndata: b\r\n\r\n", [": x\r\n\r\n", "id: 1\r\ndata: b\r\n\r\n"], ""),
      ("data: a\r\rdata: b\r\rc", ["data: a\r\r", "data: b\r\r"], "c"),
      ("data: a\ndata: é\n\ndata: b\n", ["data: a\ndata: é\n\n"], "data: b\n"),
      ("\n\ndata", ["\n", "\n"], "data"),
    ])
  func frames(_ text: String, _ frames: [String], _ rest: String) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var splitter = FrameSplitter()
      let found = splitter.take(Array(bytes[..<cut])) + splitter.take(Array(bytes[cut...]))
      #expect(found.map { String(decoding: $0, as: UTF8.self) } == frames)
      #expect(splitter.takeRest() == Array(rest.utf8))
    }
  }
}
