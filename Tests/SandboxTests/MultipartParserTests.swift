import Testing

@testable import Sandbox

@Suite("Multipart bodies")
struct MultipartParserTests {
  private func parts(
    _ text: String, type: String = "multipart/form-data; boundary=x"
  ) throws -> [Part] {
    try MultipartParser.parts(of: Array(text.utf8), contentType: type)
  }

  /// The error of a body; nil for one that is taken.
  private func error(
    _ text: String, type: String = "multipart/form-data; boundary=x"
  ) -> MultipartError? {
    do {
      _ = try parts(text, type: type)
      return nil
    } catch {
      return error as? MultipartError
    }
  }

  // MARK: - The boundary

  @Test(
    "the boundary is read from the Content-Type",
    arguments: [
      ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;BOUNDARY=abc", "abc"),
      ("multipart/form-data; boundary=\"a b:c\"", "a b:c"),
      ("multipart/form-data; charset=utf-8 ;\t boundary=abc;", "abc"),
      ("multipart/form-data; boundary=\"a\\bc\"", "abc"),
      (
        "multipart/form-data; boundary=------------------------d74496d66958873e",
        "------------------------d74496d66958873e"
      ),
      (
        "multipart/form-data; boundary=" + String(repeating: "x", count: 70),
        String(repeating: "x", count: 70)
      ),
      ("multipart/form-data; boundary=\"'()+_,-./:=?\"", "'()+_,-./:=?"),
    ])
  func boundary(_ type: String, _ boundary: String) throws {
    #expect(try MultipartParser.boundary(in: type) == boundary)
  }

  @Test(
    "a Content-Type without a usable boundary is refused",
    arguments: [
      ("multipart/form-data", .noBoundary), ("multipart/form-data; charset=utf-8", .noBoundary),
      ("multipart/form-data; boundary=\"\"", .badBoundary),
      ("multipart/form-data; boundary=" + String(repeating: "x", count: 71), .badBoundary),
      ("multipart/form-data; boundary=\"a \"", .badBoundary),
      ("multipart/form-data; boundary=a&b", .badBoundary),
      ("multipart/form-data; boundary=\"é\"", .badBoundary),
      ("multipart/form-data; boundary=", .badContentType),
      ("multipart/form-data; boundary=a b", .badContentType),
      ("multipart/form-data; boundary=a:b", .badContentType),
      ("multipart/form-data; boundary=\"abc", .badContentType),
      ("multipart/form-data; boundary=\"abc\\", .badContentType),
      ("multipart/form-data; boundary=a; boundary=b", .badContentType),
      ("multipart/form-data; boundary", .badContentType), ("", .badContentType),
    ] as [(String, MultipartError)])
  func noBoundary(_ type: String, _ expected: MultipartError) {
    #expect(error("--abc--", type: type) == expected)
  }

  // MARK: - Well-formed bodies

  private static let head = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

  @Test(
    "a body gives its parts",
    arguments: [
      ("--x\r\n\(head)1\r\n--x--\r\n", ["1"]), ("--x\r\n\(head)1\r\n--x--", ["1"]),
      ("--x--", []), ("--x--\r\n", []),
      ("--x\r\n\(head)1\r\n--x\r\n\(head)2\r\n--x--", ["1", "2"]),
      // What stands before and after is ignored.
      ("preamble\r\n--x\r\n\(head)1\r\n--x--\r\nepilogue\r\n--x\r\n", ["1"]),
      ("\r\n--x\r\n\(head)1\r\n--x--", ["1"]),
      ("a --x\r\n--x\r\n\(head)1\r\n--x--", ["1"]),
      // White space may follow a boundary.
      ("--x \t\r\n\(head)1\r\n--x \r\n\(head)2\r\n--x-- \r\n", ["1", "2"]),
      ("--x\r\n\(head)1\r\n--x-- \t", ["1"]),
      // Empty contents, with and without a line's end of their own.
      ("--x\r\n\(head)\r\n--x--", [""]), ("--x\r\n\(head)--x--", [""]),
      // Line ends belong to the contents, but the one before a delimiter.
      ("--x\r\n\(head)1\r\n\r\n--x--", ["1\r\n"]), ("--x\r\n\(head)\r\n1\r\n--x--", ["\r\n1"]),
      ("--x\r\n\(head)1\r\r\n--x--", ["1\r"]), ("--x\r\n\(head)1\n\r\n--x--", ["1\n"]),
      ("--x\r\n\(head)\r\n\r\n\r\n--x--", ["\r\n\r\n"]),
      // What only resembles a delimiter.
      ("--x\r\n\(head)1--x\r\n--x--", ["1--x"]), ("--x\r\n\(head)1\n--x--\r\n--x--", ["1\n--x--"]),
      ("--x\r\n\(head)1\r--x\r\n--x--", ["1\r--x"]),
      ("--x\r\n\(head)1\r\n-x\r\n--x--", ["1\r\n-x"]),
      ("--x\r\n\(head)1\r\n--\r\n--x--", ["1\r\n--"]),
      ("--x\r\n\(head)1\r\n--y\r\n--x--", ["1\r\n--y"]),
      ("--x\r\n\(head)1\r\n --x\r\n--x--", ["1\r\n --x"]),
      ("--x\r\n\(head)1\r\r\n--X\r\n--x--", ["1\r\r\n--X"]),
    ] as [(String, [String])])
  func wellFormed(_ text: String, _ contents: [String]) throws {
    #expect(try parts(text).map { String(decoding: $0.bytes, as: UTF8.self) } == contents)
  }

