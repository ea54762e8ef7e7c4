import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Submits with files")
struct UploadTests {
  private func withForms(
    _ options: SandboxOptions = SandboxOptions(), _ body: (RawClient) async throws -> Void
  ) async throws {
    try await withSandbox(
      options, contract: FormContract.document, navigation: FormContract.navigation, body)
  }

  private static let collage = "/generation/acme/collage"

  private func digest(_ bytes: [UInt8]) -> String {
    SHA256.hexText(of: SHA256.digest(of: bytes))
  }

  private func submissions(_ client: RawClient) async throws -> [JSON] {
    try #require(try await client.get("//sandbox/submissions").json().array)
  }

  // MARK: - Accepted

  @Test("a form is answered as a JSON body is, with the addresses of its files")
  func accepted() async throws {
    try await withForms { client async throws in
      let png = FileSamples.png
      let reply = try await client.post(
        Self.collage,
        [
          .text("prompt", "a fox"), .file("image_urls", png, as: "a b.png", type: "image/png"),
          .text("image_urls", "https://media.example/2.png"), .text("n", "2"),
          .file("image_urls", FileSamples.jpeg, as: "c.jpg"),
        ])
      let uploads = "http://127.0.0.1:\(client.port)/uploads"
      let first = "\(uploads)/\(digest(png))/a_b.png"
      let third = "\(uploads)/\(digest(FileSamples.jpeg))/c.jpg"
      let input =
        #"{"prompt":"a fox","image_urls":["\#(first)","https://media.example/2.png","\#(third)"],"#
        + #""n":2}"#
      #expect(reply.status == 200)
      let json = try reply.json()
      #expect(json.object?.keys == ["id", "status", "input", "usage"])
      #expect(json["input"]?.printed() == input)
      #expect(json["usage"]?["total"] == 3)
      #expect(try await client.get("/credits").text == "9997")
      let id = try #require(json["id"]?.string)
      let state = try await client.get("/generation/\(id)").json()
      #expect(state["status"] == "COMPLETED" && state["input"]?.printed() == input)
      #expect(try await client.get("//media/\(id)/2.png").status == 200)
      let entry = try #require(try await submissions(client).first)
      #expect(entry.object?.keys == ["id", "model", "input", "sha256", "at", "files"])
      #expect(entry["input"]?.printed() == input)
      #expect(
        entry["files"]?.printed()
          == #"[{"field":"image_urls","name":"a b.png","type":"image/png","#
          + #""bytes":\#(png.count),"sha256":"\#(digest(png))"},"#
          + #"{"field":"image_urls","name":"c.jpg","type":"image/jpeg","#
          + #""bytes":\#(FileSamples.jpeg.count),"sha256":"\#(digest(FileSamples.jpeg))"}]"#)
    }
  }

  @Test("a form without files is taken, and lists none")
  func textsOnly() async throws {
    try await withForms { client async throws in
      let reply = try await client.post(Self.collage, [.text("prompt", "x"), .text("n", "1")])
      #expect(reply.status == 200)
      #expect(try reply.json()["input"]?.printed() == #"{"prompt":"x","n":1}"#)
      #expect(try await submissions(client).first?["files"] == nil)
    }
  }

  @Test("a JSON body makes the same request, and equal requests equal media on any port")
  func sameMedia() async throws {
    var media: [[UInt8]] = []
    for _ in 0..<2 {
      try await withForms { client async throws in
        let reply = try await client.post(
          Self.collage, [.text("prompt", "x"), .file("image_url", FileSamples.png)])
        let id = try #require(try reply.json()["id"]?.string)
        media.append(try await client.get("//media/\(id)/1.png").body)
        let text = try await client.post(Self.collage, [.text("prompt", "x")]).json()
        let json = try await client.post(Self.collage, ["prompt": "x"]).json()
        #expect(text["input"] == json["input"])
        let digests = try await submissions(client).map { $0["sha256"] }
        #expect(digests[1] == digests[2] && digests[0] != digests[1])
      }
    }
    #expect(media[0] == media[1])
  }

