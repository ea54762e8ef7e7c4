import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Drafts")
struct DraftTests {
  @Test(
    "set and unset change the draft, and run sends what stands there",
    arguments: [
      ("set count 1; set count 2", "{\"count\":2}"),
      ("set count 1; unset count", "{}"),
      ("set count 1; set flag true; unset *", "{}"),
      (
        "set camera {\"mode\": fast}; set camera.size 3",
        "{\"camera\":{\"mode\":\"fast\",\"size\":3}}"
      ),
      (
        "set camera.mode slow; set camera.size 3; unset camera.size",
        "{\"camera\":{\"mode\":\"slow\"}}"
      ),
      ("set tags[0] \"a\"; set tags[1] \"b\"; set tags[0] \"c\"", "{\"tags\":[\"c\",\"b\"]}"),
      ("set tags [\"a\", \"b\"]; set tags[1] \"c\"", "{\"tags\":[\"a\",\"c\"]}"),
      ("set tags [\"a\", \"b\"]; unset tags[0]", "{\"tags\":[\"b\"]}"),
      ("set anything 1; set anything.a.b 2", "{\"anything\":{\"a\":{\"b\":2}}}"),
      ("set anything @x.json; set anything.b 2", "{\"anything\":{\"a\":1,\"b\":2}}"),
      ("unset count", "{}"),
    ])
  func changes(_ statements: String, _ request: String) throws {
    let script = "use lab/clip; \(statements); run"
    #expect(try CheckHarness.request(script, files: ["x.json": "{\"a\": 1}"]) == request)
  }

  @Test("a draft stays behind a run, and use begins afresh")
  func drafts() throws {
    let plan = try CheckHarness.plan(
      "use lab/clip; set count 1; run; set flag true; run; use lab/clip; set count 2; run")
    let requests = plan.jobs.map { $0.request.constant?.canonicalForm }
    #expect(requests == ["{\"count\":1}", "{\"count\":1,\"flag\":true}", "{\"count\":2}"])
  }

