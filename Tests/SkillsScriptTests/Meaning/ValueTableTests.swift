import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Values meet their fields")
struct ValueTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var model = "lab/clip"
    let field: String
    let written: String
    /// The value in canonical JSON, or the code of the finding.
    let outcome: String

    init(_ field: String, _ written: String, _ outcome: String, model: String = "lab/clip") {
      self.field = field
      self.written = written
      self.outcome = outcome
      self.model = model
    }

    var testDescription: String { "\(model) \(field) \(written)" }
  }

  static let files = [
    "crlf.txt": "\u{FEFF}one\r\ntwo\r\n", "plain.txt": "one\ntwo\n\n", "list.json": "[\"a\"]",
    "camera.json": "{\"mode\": \"fast\"}", "wide.txt": "wide\n", "narrow.txt": "narrow",
    "urls.json": "[\"https://a.b/1\"]", "fox.png": "png",
  ]

  @Test(arguments: [
    Row("shape", "16:9", "\"16:9\""), Row("shape", "1080p", "\"1080p\""),
    Row("shape", "4K", "\"4K\""), Row("shape", "true", "\"true\""), Row("shape", "5s", "\"5s\""),
    Row("shape", "\"wide\"", "\"wide\""), Row("shape", "false", "E0302"),
    Row("shape", "@wide.txt", "\"wide\""), Row("shape", "@narrow.txt", "E0302"),
    Row("shape", "null", "E0306"), Row("shape", "[wide]", "E0301"),
    Row("level", "2", "2"), Row("level", "\"2\"", "E0302"), Row("level", "2.0", "E0302"),
    Row("seconds", "4", "\"4\""), Row("seconds", "4s", "\"4\""), Row("seconds", "8000ms", "\"8\""),
    Row("seconds", "\"8\"", "\"8\""), Row("seconds", "5", "E0302"),
    Row("style", "ink", "\"ink\""), Row("style", "\"oil\"", "\"oil\""),
    Row("prompt", "\"a fox\"", "\"a fox\""), Row("prompt", "'a ${x}'", "\"a ${x}\""),
    Row("prompt", "\"@home\"", "\"@home\""), Row("prompt", "5", "E0307"),
    Row("prompt", "@crlf.txt", "\"one\\ntwo\""), Row("prompt", "@plain.txt", "\"one\\ntwo\\n\""),
    Row("prompt", "@list.json", "\"[\\\"a\\\"]\""),
    Row("note", "null", "null"), Row("prompt", "null", "E0306"),
    Row("either", "5", "5"), Row("either", "\"5\"", "\"5\""), Row("either", "true", "E0307"),
    Row("duration", "5", "5"), Row("duration", "5s", "5"), Row("duration", "0.1m", "6"),
    Row("duration", "5000ms", "5"), Row("duration", "1500ms", "E0310"),
    Row("duration", "5.5s", "E0310"), Row("duration", "5.0s", "5"),
    Row("duration", "\"5\"", "E0301"), Row("duration", "5.0", "E0309"),
    Row("duration", "1h", "E0304"),
    Row("duration", "1500ms", "1.5", model: "lab/slow"),
    Row("duration", "2m", "120", model: "lab/slow"),
    Row("duration", "0.5", "0.5", model: "lab/slow"),
    Row("duration", "5s", "\"5\"", model: "lab/words"),
    Row("duration", "5", "E0307", model: "lab/words"),
    Row("prompt", "5s", "E0310", model: "lab/words"),
    Row("duration", "5s", "5", model: "lab/untold"),
    Row("duration", "\"5\"", "\"5\"", model: "lab/untold"),
    Row("duration", "[1, {\"a\": null}]", "[1,{\"a\":null}]", model: "lab/untold"),
    Row("duration", "five", "E0308", model: "lab/untold"),
    Row("duration", "null", "null", model: "lab/untold"),
    Row("count", "3", "3"), Row("count", "1..2", "E0301"), Row("count", "-1", "E0304"),
    Row("weight", "1.5", "1.5"), Row("weight", "1e0", "1"), Row("weight", "true", "E0301"),
    Row("flag", "true", "true"), Row("flag", "false", "false"), Row("flag", "1", "E0301"),
    Row("tags", "[\"a\", \"b\"]", "[\"a\",\"b\"]"), Row("tags", "@list.json", "[\"a\"]"),
    Row("tags", "[]", "E0305"), Row("tags", "[1]", "E0307"), Row("tags", "[ink]", "E0308"),
    Row("points", "[1, 3..5, 9]", "[1,3,4,5,9]"), Row("points", "1..3", "[1,2,3]"),
    Row("points", "[1.5]", "E0309"),
    Row("camera", "{\"mode\": fast, \"size\": 2}", "{\"mode\":\"fast\",\"size\":2}"),
    Row("camera", "@camera.json", "{\"mode\":\"fast\"}"),
    Row("camera", "{\"size\": 2}", "E0303"),
    Row("camera", "{\"mode\": fast, \"zoom\": 1}", "E0203"),
    Row("camera.mode", "slow", "{\"mode\":\"slow\"}"),
    Row("anything", "9007199254740993", "9007199254740993"),
    Row("anything", "@list.json", "[\"a\"]"), Row("anything", "@plain.txt", "\"one\\ntwo\\n\""),
    Row("anything", "@https://a.b/c", "\"https://a.b/c\""), Row("anything", "5s", "E0310"),
    Row("image_url", "@https://a.b/c?d=e", "\"https://a.b/c?d=e\""),
    Row("image_url", "\"https://a.b/c\"", "\"https://a.b/c\""),
    Row("image_url", "@fox.png", "{\"sha256\":\"sha of fox.png\"}"),
    Row("image_url", "@gone.png", "E0501"), Row("image_url", "@\"*.png\"", "E0501"),
    Row("image_url", "@g*.png", "E0505"), Row("image_url", "5", "E0301"),
    Row("image_urls", "@https://a.b/c", "[\"https://a.b/c\"]"),
    Row(
      "image_urls", "[@https://a.b/c, \"https://d.e/f\"]", "[\"https://a.b/c\",\"https://d.e/f\"]"),
    Row("image_urls", "\"https://a.b/c\"", "E0301"),
    Row("image_urls", "@fox.png", "[{\"sha256\":\"sha of fox.png\"}]"),
    Row("image_urls", "@urls.json", "[\"https://a.b/1\"]"),
    Row("count", "@plain.txt", "E0509"), Row("prompt", "@https://a.b/c", "E0510"),
    Row("prompt", "@g*.txt", "E0505"), Row("prompt", "@p*.txt", "E0404"),
    Row("image_urls", "@f*.png", "[{\"sha256\":\"sha of fox.png\"}]"),
    Row("image_url", "@f*.png", "E0404"),
  ])
  func fits(_ row: Row) throws {
    let script = "use \(row.model)\nset \(row.field) \(row.written)\nrun"
    let checked = try CheckHarness.check(script, files: Self.files)
    if row.outcome.hasPrefix("E0") {
      #expect(CheckHarness.codes(checked.diagnostics) == [row.outcome])
      return
    }
    let shown = checked.diagnostics.map { "\($0.code.rawValue) \($0.message)" }
    let program = try #require(checked.program, "\(shown)")
    let plan = Planner.plan(program)
    let request = try plan.jobs[0].request.value(in: Results())
    let name = String(row.field.prefix { $0 != "." })
    #expect(request[name]?.canonicalForm == row.outcome)
  }

  @Test(
    "where the meaning is plain the fix writes it",
    arguments: [
      ("flag", "yes", "true"), ("flag", "on", "true"), ("flag", "True", "true"),
      ("flag", "1", "true"), ("flag", "\"yes\"", "true"), ("flag", "no", "false"),
      ("flag", "off", "false"), ("flag", "FALSE", "false"), ("flag", "0", "false"),
      ("tags", "\"a\"", "[\"a\"]"), ("tags", "'a ${b} \"c\"'", "[\"a \\${b} \\\"c\\\"\"]"),
      ("image_urls", "\"https://a.b/c\"", "[\"https://a.b/c\"]"),
      ("duration", "5sec", "5s"), ("duration", "5seconds", "5s"), ("duration", "0.1min", "0.1m"),
    ])
  func plainFixes(_ field: String, _ written: String, _ replacement: String) throws {
    let head = "use lab/clip\nset \(field) "
    let finding = try #require(
      try CheckHarness.check(head + written + "\nrun").diagnostics.first)
    #expect(finding.code == .wrongType)
    #expect(finding.fix?.edits.map(\.replacement) == [replacement])
    #expect(try CheckHarness.check(head + replacement + "\nrun").diagnostics == [])
  }

  @Test(
    "where the meaning is not plain there is no fix",
    arguments: [
      ("flag", "maybe"), ("flag", "2"), ("count", "5sec"), ("duration", "5parsec"),
      ("duration", "0.5sec"), ("points", "\"a\""), ("camera", "yes"), ("count", "yes"),
      ("image_url", "5"), ("image_url", "5s"), ("image_url", "true"), ("callback", "5"),
      ("callback", "soon"), ("callback", "5s"),
    ])
  func noFixes(_ field: String, _ written: String) throws {
    let checked = try CheckHarness.check("use lab/clip\nset \(field) \(written)\nrun")
    #expect(checked.diagnostics.count == 1)
    #expect(checked.diagnostics.first?.fix == nil)
  }

  @Test(
    "a field of addresses takes from results only what can be one",
    arguments: [
      ("image_url", "$still.credits", "E0301"), ("image_url", "\"${still.credits}\"", "E0301"),
      ("image_url", "$still.id", "E0301"), ("image_url", "\"${still.id}\"", "E0301"),
      ("image_url", "$still.seed", "E0301"), ("image_url", "\"${still.status}.png\"", "E0301"),
      ("image_url", "\"x ${still.files[0].url}\"", "E0301"),
      ("image_url", "\"${still.files[0].url}x\"", "E0301"),
      ("image_url", "\"${still.files[0].type}\"", "E0301"),
      ("image_url", "\"${still.files[0].url}\"", ""), ("image_url", "$still.files[0].url", ""),
      ("image_url", "\"https://a.b/${still.id}.png\"", ""), ("image_url", "$still.data.url", ""),
      ("image_urls", "$still.credits", "E0301"), ("image_urls", "[\"${still.id}\"]", "E0301"),
      ("image_urls", "[\"${still.files[0].url}\"]", ""),
      ("callback", "$still.id", "E0301"), ("callback", "\"${still.credits}\"", "E0301"),
      ("callback", "\"http://a.b/${still.id}\"", ""), ("callback", "$still.files[0].url", ""),
    ])
  func addresses(_ field: String, _ written: String, _ code: String) throws {
    let checked = try CheckHarness.check(
      "use lab/still\nrun as still\nuse lab/clip\nset \(field) \(written)\nrun")
    #expect(CheckHarness.codes(checked.diagnostics) == (code.isEmpty ? [] : [code]))
    #expect(checked.diagnostics.first?.fix == nil)
  }

  @Test(
    "a range is called a range, and a bound is shown with the other one",
    arguments: [
      ("duration", "5..6", "`duration` of clip takes a whole number", "this is a range"),
      ("duration", "2", "`duration` of clip is 3 to 15", "this is `2`"),
      ("duration", "16", "`duration` of clip is 3 to 15", "this is `16`"),
      ("weight", "2", "`weight` of clip is less than 2", "this is `2`"),
    ])
  func rangeWording(_ field: String, _ written: String, _ message: String, _ label: String) throws {
    let checked = try CheckHarness.check("use lab/clip\nset \(field) \(written)\nrun")
    #expect(checked.diagnostics.map(\.message) == [message])
    #expect(checked.diagnostics.map(\.primary.text) == [label])
  }

  @Test(
    "a constant fits a field in the way its own text does",
    arguments: [
      ("16:9", "shape", "E0308"), ("\"16:9\"", "shape", "\"16:9\""), ("5s", "duration", "5"),
      ("true", "shape", "\"true\""), ("@crlf.txt", "prompt", "\"one\\ntwo\""),
      ("7", "prompt", "E0307"),
      ("[1, 2]", "points", "[1,2]"), ("@https://a.b/c", "image_url", "\"https://a.b/c\""),
      ("{\"mode\": \"fast\"}", "camera", "{\"mode\":\"fast\"}"),
    ])
  func constants(_ written: String, _ field: String, _ outcome: String) throws {
    let script = "let x = \(written)\nuse lab/clip\nset \(field) $x\nrun"
    let checked = try CheckHarness.check(script, files: Self.files)
    guard let program = checked.program else {
      #expect(CheckHarness.codes(checked.diagnostics) == [outcome])
      return
    }
    let plan = Planner.plan(program)
    let request = try plan.jobs[0].request.value(in: Results())
    #expect(request[field]?.canonicalForm == outcome)
  }

  @Test("a number keeps its text on the way into the request")
  func numberText() throws {
    let plan = try CheckHarness.plan("use lab/clip\nset anything [1.0, 9007199254740993, 1e2]\nrun")
    let request = try plan.jobs[0].request.value(in: Results())
    #expect(request["anything"]?.printed() == "[1.0,9007199254740993,1e2]")
  }

  @Test("a finding about a part of a constant stands where the constant is used")
  func siteOfConstant() throws {
    let script = "let x = [\"a\", 2]\nuse lab/clip\nset tags $x\nrun"
    let finding = try #require(try CheckHarness.check(script).diagnostics.first)
    #expect(finding.code == .needsQuotes)
    #expect(MarkedScript.marks(of: [finding], in: script) == ["3:10-11 E0307"])
    #expect(finding.secondary.map(\.span.start) == [8])
    #expect(finding.fix == nil)
  }
}