  @Test("prices, a small balance, defaults and failing prompts are as with JSON")
  func sameRules() async throws {
    var options = SandboxOptions(credits: 4)
    options.shapes.input = .defaults
    try await withForms(options) { client async throws in
      let png = MultipartWriter.Piece.file("image_url", FileSamples.png)
      let failing = try await client.post(Self.collage, [.text("prompt", "please-fail"), png])
      let id = try #require(try failing.json()["id"]?.string)
      #expect(try await client.get("/generation/\(id)").json()["status"] == "FAILED")
      #expect(try await client.get("/credits").text == "4")
      let dear = try await client.post(Self.collage, [.text("n", "3"), png])
      #expect(dear.status == 402)
      #expect(try dear.json()["code"] == "IMAGE_GENERATION_INSUFFICIENT_CREDITS")
      let rejected = try await client.post(
        Self.collage, [.text("prompt", "a forbidden-content"), png])
      #expect(rejected.status == 422)
      #expect(try rejected.json()["code"] == "IMAGE_GENERATION_CONTENT_REJECTED")
      #expect(try await submissions(client).count == 1)
    }
  }

  // MARK: - Bytes

  @Test(
    "the bytes of a file come back as they were sent",
    arguments: [
      [], [13, 10], [13], [10], [13, 10, 13, 10], Array("\r\n--".utf8), Array("\r\n----edge".utf8),
      Array("----edge-7MA4YWxk--\r\n".utf8).dropFirst(2) + [], Array("\n------edge-7MA4YWxk".utf8),
      Array(0...255), Array("Content-Disposition: form-data; name=\"prompt\"\r\n\r\nx".utf8),
    ] as [[UInt8]])
  func bytes(_ tail: [UInt8]) async throws {
    try await withForms { client async throws in
      let file = FileSamples.png + tail
      let reply = try await client.post(
        Self.collage, [.file("image_url", file, as: "a.png"), .text("prompt", "x")])
      let address = try #require(try reply.json()["input"]?["image_url"]?.string)
      let path = "/" + address.dropFirst("http://127.0.0.1:\(client.port)".count)
      var client = client
      client.key = nil
      let fetched = try await client.get(path)
      #expect(fetched.status == 200 && fetched.body == file)
      #expect(fetched.headers["content-type"] == "image/png")
      #expect(fetched.headers["etag"] == "\"\(digest(file))\"")
      let part = try await client.get(path, headers: ["Range": "bytes=1-3"])
      #expect(part.status == 206 && part.text == "PNG")
      #expect(try await client.head(path).headers["content-length"] == "\(file.count)")
    }
  }

  @Test("a file of several megabytes is taken whole, where JSON would be too large")
  func megabytes() async throws {
    try await withForms { client async throws in
      var file = FileSamples.png
      for index in 0..<(5 << 18) {
        file += [UInt8(truncatingIfNeeded: index), UInt8(truncatingIfNeeded: index >> 8), 13, 10]
      }
      let reply = try await client.post(Self.collage, [.file("image_url", file, as: "a.png")])
      #expect(reply.status == 200)
      let path = "//uploads/\(digest(file))/a.png"
      #expect(try await client.get(path).body == file)
    }
  }

  @Test("a form above the limit is refused, and the connection goes on")
  func large() async throws {
    try await withForms { client async throws in
      let size = SubmitBody.greatestSize(contentType: MultipartWriter().contentType)
      let body = MultipartWriter().body([
        .file("image_url", FileSamples.png + Array(repeating: 0, count: size + 1_000_000))
      ])
      let connection = try RawConnection(port: client.port)
      defer { connection.close() }
      let headers = ["Connection": "keep-alive", "Content-Type": MultipartWriter().contentType]
      await connection.send(
        client.request("POST", Self.collage, headers: headers, body: body)
          + client.request("GET", "/credits"))
      let bytes = String(decoding: await connection.receiveAll(), as: UTF8.self)
      #expect(bytes.hasPrefix("HTTP/1.1 400 "))
      #expect(bytes.contains("The body is larger than the sandbox takes"))
      #expect(bytes.hasSuffix("10000"))
    }
  }

  @Test("only paths of accepted files are handed out")
  func noFile() async throws {
    try await withForms { client async throws in
      let png = FileSamples.png
      _ = try await client.post(Self.collage, [.file("image_url", png, as: "a.png")])
      _ = try await client.post(Self.collage, [.file("audio_url", png, as: "b.png")])
      let known = "//uploads/\(digest(png))"
      #expect(try await client.get("\(known)/a.png").status == 200)
      for path in [
        "\(known)/b.png", "\(known)/", known, "//uploads/\(digest([]))/a.png",
        "//uploads/..%2F..%2Fetc/passwd", "\(known)/..%2Fa.png",
      ] {
        #expect(try await client.get(path).status == 404, "\(path)")
      }
      #expect(try await client.post("\(known)/a.png", [:]).status == 404)
    }
  }

  // MARK: - Refused