  @Test("the three lines with two mistakes give exactly two findings")
  func twoMistakes() throws {
    let script = "use kling-v2.6\nset promt \"x\"\nset aspect_ratio 4:3\nrun\n"
    let checked = try CheckHarness.check(script, catalogue: Catalogue.builtIn())
    #expect(
      MarkedScript.marks(of: checked.diagnostics, in: script) == ["2:5-9 E0203", "3:18-20 E0302"])
    #expect(checked.program == nil)
  }

  @Test("an unknown field is worded with its model, the field that was meant and the fields")
  func wording() throws {
    let script = "use kling-v2.6\nset promt \"a fox\"\n"
    let checked = try CheckHarness.check(script, catalogue: Catalogue.builtIn())
    let finding = try #require(checked.diagnostics.first)
    #expect(finding.message == "kling-v2.6 has no field `promt`")
    #expect(finding.primary.text == "did you mean `prompt`?")
    #expect(
      finding.secondary == [.init(span: SourceSpan(start: 4, end: 14), text: "model chosen here")])
    #expect(
      finding.help == [
        "its fields are prompt, feature, image_url, end_image_url, generate_audio, aspect_ratio, "
          + "negative_prompt, video_url, character_orientation, quality, keep_original_sound and "
          + "duration"
      ])
    #expect(
      finding.fix
        == .init(title: "write `prompt`", replacing: SourceSpan(start: 19, end: 24), with: "prompt")
    )
  }

  @Test("of many fields the first twelve are named, and the only field of a model alone")
  func fieldNames() throws {
    let many = try CheckHarness.check("use lab/clip; set zoom 1").diagnostics.first?.help
    #expect(
      many?.first == "its fields are prompt, shape, level, seconds, style, duration, count, "
        + "weight, flag, note, either, short and 11 more; `skv fields lab/clip` shows them")
    let one = try CheckHarness.check("use lab/untold; set zoom 1").diagnostics.first?.help
    #expect(one?.first == "its only field is duration")
  }

  @Test("a field that no page names can be sent unchecked where more may exist than is documented")
  func openModels() throws {
    let catalogue = try Catalogue.builtIn()
    func help(_ script: String) throws -> [String] {
      try CheckHarness.check(script, catalogue: catalogue).diagnostics.first?.help ?? []
    }
    #expect(
      try help("use seedance-2.0; set zoom 1").last
        == "seedance-2.0 is documented in part: `option unchecked allow` sends a field that no "
        + "page names")
    #expect(try help("use seedance-2.0; set promt \"x\"").count == 1)
    #expect(try help("use vidu/q3; set zoom 1").count == 1)
  }

  @Test(
    "no finding of a check names a command that this version does not have",
    arguments: MarkedScriptTests.scripts)
  func noLaterCommands(_ script: MarkedScript) throws {
    let checked = try CheckHarness.check(script.text, bytes: MarkedScriptTests.files)
    for line in checked.diagnostics.flatMap(\.help) {
      let commands = line.matches(of: /skv ([a-z]+)/).map { String($0.1) }
      #expect(Set(commands).isSubset(of: ["contract", "fields"]), "\(line)")
      #expect(!line.contains("--fresh"), "\(line)")
    }
  }

  @Test("after a reset that could not be read whole nothing is missing")
  func faultyUnset() throws {
    let script = "use lab/strict; set prompt \"x\"; set title \"t\"; unset * prompt; run"
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0136"])
  }

  @Test("a word that chooses an undocumented workflow is an error and no doubt besides")
  func undocumentedWord() throws {
    let script = "use kling-v2.6\nset prompt \"x\"\nset feature motion-control\nrun"
    let checked = try CheckHarness.check(script, catalogue: Catalogue.builtIn())
    #expect(MarkedScript.marks(of: checked.diagnostics, in: script) == ["3:13-26 E0313"])
  }

  @Test(
    "a path into a value without parts is refused at the path, and the value stays",
    arguments: [
      ("prompt", "prompt.x", "`prompt` is a text and has no members"),
      ("prompt", "prompt[0]", "`prompt` is a text and has no elements"),
      ("title", "title.a.b", "`title` is a text and has no members"),
    ])
  func pathIntoValue(_ field: String, _ path: String, _ message: String) throws {
    let head = "use lab/strict\nset prompt \"x\"\nset title \"t\"\n"
    let checked = try CheckHarness.check(head + "set \(path) \"a\"\nrun")
    #expect(checked.diagnostics.map(\.message) == [message])
    #expect(
      MarkedScript.marks(of: checked.diagnostics, in: head + "set \(path) \"a\"\nrun")
        == ["4:5-\(4 + path.utf8.count) E0301"])
    let unset = try CheckHarness.check(
      head + "unset \(field)\nset \(path) \"a\"\nrun"
    ).diagnostics
    #expect(unset.map(\.message) == [message])
  }

  @Test(
    "a path into other values without parts says what they are",
    arguments: [
      ("count.x", "`count` is a whole number and has no members"),
      ("either.x", "`either` is a text or a whole number and has no members"),
      ("camera[0]", "`camera` is an object and has no elements"),
      ("camera.mode.x", "`camera.mode` is a text and has no members"),
      ("tags.x", "`tags` is a list and has no members"),
      ("tags[0].x", "`tags[0]` is a text and has no members"),
      ("image_urls.x", "`image_urls` is a list and has no members"),
    ])
  func pathIntoOthers(_ path: String, _ message: String) throws {
    let checked = try CheckHarness.check("use lab/clip; set \(path) 4; run")
    #expect(checked.diagnostics.map(\.message) == [message])
  }

  @Test("each cause is shown once, however many runs have it")
  func onceForAllRuns() throws {
    let script = "use lab/strict\nset negative_prompt \"x\"\nrun\nrun\nset titel \"y\"\nrun\n"
    let codes = CheckHarness.codes(try CheckHarness.check(script).diagnostics)
    #expect(codes == ["E0303", "E0203"])
  }

  @Test("a field that was set wrongly is not missing")
  func wrongIsNotMissing() throws {
    let script = "use lab/strict\nset prompt 5\nset title \"t\"\nrun"
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0307"])
  }

  @Test("what is set and never run is checked all the same, but nothing is missing")
  func neverRun() throws {
    let script = "use lab/strict\nset title \"t\"\nuse lab/clip\nset count 9\n"
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0304"])
  }

  @Test(
    "after a line that could not be read nothing is reported that may hang on it",
    arguments: [
      ("use lab/strict\nset prompt\nset title \"t\"\nrun", 1),
      ("use lab/strict\nset 5 \"x\"\nset title \"t\"\nrun", 1),
      ("uze lab/strict\nset prompt \"x\"\nrun as fox\nprint $fox.id", 1),
      ("let a = \nuse lab/clip\nset prompt $a\nrun", 1),
      ("use lab/still\nrun as\nprint $last.id\nuse lab/clip\nset image_url $fox", 1),
      ("use lab/nothing\nset a 1\nset b $c\nrun as x\nuse lab/clip\nset image_url $x", 2),
    ])
  func cascades(_ script: String, _ count: Int) throws {
    let checked = try CheckHarness.check(script)
    #expect(checked.diagnostics.count == count, "\(CheckHarness.codes(checked.diagnostics))")
  }

  @Test("five mistakes give five findings, in their order")
  func fiveMistakes() throws {
    let script = """
      use kling-v2.6
      set promt "x"
      set aspect_ratio 4:3
      set duration [
      set negative_prompt 5
      set prompt $x
      run to "../x"
      """
    let marked = script.replacing("set duration [\n", with: "")
    let checked = try CheckHarness.check(marked, catalogue: Catalogue.builtIn())
    #expect(
      CheckHarness.codes(checked.diagnostics) == ["E0203", "E0302", "E0307", "E0204", "E0506"])
  }

  @Test("one statement shows one error, also where several stand in a line")
  func oneErrorAStatement() throws {
    let script = "use lab/clip; set tags [1, 2]; set points [1.5, \"x\"]; run"
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0307", "E0309"])
  }

  @Test("an endpoint without documented fields says so once, with its page")
  func pathOnly() throws {
    let catalogue = try Catalogue.builtIn()
    let script = "use veo-2\nset prompt \"x\"\nset seed 1\nrun\nrun\n"
    let checked = try CheckHarness.check(script, catalogue: catalogue)
    #expect(MarkedScript.marks(of: checked.diagnostics, in: script) == ["1:5-9 E0312"])
    let help = try #require(checked.diagnostics.first?.help)
    #expect(
      help.first == "no page of its own is known; the service's pages are below "
        + "https://docs.skills.video/api-reference; `skv contract update FILE` takes in a newer "
        + "document")
    let known = try CheckHarness.check("use lab/blank\nrun\n").diagnostics
    #expect(CheckHarness.codes(known) == ["E0312"])
    #expect(known.first?.help.first?.hasPrefix("its page is https://pages.example/blank;") == true)
  }

  @Test("unchecked allow sends what no contract names")
  func unchecked() throws {
    let catalogue = try Catalogue.builtIn()
    let request = try CheckHarness.request(
      "option unchecked allow; use veo-2; set prompt \"x\"; set odd [1]; run", catalogue: catalogue)
    #expect(request == "{\"odd\":[1],\"prompt\":\"x\"}")
  }

  @Test("for a mode sends the constant of its variant")
  func modeConstant() throws {
    let catalogue = try Catalogue.builtIn()
    let request = try CheckHarness.request(
      "use kling-v2.6 for t2v; set prompt \"x\"; run", catalogue: catalogue)
    #expect(request == "{\"feature\":\"text-image-to-video\",\"prompt\":\"x\"}")
    let without = try CheckHarness.request(
      "use kling-v2.6; set prompt \"x\"; run", catalogue: catalogue)
    #expect(without == "{\"prompt\":\"x\"}")
  }

  @Test(
    "a mode demands its input",
    arguments: [
      ("use kling-v2.6 for i2v; set prompt \"x\"; run", ["E0314"]),
      ("use kling-v2.6 for i2v; set prompt \"x\"; set image_url @https://a.b/c; run", []),
      ("use seedream-4.5 for t2v; set prompt \"x\"; run", ["E0208"]),
      ("use kling-v2.5-turbo for i2v; set prompt \"x\"; run", ["E0313"]),
    ])
  func modeInput(_ script: String, _ codes: [String]) throws {
    let checked = try CheckHarness.check(script, catalogue: Catalogue.builtIn())
    #expect(CheckHarness.codes(checked.diagnostics) == codes)
  }

  @Test("of several documented workflows the mode picks one and sends its constant")
  func modeOfSeveral() throws {
    let request = try CheckHarness.request(
      "use many for v2v; set video_url @https://a.b/c; set strength 0.5; run")
    #expect(
      request
        == #"{"feature":"edit-video","strength":0.5,"video_url":"https://a.b/c"}"#)
    #expect(
      try CheckHarness.request("use many for t2v; set prompt \"x\"; run")
        == #"{"feature":"text-to-video","prompt":"x"}"#)
    #expect(
      try CheckHarness.request(
        "use many; set feature edit-video; set video_url @https://a.b/c; run")
        == #"{"feature":"edit-video","video_url":"https://a.b/c"}"#)
  }

  @Test(
    "a field of another workflow than the one that is chosen says where it belongs",
    arguments: [
      "use many for t2v; set prompt \"x\"; set strength 1; run",
      "use many; set feature text-to-video; set prompt \"x\"; set strength 1; run",
    ])
  func otherWorkflow(_ script: String) throws {
    let finding = try #require(try CheckHarness.check(script).diagnostics.first)
    #expect(finding.code == .unknownField)
    #expect(finding.message == "`strength` belongs to another workflow of many")
    #expect(finding.help == ["it is a field of Edit Video"])
  }

  @Test("a misspelt member of an object is shown the one that was meant")
  func misspeltMember() throws {
    let script = "use lab/clip; set camera {\"mode\": fast, \"sise\": 3}; run"
    let finding = try #require(try CheckHarness.check(script).diagnostics.first)
    #expect(finding.message == "`camera` has no member `sise`")
    #expect(finding.primary.text == "did you mean `size`?")
    #expect(finding.help == ["its fields are mode, size and image_url"])
    let step = try CheckHarness.check("use lab/clip; set camera.mod fast; run").diagnostics
    #expect(step.first?.primary.text == "did you mean `mode`?", "\(CheckHarness.codes(step))")
  }

  @Test("a constant that is required is sent where it is the only right one")
  func requiredConstant() throws {
    let text = #"""
      {"paths": {"/generation/lab/tied": {"post": {"tags": ["Videos"], "requestBody": {"content":
        {"application/json": {"schema": {"oneOf": [
          {"title": "Text To Video", "required": ["kind", "prompt"], "properties": {
            "kind": {"const": "text"}, "prompt": {"type": "string"}}},
          {"title": "Edit Video", "required": ["kind", "video_url"], "properties": {
            "kind": {"enum": ["edit"]}, "video_url": {"type": "string"}}}]}}}}}}}}
      """#
    let catalogue = Catalogue(
      document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
    func request(_ script: String) throws -> String {
      try CheckHarness.request(script, catalogue: catalogue)
    }
    #expect(try request("use tied; set prompt \"x\"; run") == #"{"kind":"text","prompt":"x"}"#)
    #expect(
      try request("use tied for v2v; set video_url @https://a.b/c; run")
        == #"{"kind":"edit","video_url":"https://a.b/c"}"#)
    // Both fit as well as each other, so nothing is chosen.
    let open = try CheckHarness.check("use tied; run", catalogue: catalogue).diagnostics
    #expect(CheckHarness.codes(open) == ["E0303"])
  }

  @Test("a mode that is known by name only demands its input, in whichever field, and warns")
  func nameOnlyMode() throws {
    let catalogue = try Catalogue.builtIn()
    func codes(_ rest: String) throws -> [String] {
      CheckHarness.codes(
        try CheckHarness.check(
          "option unchecked allow; use " + rest, catalogue: catalogue
        ).diagnostics)
    }
    #expect(try codes("kling-v2.6 for v2v; set prompt \"x\"; run") == ["W0904", "E0314"])
    #expect(try codes("kling-v2.6 for v2v; set video_url @https://a.b/c; run") == ["W0904"])
    #expect(try codes("retake-video for v2v; run") == ["W0904", "E0314"])
    #expect(
      try codes("retake-video for v2v; set source_video_url @https://a.b/c; run") == ["W0904"])
    let request = try CheckHarness.request(
      "option unchecked allow; use ltx-2.3 for i2v; set image_url @https://a.b/c; run",
      catalogue: catalogue)
    #expect(request == #"{"feature":"text-image","image_url":"https://a.b/c"}"#)
  }

  @Test("a constant that contradicts the mode is refused with both words")
  func contradiction() throws {
    let script = "use many for v2v; set feature text-to-video; set video_url @https://a.b/c; run"
    let checked = try CheckHarness.check(script)
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0302"])
    #expect(checked.diagnostics.first?.message.contains("edit-video") == true)
  }

  @Test("a model is found by word, text and constant; at the prompt by a unique beginning too")
  func modelNames() throws {
    for name in ["lab/clip", "clip", "\"lab/clip\"", "$m"] {
      let plan = try CheckHarness.plan("let m = \"clip\"; use \(name); run")
      #expect(plan.jobs.map(\.model.path) == ["lab/clip"])
    }
    let prompt = ScriptContext(origin: .prompt)
    let plan = try CheckHarness.plan("use cl; run", context: prompt)
    #expect(plan.jobs.map(\.model.path) == ["lab/clip"])
    #expect(CheckHarness.codes(try CheckHarness.check("use cl; run").diagnostics) == ["E0201"])
  }

  @Test("an unknown model comes with the nearest three")
  func nearestModels() throws {
    let checked = try CheckHarness.check("use kling-v2.7", catalogue: Catalogue.builtIn())
    let help = try #require(checked.diagnostics.first?.help.first)
    #expect(help.hasPrefix("the nearest are kling-v2.6"))
    #expect(help.split(separator: ",").count == 3)
  }

  @Test(
    "a part of a path leads to the models that have it, by names that are clear",
    arguments: [
      ("v3", ["kling-ai/v3/video", "kling-ai/v3/image"]),
      ("kling-ai", ["kling-ai/v3/video", "kling-ai/o3/video"]),
    ])
  func partsOfModels(_ name: String, _ expected: [String]) throws {
    let checked = try CheckHarness.check("use \(name)", catalogue: Catalogue.builtIn())
    let help = try #require(checked.diagnostics.first?.help.first)
    let names = help.dropFirst("the nearest are ".count).split(separator: ", ").map(String.init)
    #expect(Set(expected).isSubset(of: names), "\(help)")
    let label = checked.diagnostics.first?.primary.text
    #expect(label == "several models have this in their path")
    #expect(checked.diagnostics.first?.fix == nil)
  }

  @Test("an ambiguous model comes with every full path")
  func ambiguousModels() throws {
    let checked = try CheckHarness.check("use still")
    #expect(checked.diagnostics.first?.help == ["`use lab/still`", "`use other/still`"])
  }
}
