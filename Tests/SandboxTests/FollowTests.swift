import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Following a generation")
struct FollowTests {
  /// The id of the newest accepted submit.
  private func lastID(_ client: RawClient) async throws -> String {
    let entries = try #require(try await client.get("//sandbox/submissions").json().array)
    return try #require(entries.last?["id"]?.string)
  }

  private func submit(_ client: RawClient, _ model: String, _ input: JSON) async throws -> String {
    try #require(try await client.post("/generation/" + model, input).json()["id"]?.string)
  }

  // MARK: - Streams

  @Test("a stream of a picture is byte for byte what the pages show")
  func imageStream() async throws {
    try await withSandbox { client async throws in
      let reply = try await client.post("/generation/sse/acme/paint", ["prompt": "a \"fox\""])
      let id = try await lastID(client)
      let head = #"data: {"id":"\#(id)","status":""#
      let input = #""input":{"prompt":"a \"fox\""}"#
      let zero = #""usage":{"total":0,"subscription":0,"permanent":0}}"#
      let file =
        #"{"url":"http://127.0.0.1:\#(client.port)/media/\#(id)/1.png","file_name":"1.png","#
        + #""content_type":"image/png","width":1280,"height":720}"#
      let expected =
        head + #"IN_QUEUE",\#(input),"data":null,\#(zero)"# + "\n\n"
        + head + #"IN_PROGRESS",\#(input),"data":null,\#(zero)"# + "\n\n"
        + head + #"COMPLETED",\#(input),"data":{"type":"image","n":1,"#
        + #""actual_prompt":"a \"fox\"","images":[\#(file)],"image":\#(file)},"#
        + #""usage":{"total":1.5,"subscription":1.5,"permanent":0}}"# + "\n\n"
      #expect(reply.status == 200)
      #expect(reply.headers["content-type"] == "text/event-stream")
      #expect(reply.text == expected)
    }
  }

  @Test("a failing generation ends in FAILED with a code, no data and zero usage")
  func failedStream() async throws {
    try await withSandbox { client async throws in
      let reply = try await client.post("/generation/sse/acme/film", ["prompt": "please-fail"])
      let id = try await lastID(client)
      let last = try #require(reply.text.split(separator: "\n").last)
      #expect(
        last == #"data: {"id":"\#(id)","status":"FAILED","input":{"prompt":"please-fail"},"#
          + #""data":null,"usage":{"total":0,"subscription":0,"permanent":0},"#
          + #""code":"VIDEO_GENERATION_FAILED","message":"The generation failed, "#
          + #"as its prompt asked"}"#)
      let state = try await client.get("/generation/\(id)").json()
      #expect("data: " + state.printed() == last)
    }
  }

  @Test("the events of a stream come at their moments, each as soon as it is due")
  func paced() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let connection = try RawConnection(port: client.port)
      defer { connection.close() }
      await connection.send(
        client.request(
          "POST", "/generation/sse/acme/film", body: Array(#"{"prompt":"x"}"#.utf8)))
      var text = ""
      for (word, step) in [("IN_QUEUE", 2), ("IN_PROGRESS", 2), ("COMPLETED", 0)] {
        while !text.contains(word) {
          let bytes = await connection.receive()
          try #require(!bytes.isEmpty)
          text += String(decoding: bytes, as: UTF8.self)
        }
        #expect(text.contains("COMPLETED") == (word == "COMPLETED"))
        manual.advance(.seconds(step))
      }
    }
  }

  @Test("closing the stream does not cancel the generation")
  func closed() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let connection = try RawConnection(port: client.port)
      await connection.send(
        client.request(
          "POST", "/generation/sse/acme/film", body: Array(#"{"prompt":"x"}"#.utf8)))
      _ = await connection.receive()
      connection.close()
      let id = try await lastID(client)
      manual.advance(.seconds(4))
      #expect(try await client.get("/generation/\(id)").json()["status"] == "COMPLETED")
    }
  }

  @Test("events can have names")
  func named() async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("events=named"))
    try await withSandbox(options) { client async throws in
      let done = try await client.post("/generation/sse/acme/film", ["prompt": "x"]).text
      let failed = try await client.post("/generation/sse/acme/film", ["prompt": "please-fail"])
        .text
      for (text, last) in [(done, "completed"), (failed, "failed")] {
        let blocks = text.components(separatedBy: "\n\n")
        #expect(blocks.count == 4 && blocks[3].isEmpty)
        for (block, name) in zip(blocks, ["queued", "progress", last]) {
          #expect(block.hasPrefix("event: \(name)\ndata: {"))
          #expect(block.split(separator: "\n").count == 2)
        }
      }
    }
  }