  struct Refused: Sendable, CustomTestStringConvertible {
    var path = UploadTests.collage
    var pieces: [MultipartWriter.Piece]
    var status = 422
    var code = "VALIDATION_FAILED"
    var words: String

    var testDescription: String { words }
  }

  static let refused: [Refused] = [
    Refused(
      path: "/generation/sse/acme/collage", pieces: [.text("prompt", "x")], status: 400,
      code: "IMAGE_GENERATION_INVALID_INPUT",
      words: "The event stream takes application/json only: "
        + "send files to /generation/acme/collage and poll"),
    Refused(
      path: "/generation/acme/plain", pieces: [.text("prompt", "x")], status: 400,
      code: "VIDEO_GENERATION_INVALID_INPUT",
      words: "acme/plain takes application/json only, and media as addresses"),
    Refused(path: "/generation/acme/gone", pieces: [], status: 404, code: "NOT_FOUND", words: "U"),
    Refused(
      pieces: [.file("image_url", FileSamples.text("no picture"))],
      words: "image_url must be a picture and is a file that is neither"),
    Refused(
      pieces: [.file("image_url", FileSamples.jpeg, as: "a.png", type: "image/png")],
      words: "image_url is sent as image/png and is a picture (JPEG)"),
    Refused(pieces: [.file("image_url", [])], words: "image_url is an empty file"),
    Refused(pieces: [.file("prompt", FileSamples.png)], words: "prompt takes no file"),
    Refused(
      pieces: [.file("nothing_url", FileSamples.png)],
      words: "nothing_url is not a field of this model"),
    Refused(
      pieces: [.file("image_urls[]", FileSamples.png)],
      words: "image_urls[] is not a field of this model"),
    Refused(pieces: [.text("count", "five")], words: "count must be of type integer"),
    Refused(pieces: [.text("n", "5")], words: "n must be at most 4"),
    Refused(pieces: [.text("image_url", "a.png")], words: "image_url must be an address"),
    Refused(
      pieces: [.text("prompt", "a"), .text("prompt", "b")],
      words: "prompt is sent 2 times and takes one value"),
    Refused(
      pieces: [MultipartWriter.Piece(name: "prompt", bytes: [0xC3])], status: 400,
      code: "IMAGE_GENERATION_INVALID_INPUT", words: "The part \"prompt\" is no UTF-8 text"),
  ]

  @Test("a form that cannot be taken is refused, and nothing is kept", arguments: refused)
  func refusal(_ refused: Refused) async throws {
    try await withForms { client async throws in
      let reply = try await client.post(refused.path, refused.pieces)
      #expect(reply.status == refused.status)
      let json = try reply.json()
      #expect(json.object?.keys == ["code", "message", "error"])
      #expect(json["code"] == .string(refused.code))
      #expect(json["message"]?.string?.hasPrefix(refused.words) == true, "\(json)")
      #expect(try await client.get("//sandbox/submissions").text == "[]")
      #expect(try await client.get("/credits").text == "10000")
      for piece in refused.pieces where piece.fileName != nil {
        let path = "//uploads/\(digest(piece.bytes))/a.bin"
        #expect(try await client.get(path).status == 404)
      }
    }
  }

  @Test(
    "a form that cannot be read is refused with what is wrong",
    arguments: [
      ("multipart/form-data", "--x--", "The Content-Type names no boundary"),
      ("multipart/form-data; boundary=", "--x--", "The Content-Type cannot be read"),
      ("multipart/form-data; boundary=x", "{}", "The body does not begin with the boundary"),
      ("multipart/form-data; boundary=x", "--x\r\n\r\n1\r\n--x--", "The head of part 1 cannot be"),
      (
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=prompt\r\n\r\n1", "The body ends in part 1"
      ),
      (
        "multipart/mixed; boundary=x", "--x--",
        "Content-Type must be application/json, or multipart/form-data with files"
      ),
    ])
  func unreadable(_ type: String, _ body: String, _ words: String) async throws {
    try await withForms { client async throws in
      let reply = try await client.post(
        Self.collage, text: body, headers: ["Content-Type": type])
      #expect(reply.status == 400)
      let json = try reply.json()
      #expect(json["code"] == "IMAGE_GENERATION_INVALID_INPUT")
      #expect(json["message"]?.string?.hasPrefix(words) == true, "\(json)")
    }
  }

  @Test("a wrong key is refused before the form is read")
  func wrongKey() async throws {
    try await withForms { client async throws in
      var client = client
      client.key = "wrong-key"
      #expect(try await client.post(Self.collage, [.text("prompt", "x")]).status == 401)
    }
  }
}
