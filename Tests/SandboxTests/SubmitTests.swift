import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Submits")
struct SubmitTests {
  @Test("a submit is answered with its id, state, input and price")
  func accepted() async throws {
    try await withSandbox { client async throws in
      let reply = try await client.post(
        "/generation/acme/film", text: #"{"prompt":"a fox","seed":9007199254740993}"#)
      #expect(reply.status == 200)
      #expect(reply.headers["content-type"] == "application/json")
      let json = try reply.json()
      #expect(json.object?.keys == ["id", "status", "input", "usage"])
      #expect(json["status"] == "IN_QUEUE")
      #expect(json["input"]?.printed() == #"{"prompt":"a fox","seed":9007199254740993}"#)
      #expect(
        json["usage"]?.printed() == #"{"total":12.5,"subscription":12.5,"permanent":0}"#)
    }
  }

  @Test(
    "models of one, two and three segments and a contract with /v1 paths are found",
    arguments: ["", "/v1"])
  func paths(_ prefix: String) async throws {
    try await withSandbox(contract: TestContract.document(prefix: prefix)) { client async throws in
      #expect(try await client.post("/generation/solo", ["prompt": "x"]).status == 200)
      #expect(try await client.post("/generation/acme/film", ["prompt": "x"]).status == 200)
      #expect(try await client.post("/generation/sse/solo", ["prompt": "x"]).status == 200)
    }
  }

  // MARK: - Refusals

  struct Refused: Sendable, CustomTestStringConvertible {
    var path = "/generation/acme/film"
    var body: String
    var type = "application/json"
    var status: Int
    var code: String

    var testDescription: String { "\(path) \(body.prefix(60))" }
  }

  static let refused: [Refused] = [
    Refused(path: "/generation/acme/nothing", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(path: "/generation/sse/acme/still", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(path: "/generation/acme", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(path: "/generation", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(path: "/generation/ACME/FILM", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(path: "/credits", body: "{}", status: 404, code: "NOT_FOUND"),
    Refused(body: "", status: 400, code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(body: "{\"prompt\":", status: 400, code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(body: "{'prompt':'x'}", status: 400, code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(
      path: "/generation/acme/paint", body: "{\"prompt\":\"x\"} x", status: 400,
      code: "IMAGE_GENERATION_INVALID_INPUT"),
    Refused(
      body: "{\"prompt\":" + String(repeating: "[", count: 80) + String(repeating: "]", count: 80)
        + "}",
      status: 400,
      code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(
      body: "{\"prompt\":\"x\"}", type: "text/plain", status: 400,
      code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(
      body: "{\"prompt\":\"x\"}", type: "multipart/form-data; boundary=x", status: 400,
      code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(
      body: "{\"prompt\":\"x\"}", type: "application/jsonp", status: 400,
      code: "VIDEO_GENERATION_INVALID_INPUT"),
    Refused(body: "[]", status: 422, code: "VALIDATION_FAILED"),
    Refused(body: "{}", status: 422, code: "VALIDATION_FAILED"),
    Refused(body: "{\"prompt\":1}", status: 422, code: "VALIDATION_FAILED"),
    Refused(body: "{\"prompt\":\"x\",\"promt\":1}", status: 422, code: "VALIDATION_FAILED"),
    Refused(body: "{\"prompt\":\"x\",\"duration\":11}", status: 422, code: "VALIDATION_FAILED"),
    Refused(
      path: "/generation/sse/acme/film", body: "{}", status: 422, code: "VALIDATION_FAILED"),
    Refused(
      path: "/generation/acme/dark", body: "{\"prompt\":\"x\"}", status: 422,
      code: "VALIDATION_FAILED"),
    Refused(
      path: "/generation/acme/dark", body: "{}", status: 422, code: "VALIDATION_FAILED"),
    Refused(
      body: "{\"prompt\":\"a forbidden-content b\"}", status: 422,
      code: "VIDEO_GENERATION_CONTENT_REJECTED"),
    Refused(
      path: "/generation/sse/acme/paint", body: "{\"prompt\":\"forbidden-content\"}",
      status: 422, code: "IMAGE_GENERATION_CONTENT_REJECTED"),
  ]

  @Test("what cannot be taken is refused with its code, and nothing is kept", arguments: refused)
  func refusal(_ refused: Refused) async throws {
    try await withSandbox { client async throws in
      let reply = try await client.post(
        refused.path, text: refused.body, headers: ["Content-Type": refused.type])
      #expect(reply.status == refused.status)
      #expect(reply.headers["content-type"] == "application/json")
      let json = try reply.json()
      #expect(json.object?.keys == ["code", "message", "error"])
      #expect(json["code"] == .string(refused.code))
      #expect(json["message"]?.string?.isEmpty == false)
      #expect(try await client.get("//sandbox/submissions").text == "[]")
      #expect(try await client.get("/credits").text == "10000")
    }
  }

  @Test(
    "application/json is known in any case and with parameters",
    arguments: ["application/json", "Application/JSON", "application/json; charset=utf-8"])
  func contentType(_ type: String) async throws {
    try await withSandbox { client async throws in
      let reply = try await client.post(
        "/generation/acme/film", ["prompt": "x"], headers: ["Content-Type": type])
      #expect(reply.status == 200)
    }
  }

  @Test("a body above the limit is refused, and the connection goes on")
  func large() async throws {
    try await withSandbox { client async throws in
      let text = #"{"prompt":""# + String(repeating: "x", count: 5 << 20) + #""}"#
      let keep = ["Connection": "keep-alive"]
      let connection = try RawConnection(port: client.port)
      defer { connection.close() }
      await connection.send(
        client.request("POST", "/generation/acme/film", headers: keep, body: Array(text.utf8))
          + client.request("GET", "/credits"))
      let bytes = String(decoding: await connection.receiveAll(), as: UTF8.self)
      #expect(bytes.hasPrefix("HTTP/1.1 400 "))
      #expect(bytes.contains("The body is larger than the sandbox takes"))
      #expect(bytes.contains("HTTP/1.1 200 OK"))
      #expect(bytes.hasSuffix("10000"))
    }
  }

  @Test("a body of a megabyte is taken whole")
  func megabyte() async throws {
    try await withSandbox { client async throws in
      let text = #"{"prompt":""# + String(repeating: "x", count: 1 << 20) + #""}"#
      let reply = try await client.post("/generation/acme/paint", text: text)
      #expect(reply.status == 200)
      #expect(try reply.json()["input"]?.printed() == text)
    }
  }

  @Test("a refusal names five complaints and counts the rest")
  func complaints() async throws {
    try await withSandbox { client async throws in
      let body = try JSON(
        parsing: #"{"prompt":"x","a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}"#)
      let reply = try await client.post("/generation/acme/film", body)
      let message = try #require(try reply.json()["message"]?.string)
      #expect(message.hasPrefix("a is not a field of this model; b is"))
      #expect(message.hasSuffix("e is not a field of this model; and 2 more"))
    }
  }

  @Test("a broken contract can be refused with 400 and INVALID_INPUT instead")
  func badRequest() async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("invalid=400"))
    try await withSandbox(options) { client async throws in
      let reply = try await client.post("/generation/acme/paint", [:])
      #expect(reply.status == 400)
      #expect(try reply.json()["code"] == "IMAGE_GENERATION_INVALID_INPUT")
    }
  }

  @Test(
    "a refusal has the newest form or an older one",
    arguments: [
      ("full", #"{"code":"NOT_FOUND","message":"No such generation","error":"not_found"}"#),
      ("message", #"{"message":"No such generation"}"#),
      ("nested", #"{"error":{"message":"No such generation"}}"#), ("text", "No such generation"),
    ])
  func forms(_ form: String, _ body: String) async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("errors=\(form)"))
    try await withSandbox(options) { client async throws in
      let reply = try await client.get("/generation/none")
      #expect(reply.status == 404 && reply.text == body)
      #expect(
        reply.headers["content-type"]
          == (form == "text" ? "text/plain; charset=utf-8" : "application/json"))
    }
  }

  @Test("an endpoint without documented fields takes a body where it is told to")
  func undocumented() async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("undocumented=accept"))
    try await withSandbox(options) { client async throws in
      #expect(try await client.post("/generation/acme/dark", ["prompt": "x"]).status == 200)
      #expect(try await client.post("/generation/acme/film", ["prompt": 1]).status == 422)
    }
  }

  // MARK: - Keys

  @Test(
    "without a list every key but two is let in",
    arguments: [
      (nil, 401, "UNAUTHORIZED"), ("Bearer", 401, "UNAUTHORIZED"),
      ("Bearer  ", 401, "UNAUTHORIZED"), ("Basic abc", 401, "UNAUTHORIZED"),
      ("abc", 401, "UNAUTHORIZED"), ("Bearer a b", 401, "UNAUTHORIZED"),
      ("Bearer wrong-key", 401, "UNAUTHORIZED"), ("Bearer forbidden-key", 403, "FORBIDDEN"),
      ("Bearer abc", 200, nil), ("bearer abc", 200, nil),
    ] as [(String?, Int, String?)])
  func keys(_ authorization: String?, _ status: Int, _ code: String?) async throws {
    try await withSandbox { client async throws in
      var client = client
      client.key = nil
      let headers = authorization.map { ["Authorization": $0] } ?? [:]
      for path in ["/credits", "/generations/running"] {
        let reply = try await client.get(path, headers: headers)
        #expect(reply.status == status)
        if let code { #expect(try reply.json()["code"] == .string(code)) }
      }
      for path in ["/generation/acme/film", "/generation/sse/acme/film"] {
        let reply = try await client.post(path, ["prompt": "x"], headers: headers)
        #expect(reply.status == status)
      }
    }
  }

  @Test("with a list only its keys are let in")
  func list() async throws {
    try await withSandbox(SandboxOptions(keys: ["one", "wrong-key"])) { client async throws in
      var client = client
      for (key, status) in [("one", 200), ("wrong-key", 200), ("two", 401), ("", 401)] {
        client.key = key
        #expect(try await client.get("/credits").status == status, "\(key)")
      }
    }
  }

  @Test("a wrong key is refused before anything else is looked at")
  func keyFirst() async throws {
    try await withSandbox { client async throws in
      var client = client
      client.key = "wrong-key"
      #expect(try await client.post("/generation/acme/nothing", text: "{").status == 401)
      #expect(try await client.get("/nothing").status == 401)
      #expect(try await client.get("/generation/none").status == 401)
    }
  }

  // MARK: - Credits

  @Test("when the balance is used up a submit is refused with 402")
  func usedUp() async throws {
    try await withSandbox(SandboxOptions(credits: 4)) { client async throws in
      for rest in ["2.5", "1"] {
        #expect(try await client.post("/generation/acme/paint", ["prompt": "x"]).status == 200)
        #expect(try await client.get("/credits").text == rest)
      }
      for path in ["/generation/acme/paint", "/generation/sse/acme/paint"] {
        let reply = try await client.post(path, ["prompt": "x"])
        #expect(reply.status == 402)
        #expect(try reply.json()["code"] == "IMAGE_GENERATION_INSUFFICIENT_CREDITS")
      }
      let film = try await client.post("/generation/acme/film", ["prompt": "x"])
      #expect(try film.json()["code"] == "VIDEO_GENERATION_INSUFFICIENT_CREDITS")
      #expect(try await client.get("/credits").text == "1")
      #expect(try await client.get("//sandbox/submissions").json().array?.count == 2)
    }
  }

  @Test("the balance is a number or an object")
  func balance() async throws {
    let options = SandboxOptions(shapes: try Shapes.parse("credits=object"))
    try await withSandbox(options) { client async throws in
      #expect(
        try await client.get("/credits").text
          == #"{"total":10000,"subscription":100,"permanent":9900}"#)
    }
  }

  @Test(
    "a failed generation is free, or paid for", arguments: [("free", "20"), ("charged", "7.5")])
  func failed(_ shape: String, _ rest: String) async throws {
    let manual = ManualClock()
    let options = SandboxOptions(
      pace: .fixed(.seconds(1)), shapes: try Shapes.parse("failed=\(shape)"), credits: 20,
      clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let reply = try await client.post("/generation/acme/film", ["prompt": "please-fail"])
      #expect(reply.status == 200)
      #expect(try await client.get("/credits").text == "7.5")
      manual.advance(.seconds(2))
      #expect(try await client.get("/credits").text == rest)
      #expect(try await client.get("/credits").text == rest)
    }
  }
}