  @Test("events can use everything that the grammar allows, and hold the same JSON")
  func noisy() async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("events=noisy"))
    try await withSandbox(options) { client async throws in
      let text = try await client.post("/generation/sse/acme/film", ["prompt": "x"]).text
      let id = try await lastID(client)
      #expect(!text.split(separator: "\r\n").contains { $0.contains("\n") })
      let blocks = text.components(separatedBy: "\r\n\r\n").filter { !$0.isEmpty }
      #expect(blocks.count == 6 && blocks[0] == ": sandbox")
      let lines = blocks[5].components(separatedBy: "\r\n")
      #expect(lines.prefix(3) == ["id: 3", "retry: 3000", "event: completed"])
      let data = lines.dropFirst(3).map { $0.dropFirst(6) }
      #expect(data.count > 5)
      let state = try await client.get("/generation/\(id)").json()
      #expect(try JSON(parsing: data.joined(separator: "\n")) == state)
    }
  }

  // MARK: - Polling

  @Test("a generation goes through its states while time passes")
  func states() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      for (step, status) in [
        (0, "IN_QUEUE"), (1999, "IN_QUEUE"), (1, "IN_PROGRESS"), (1999, "IN_PROGRESS"),
        (1, "COMPLETED"), (99_999, "COMPLETED"),
      ] {
        manual.advance(.milliseconds(step))
        let json = try await client.get("/generation/\(id)").json()
        #expect(json["status"] == .string(status))
        #expect(json["data"]?.isNull == (status != "COMPLETED"))
        #expect(json.object?.keys == ["id", "status", "input", "data", "usage"])
        #expect(json["usage"]?["total"]?.printed() == "12.5")
      }
    }
  }

  @Test("an unknown id is not found", arguments: ["none", "sbx_", "a%2Fb", "a/b", "%FF"])
  func unknown(_ id: String) async throws {
    try await withSandbox { client async throws in
      let reply = try await client.get("/generation/\(id)")
      #expect(reply.status == (id == "%FF" ? 400 : 404))
    }
  }

  @Test("a post to an id is no submit")
  func postToID() async throws {
    try await withSandbox { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      #expect(try await client.post("/generation/\(id)", ["prompt": "x"]).status == 404)
    }
  }

  // MARK: - The running list

  @Test("the running list holds what has not ended, the newest first")
  func running() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let first = try await submit(client, "acme/film", ["prompt": "one"])
      manual.advance(.seconds(2))
      let second = try await submit(client, "acme/paint", ["prompt": "please-fail"])
      let list = try #require(try await client.get("/generations/running").json().array)
      #expect(list.map { $0["id"] } == [.string(second), .string(first)])
      #expect(list.map { $0["status"] } == ["IN_QUEUE", "IN_PROGRESS"])
      #expect(list.allSatisfy { $0.object?.keys == ["id", "status", "input", "usage"] })
      let one = try #require(try await client.get("/generations/running?limit=1").json().array)
      #expect(one.map { $0["id"] } == [.string(second)])
      manual.advance(.seconds(2))
      #expect(try await client.get("/generations/running?workspace=w").json().array?.count == 1)
      manual.advance(.seconds(2))
      #expect(try await client.get("/generations/running").text == "[]")
    }
  }

  @Test("fifty are listed unless a limit says otherwise")
  func defaultLimit() async throws {
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: ManualClock().clock)
    try await withSandbox(options) { client async throws in
      for index in 0..<52 {
        _ = try await submit(client, "acme/paint", ["prompt": .string("\(index)")])
      }
      #expect(try await client.get("/generations/running").json().array?.count == 50)
      #expect(try await client.get("/generations/running?limit=100").json().array?.count == 52)
    }
  }

  @Test(
    "a limit is from 1 to 100",
    arguments: [
      ("1", 200), ("100", 200), ("0", 422), ("101", 422), ("-1", 422), ("x", 422), ("", 422),
      ("5.0", 422), ("99999999999999999999", 422),
    ])
  func limits(_ limit: String, _ status: Int) async throws {
    try await withSandbox { client async throws in
      #expect(try await client.get("/generations/running?limit=\(limit)").status == status)
    }
  }

  // MARK: - Shapes

  @Test("a submit is answered with 200 or 202", arguments: [("200", 200), ("202", 202)])
  func submitStatus(_ shape: String, _ status: Int) async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("submit=\(shape)"))
    try await withSandbox(options) { client async throws in
      #expect(try await client.post("/generation/acme/film", ["prompt": "x"]).status == status)
      #expect(try await client.post("/generation/sse/acme/film", ["prompt": "x"]).status == 200)
    }
  }

  @Test(
    "states have new and old words, in any letters",
    arguments: [
      ("status=new", ["IN_QUEUE", "IN_PROGRESS", "COMPLETED", "FAILED"]),
      ("status=old", ["starting", "processing", "succeeded", "failed"]),
      ("status=new,letters=lower", ["in_queue", "in_progress", "completed", "failed"]),
      ("status=old,letters=upper", ["STARTING", "PROCESSING", "SUCCEEDED", "FAILED"]),
    ])
  func words(_ shapes: String, _ words: [String]) async throws {
    let options = SandboxOptions(shapes: try Shapes.parse(shapes))
    try await withSandbox(options) { client async throws in
      func statuses(_ prompt: JSON) async throws -> [String] {
        try await client.post("/generation/sse/acme/film", ["prompt": prompt]).text
          .split(separator: "\n").compactMap { line in
            try JSON(parsing: String(line.dropFirst(6)))["status"]?.string
          }
      }
      #expect(try await statuses("x") == Array(words[..<3]))
      #expect(try await statuses("please-fail").last == words[3])
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      #expect(try await client.get("/generation/\(id)").json()["status"] == .string(words[2]))
    }
  }

  @Test(
    "the input is shown as sent, with defaults, or not at all",
    arguments: [
      ("sent", #"{"prompt":"x"}"#),
      ("defaults", #"{"prompt":"x","duration":5,"aspect_ratio":"16:9","n":1}"#), ("missing", nil),
    ] as [(String, String?)])
  func input(_ shape: String, _ input: String?) async throws {
    let options = SandboxOptions(
      pace: .fixed(.seconds(1)), shapes: try Shapes.parse("input=\(shape)"),
      clock: ManualClock().clock)
    try await withSandbox(options) { client async throws in
      let accepted = try await client.post("/generation/acme/film", ["prompt": "x"]).json()
      let id = try #require(accepted["id"]?.string)
      let state = try await client.get("/generation/\(id)").json()
      let running = try await client.get("/generations/running").json()
      for json in [accepted, state, try #require(running[0])] {
        #expect(json["input"]?.printed() == input)
      }
      let submissions = try await client.get("//sandbox/submissions").json()
      #expect(submissions[0]?["input"]?.printed() == #"{"prompt":"x"}"#)
    }
  }

  @Test(
    "the data of a video has three forms, for one output and for two",
    arguments: [
      ("1", 1, #"{"type":"video","n":1,"actual_prompt":"x","video":F1}"#),
      ("1", 2, #"{"type":"video","n":2,"actual_prompt":"x","videos":[F1,F2],"video":F1}"#),
      ("2", 1, #"{"videos":[F1]}"#), ("2", 2, #"{"videos":[F1,F2]}"#),
      ("3", 1, #"{"output":{"video_url":U1}}"#), ("3", 2, #"{"output":{"video_urls":[U1,U2]}}"#),
    ])
  func video(_ shape: String, _ count: Int, _ form: String) async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("video=\(shape)"))
    try await withSandbox(options) { client async throws in
      let id = try await submit(
        client, "acme/film", ["prompt": "x", "n": .number(JSONNumber(count))])
      let data = try #require(try await client.get("/generation/\(id)").json()["data"])
      var expected = form
      for index in 1...2 {
        let url = #""http://127.0.0.1:\#(client.port)/media/\#(id)/\#(index).mp4""#
        let file =
          #"{"url":\#(url),"file_name":"\#(index).mp4","content_type":"video/mp4","#
          + #""width":640,"height":360}"#
        expected = expected.split(separator: "F\(index)", omittingEmptySubsequences: false)
          .joined(separator: file)
        expected = expected.split(separator: "U\(index)", omittingEmptySubsequences: false)
          .joined(separator: url)
      }
      #expect(data.printed() == expected)
    }
  }

  @Test("num_images asks for several pictures, which differ")
  func pictures() async throws {
    try await withSandbox { client async throws in
      let id = try await submit(client, "acme/paint", ["prompt": "x", "num_images": 2])
      let data = try #require(try await client.get("/generation/\(id)").json()["data"])
      #expect(data["n"] == 2 && data["images"]?.array?.count == 2)
      #expect(data["image"] == data["images"]?[0])
      let one = try await client.get("//media/\(id)/1.png")
      let two = try await client.get("//media/\(id)/2.png")
      #expect(one.status == 200 && two.status == 200 && one.body != two.body)
      #expect(try await client.get("//media/\(id)/3.png").status == 404)
    }
  }

  @Test("every shape serves a whole generation", arguments: Shapes.all)
  func every(_ shapes: Shapes) async throws {
    try await withSandbox(SandboxOptions(shapes: shapes)) { client async throws in
      let accepted = try await client.post("/generation/acme/film", ["prompt": "x"])
      let id = try #require(try accepted.json()["id"]?.string)
      #expect(try await client.get("/generation/\(id)").json()["data"]?.isNull == false)
      #expect(try await client.get("//media/\(id)/1.mp4").status == 200)
      #expect(try await client.get("/credits").status == 200)
    }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
