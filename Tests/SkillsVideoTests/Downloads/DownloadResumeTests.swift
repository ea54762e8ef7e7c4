import Testing

@testable import SkillsVideo

@Suite("A download that goes on", .timeLimit(.minutes(1)))
struct DownloadResumeTests {
  private let folder = ScratchFolder()
  private let url = "https://media.example/f"
  private let whole = "hello world"
  private let partial = PartialDownload(validator: "\"v1\"", length: 5, totalLength: 11)

  private func resume(
    _ answers: [MediaScript.Answer], from partial: PartialDownload? = nil,
    onDisk: String? = "hello"
  ) async throws -> (FetchedPart, [HTTPRequest]) {
    if let onDisk { try folder.write(onDisk, to: "f.part") }
    let script = MediaScript(answers)
    let part = try await Download(transport: script)
      .fetch(url, into: folder["f.part"], resume: partial ?? self.partial)
    return (part, script.requests)
  }

  private func expectWhole(_ part: FetchedPart) {
    #expect(folder.text("f.part") == whole)
    #expect(part.bytes == 11)
    #expect(part.digest == SHA256Digest(of: Array(whole.utf8)))
  }

  @Test(
    "asks for the rest only, and digests the whole",
    arguments: [
      ["Content-Range": "bytes 5-10/11"], ["Content-Range": "bytes 5-10/11", "ETag": "\"v1\""],
      ["content-range": "Bytes 5-10/11", "Content-Length": "6"],
    ] as [HTTPHeaders])
  func appends(headers: HTTPHeaders) async throws {
    let (part, requests) = try await resume([.status(206, [" wor", "ld"], headers)])
    expectWhole(part)
    #expect(requests.count == 1)
    #expect(requests[0].value(of: "Range") == "bytes=5-")
    #expect(requests[0].value(of: "If-Range") == "\"v1\"")
  }

  @Test("drops bytes that were written but never synced")
  func dropsUnsynced() async throws {
    let (part, _) = try await resume(
      [.status(206, [" world"], ["Content-Range": "bytes 5-10/11"])], onDisk: "helloXXXXXXXXXX")
    expectWhole(part)
  }

  @Test("takes the whole file where the server gives it: the validator has changed")
  func validatorChanged() async throws {
    let (part, requests) = try await resume([
      .body(["hello world"], ["Content-Length": "11", "ETag": "\"v2\""])
    ])
    expectWhole(part)
    #expect(requests.count == 1)
  }

  @Test(
    "asks once more, for all of it, when the answer does not fit",
    arguments: [
      .status(416, [], ["Content-Range": "bytes */3"]), .status(416, []),
      .status(206, ["?"], ["Content-Range": "bytes 4-10/11"]),
      .status(206, ["?"], ["Content-Range": "bytes 5-10/12"]),
      .status(206, ["?"], ["Content-Range": "bytes 5-10/*"]),
      .status(206, ["?"], ["Content-Range": "bytes 5-10/11", "ETag": "\"v2\""]),
      .status(206, ["?"]), .status(206, ["?"], ["Content-Range": "bytes 5-11/11"]),
      .status(206, ["?"], ["Content-Range": "lines 5-10/11"]),
    ] as [MediaScript.Answer])
  func startsAgain(answer: MediaScript.Answer) async throws {
    let (part, requests) = try await resume([answer, .body(["hello world"])])
    expectWhole(part)
    #expect(requests.map { $0.value(of: "Range") } == ["bytes=5-", nil])
    #expect(requests.map { $0.value(of: "If-Range") } == ["\"v1\"", nil])
  }

  @Test(
    "starts from zero when the .part is shorter than it should be", arguments: [nil, "", "hell"])
  func partIsShort(onDisk: String?) async throws {
    let (part, requests) = try await resume([.body(["hello world"])], onDisk: onDisk)
    expectWhole(part)
    #expect(requests.map { $0.value(of: "Range") } == [nil])
  }

  @Test("asks for nothing when all of it is there")
  func isComplete() async throws {
    let (part, requests) = try await resume(
      [], from: PartialDownload(validator: "\"v1\"", length: 11, totalLength: 11),
      onDisk: "hello world")
    expectWhole(part)
    #expect(requests.isEmpty)
  }

  @Test("goes on without a known length too")
  func unknownTotal() async throws {
    let (part, _) = try await resume(
      [.status(206, [" world"], ["Content-Range": "bytes 5-10/11"])],
      from: PartialDownload(validator: "Wed, 21 Oct 2015 07:28:00 GMT", length: 5))
    expectWhole(part)
  }

  @Test("keeps what it has when it is refused or cut short again")
  func keepsPartial() async throws {
    try folder.write("hello", to: "f.part")
    func error(_ answer: MediaScript.Answer) async -> DownloadError? {
      await #expect(throws: DownloadError.self) {
        try await Download(transport: MediaScript([answer]))
          .fetch(url, into: folder["f.part"], resume: partial)
      }
    }
    #expect(await error(.status(503, []))?.partial == partial)
    let down = TransportError(.connect, wasSent: false, "down")
    #expect(await error(.failure(down))?.partial == partial)
    let short = await error(.status(206, [" wo"], ["Content-Range": "bytes 5-10/11"]))
    #expect(short?.code == .truncated)
    #expect(short?.partial == PartialDownload(validator: "\"v1\"", length: 8, totalLength: 11))
    #expect(folder.text("f.part") == "hello wo")
  }

  @Test("over the wire, cut in the middle and taken up again, gives the same bytes")
  func overTheWire() async throws {
    let whole = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let server = try ScriptedServer { connection in
      guard let request = connection.readRequest() else { return }
      guard let range = request.value(of: "Range") else {
        connection.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 300000\r\n\r\n")
        connection.send(Array(whole[..<200_000]))
        return
      }
      let start = Int(range.dropFirst("bytes=".count).dropLast()) ?? 0
      connection.send(
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes \(start)-299999/300000\r\n"
          + "Content-Length: \(300_000 - start)\r\n\r\n")
      connection.send(Array(whole[start...]))
    }
    let download = Download(transport: try CurlTransport(environment: [:]))
    let error = await #expect(throws: DownloadError.self) {
      try await download.fetch(server.url(), into: folder["f.part"])
    }
    #expect(error?.code == .truncated)
    let partial = try #require(error?.partial)
    #expect(partial == PartialDownload(validator: "\"v1\"", length: 200_000, totalLength: 300_000))
    let part = try await download.fetch(server.url(), into: folder["f.part"], resume: partial)
    #expect(part.bytes == 300_000)
    #expect(part.digest == SHA256Digest(of: whole))
    #expect(server.requests.last?.value(of: "If-Range") == "\"v1\"")
  }
}