  @Test(
    "a head gives name, file name and type",
    arguments: [
      ("Content-Disposition: form-data; name=\"a\"", "a", nil, nil),
      ("content-disposition:form-data;name=a", "a", nil, nil),
      ("CONTENT-DISPOSITION: \t Form-Data ; NAME=\"a\" ; FileName=\"b\" \t", "a", "b", nil),
      ("Content-Disposition: form-data; filename=\"b.png\"; name=\"a\"", "a", "b.png", nil),
      ("Content-Disposition: form-data; name=\"a\"; filename=\"\"", "a", "", nil),
      ("Content-Disposition: form-data; name=\"a;b=\\\"c\\\"\"", "a;b=\"c\"", nil, nil),
      ("Content-Disposition: form-data; name=\"a%22b%0D%0Ac%0a%41\"", "a\"b\r\nc\n%41", nil, nil),
      ("Content-Disposition: form-data; name=\"100%\"", "100%", nil, nil),
      (
        "Content-Disposition: form-data; name=\"a\"; filename=\"C:\\new\\t.png\"", "a",
        "C:\\new\\t.png", nil
      ),
      ("Content-Disposition: form-data; name=\"a\"; filename=\"\\\\b\"", "a", "\\b", nil),
      ("Content-Disposition: form-data; name=\"ä 火\"; filename=\"é.png\"", "ä 火", "é.png", nil),
      ("Content-Disposition: form-data; name=\"a\"; size=5; x=\"y\"", "a", nil, nil),
      (
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: Image/PNG; q=\"1\"", "a", nil,
        "image/png"
      ),
      (
        "Content-Type: text/plain\r\nX-Other: anything\r\nContent-Disposition: form-data; name=a",
        "a", nil, "text/plain"
      ),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: Binary", "a", nil, nil
      ),
    ] as [(String, String, String?, String?)])
  func heads(_ head: String, _ name: String, _ fileName: String?, _ type: String?) throws {
    let part = try #require(try parts("--x\r\n\(head)\r\n\r\n1\r\n--x--").first)
    #expect(Array(part.name.utf8) == Array(name.utf8))
    #expect(part.fileName.map { Array($0.utf8) } == fileName.map { Array($0.utf8) })
    #expect(part.type == type)
  }

  // MARK: - Malformed bodies

  @Test(
    "a body that breaks the grammar is refused, and the error says where",
    arguments: [
      ("", .noDelimiter), ("x", .noDelimiter), ("{\"prompt\":\"x\"}", .noDelimiter),
      ("--", .noDelimiter), ("\n--x--", .noDelimiter), (" --x--", .noDelimiter),
      ("--y\r\n\(head)1\r\n--y--", .noDelimiter),
      ("--x", .notClosed(part: 1)), ("--x ", .notClosed(part: 1)), ("--x-", .badDelimiter(part: 1)),
      ("--x\n\(head)1\r\n--x--", .badDelimiter(part: 1)),
      ("--xy\r\n\(head)1\r\n--xy--", .badDelimiter(part: 1)),
      ("--x\r\n\(head)1\r\n--xy\r\n--x--", .badDelimiter(part: 2)),
      ("--x--y", .badDelimiter(part: 1)), ("--x\r\n\(head)1\r\n--x--\n", .badDelimiter(part: 2)),
      ("--x\r\n", .notClosed(part: 1)), ("--x\r\nContent-Dis", .notClosed(part: 1)),
      ("--x\r\n\(head)", .notClosed(part: 1)), ("--x\r\n\(head)1", .notClosed(part: 1)),
      ("--x\r\n\(head)1\r\n", .notClosed(part: 1)), ("--x\r\n\(head)1\r\n--", .notClosed(part: 1)),
      ("--x\r\n\(head)1\n--x--", .notClosed(part: 1)),
      ("--x\r\n\(head)1\r\n--x", .notClosed(part: 2)),
      ("--x\r\n\(head)1\r\n--x\r\n\(head)2", .notClosed(part: 2)),
    ] as [(String, MultipartError)])
  func malformed(_ text: String, _ expected: MultipartError) {
    #expect(error(text) == expected)
  }

  @Test(
    "a head that breaks the grammar is refused",
    arguments: [
      ("", "there is no Content-Disposition"),
      ("Content-Type: image/png", "there is no Content-Disposition"),
      ("Content-Disposition form-data; name=a", "a line is no header"),
      (": form-data; name=a", "a line is no header"),
      ("Content Disposition: form-data; name=a", "a line is no header"),
      ("Content-Disposition : form-data; name=a", "a line is no header"),
      ("Content-Disposition: form-data;\r\n name=a", "a line is no header"),
      ("Content-Disposition: attachment; name=a", "its Content-Disposition is not form-data"),
      ("Content-Disposition:", "its Content-Disposition breaks the grammar"),
      ("Content-Disposition: form-data; name=\"a", "its Content-Disposition breaks the grammar"),
      ("Content-Disposition: form-data; name=a b", "its Content-Disposition breaks the grammar"),
      ("Content-Disposition: form-data name=a", "its Content-Disposition breaks the grammar"),
      (
        "Content-Disposition: form-data; name=a; name=b",
        "its Content-Disposition breaks the grammar"
      ),
      (
        "Content-Disposition: form-data; name=\"a\nb\"",
        "its Content-Disposition breaks the grammar"
      ),
      ("Content-Disposition: form-data; name=a; filename*=utf-8''b", "a form has no filename*"),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
        "content-disposition comes twice"
      ),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Type: png",
        "its Content-Type breaks the grammar"
      ),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Type: image/",
        "its Content-Type breaks the grammar"
      ),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
        "a form has no Content-Transfer-Encoding"
      ),
    ])
  func badHead(_ head: String, _ what: String) {
    let text = head.isEmpty ? "" : head + "\r\n"
    #expect(error("--x\r\n\(text)\r\n1\r\n--x--") == .badHead(part: 1, what))
  }

  @Test(
    "a part without a name is refused",
    arguments: ["form-data", "form-data; filename=\"a\"", "form-data; name=\"\""])
  func noName(_ disposition: String) {
    let head = "--x\r\nContent-Disposition: \(disposition)\r\n\r\n"
    #expect(error(head + "1\r\n--x--") == .noName(part: 1))
  }

  @Test("a head that is no UTF-8 is refused")
  func latinHead() {
    let bytes =
      Array("--x\r\nContent-Disposition: form-data; name=\"".utf8) + [0xE4]
      + Array("\"\r\n\r\n1\r\n--x--".utf8)
    #expect(throws: MultipartError.badHead(part: 1, "a line is no UTF-8 text")) {
      try MultipartParser.parts(of: bytes, contentType: "multipart/form-data; boundary=x")
    }
  }

  @Test("a head may be as long as the limit and no longer", arguments: [0, 1])
  func largeHead(_ more: Int) {
    let fixed = "Content-Disposition: form-data; name=a\r\nX: \r\n\r\n".utf8.count
    let filler = String(repeating: "x", count: MultipartParser.greatestHead - fixed + more)
    let head = "Content-Disposition: form-data; name=a\r\nX: \(filler)\r\n\r\n"
    let expected: MultipartError? = more == 0 ? nil : .largeHead(part: 1)
    #expect(error("--x\r\n\(head)1\r\n--x--") == expected)
    let endless = "--x\r\n" + String(repeating: "x", count: MultipartParser.greatestHead + 1)
    #expect(error(endless) == .largeHead(part: 1))
  }

  @Test("a body may have as many parts as the limit and no more", arguments: [0, 1])
  func manyParts(_ more: Int) throws {
    let count = MultipartParser.mostParts + more
    let body = String(repeating: "--x\r\n\(Self.head)1\r\n", count: count) + "--x--"
    #expect(error(body) == (more == 0 ? nil : .tooManyParts))
  }

  @Test("every error has words of its own")
  func words() {
    let errors: [MultipartError] = [
      .badContentType, .noBoundary, .badBoundary, .noDelimiter, .badDelimiter(part: 1),
      .notClosed(part: 1), .largeHead(part: 1), .badHead(part: 1, "x"), .noName(part: 1),
      .tooManyParts, .notText("a"),
    ]
    #expect(Set(errors.map(\.message)).count == errors.count)
  }

  // MARK: - Any bytes

  /// A small generator, so that a failure comes again.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Bytes that are mostly pieces of delimiters.
  private func contents(_ dice: inout Dice) -> [UInt8] {
    let pieces: [[UInt8]] = [
      [13], [10], [13, 10], [45], [45, 45], [13, 10, 45, 45], [120], [0], [255], [32],
      Array("\r\n--".utf8), Array("xX".utf8),
    ]
    return (0..<Int.random(in: 0...12, using: &dice)).flatMap { _ in
      pieces.randomElement(using: &dice) ?? []
    }
  }

  @Test("what a writer writes reads back as the same parts", arguments: 0..<8)
  func roundTrip(_ seed: UInt64) throws {
    var dice = Dice(state: seed)
    let writer = MultipartWriter(boundary: "xXx")
    for _ in 0..<200 {
      let pieces = (0..<Int.random(in: 0...5, using: &dice)).map { index in
        MultipartWriter.Piece(
          name: "n\(index)\"\r\né\u{301}", fileName: Bool.random(using: &dice) ? "f%\"\n.png" : nil,
          type: Bool.random(using: &dice) ? "image/png" : nil, bytes: contents(&dice))
      }
      // A writer picks a boundary that its contents do not have.
      guard !pieces.contains(where: { $0.bytes.firstRange(of: Array("--xXx".utf8)) != nil }) else {
        continue
      }
      let read = try MultipartParser.parts(
        of: writer.body(pieces), contentType: writer.contentType)
      #expect(
        read
          == pieces.map {
            Part(name: $0.name, fileName: $0.fileName, type: $0.type, bytes: $0.bytes[...])
          })
      for (part, piece) in zip(read, pieces) {
        #expect(Array(part.name.utf8) == Array(piece.name.utf8))
      }
    }
  }

  @Test("bytes of any kind are taken or refused, never more", arguments: 0..<8)
  func anyBytes(_ seed: UInt64) {
    var dice = Dice(state: seed)
    let writer = MultipartWriter(boundary: "x")
    for _ in 0..<300 {
      var bytes = writer.body(
        (0..<2).map { _ in
          .file("a", contents(&dice), as: "b", type: Bool.random(using: &dice) ? "a/b" : nil)
        })
      for _ in 0..<Int.random(in: 0...6, using: &dice) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: contents(&dice), at: place)
        }
      }
      for body in [bytes, Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &dice)))] {
        do {
          let parts = try MultipartParser.parts(of: body, contentType: writer.contentType)
          let size = parts.map(\.bytes.count).reduce(0, +)
          #expect(size <= body.count)
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }

  @Test("a whole body that is cut anywhere before its closing delimiter is refused")
  func everyCut() throws {
    let writer = MultipartWriter(boundary: "x")
    let body = writer.body([.text("a", "1"), .file("b", Array("2\r\n".utf8))])
    // The body ends in `--x--` and a line's end.
    for count in 0..<(body.count - 2) {
      #expect(throws: MultipartError.self) {
        try MultipartParser.parts(
          of: Array(body.prefix(count)), contentType: writer.contentType)
      }
    }
  }
}
