import Contracts
import LosslessJSON
import Testing

@Suite("Documents of a contract")
struct ContractDocumentTests {
  private func kind(_ text: String) -> String {
    do {
      switch try ContractDocument(parsing: Array(text.utf8)) {
      case .openapi(let document): return "openapi " + document.modelPaths.joined(separator: " ")
      case .navigation: return "docs"
      }
    } catch {
      return error.code.rawValue
    }
  }

  @Test(
    "A document is told apart by its shape",
    arguments: [
      (#"{"paths": {"/generation/a": {"post": {}}}}"#, "openapi a"),
      (#"{"paths": {"/v1/generation/a/b": {"post": {}}}, "group": "Videos"}"#, "openapi a/b"),
      (#"{"navigation": [{"group": "Videos", "pages": ["POST /generation/a"]}]}"#, "docs"),
      (#"[{"group": "images", "pages": ["POST /v1/generation/a"]}]"#, "docs"),
      (#"{"paths": []}"#, "noPaths"), (#"{"paths": {}}"#, "noEndpoints"), ("{}", "noPaths"),
      ("[]", "noPaths"), ("3", "noPaths"), (#"{"group": "Videos", "pages": []}"#, "noPaths"),
      (#"{"group": "Other", "pages": ["POST /generation/a"]}"#, "noPaths"),
      (#"{"paths": {"/generation/{id}": {"post": {}}}}"#, "noEndpoints"),
      (#"{"paths": {"/generation/a": {"get": {}}}}"#, "noEndpoints"),
      (#"{"paths": {"/generation/a b": {"post": {}}}}"#, "noEndpoints"),
      (#"{"paths": {"/generation/sse/a": {"post": {}}}}"#, "noEndpoints"),
      (##"{"paths": {"/generation/a": {"$ref": "#/x"}}}"##, "noEndpoints"), ("", "notJSON"),
    ])
  func shapes(_ text: String, _ expected: String) {
    #expect(kind(text) == expected)
  }

  @Test(
    "What is no JSON tells its place, and what it looks like",
    arguments: [
      ("{\n\"a\": oops}", "line 2, column 6"), ("<!doctype html>", "a web page"),
      ("\n  <svg/>", "a web page"), ("openapi: 3.1.0\n", "YAML"), ("---\na: b\n", "YAML"),
    ])
  func hints(_ text: String, _ expected: String) {
    do throws(ContractError) {
      _ = try ContractDocument(parsing: Array(text.utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.code == .notJSON)
      #expect(error.message.contains(expected), "\(error.message)")
    }
  }

  @Test(
    "Paths that are left out or doubtful are told, and the others stay",
    arguments: [
      (#"{"/generation/a": {"post": {"x": 1}}, "/generation/a": {"post": {}}}"#, ["duplicatePath"]),
      (#"{"/generation/a": {"post": {}}, "/v1/generation/a": {"post": {}}}"#, ["duplicatePath"]),
      (#"{"/generation/a": {"post": {}}, "/generation/sse/b": {"post": {}}}"#, ["lonelyStream"]),
      (
        ##"{"/generation/a": {"post": {}}, "/generation/b": {"$ref": "#/nowhere"}}"##,
        ["danglingReference"]
      ),
      (
        ##"{"/generation/a": {"post": {}}, "/generation/b": {"$ref": "#/paths/~1generation~1b"}}"##,
        ["circularReference"]
      ),
      (#"{"/generation/a": {"post": {}}, "/generation/a b": {"post": {}}}"#, ["unusablePath"]),
      (
        #"{"/generation/sse/a": {"post": {}}, "/generation/a": {"post": {}}, "/credits": {}}"#, []
      ),
    ] as [(String, [String])])
  func pathFaults(_ paths: String, _ expected: [String]) throws {
    let document = try OpenAPIDocument(parsing: Array(#"{"paths": \#(paths)}"#.utf8))
    #expect(document.modelPaths == ["a"])
    #expect(document.onlyModel == "a")
    #expect(document.pathFaults.map(\.code.rawValue) == expected)
    #expect(Catalogue(document: document, navigation: nil).faults == document.pathFaults)
  }

  @Test("Of a path that is listed twice the last one counts, in the place of the first")
  func lastCounts() throws {
    let text = #"""
      {"paths": {"/generation/a": {"post": {"summary": "1"}}, "/generation/b": {"post": {}},
        "/v1/generation/a": {"post": {"summary": "2"}}}}
      """#
    let models = Catalogue(
      document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil
    ).models
    #expect(models.map(\.path) == ["a", "b"])
    #expect(models.first?.summary == "2")
  }

  @Test("A hostile path is shown with its control characters escaped, and cut")
  func hostilePath() throws {
    let key = "/generation/\u{1B}[31m" + String(repeating: "x", count: 10_000)
    let document = try OpenAPIDocument([
      "paths": .object(JSONObject([.init(key: key, value: ["post": [:]])]))
    ])
    let message = try #require(document.pathFaults.first?.message)
    #expect(message.contains(#"\u001b[31m"#))
    #expect(message.count < 200)
  }
}
