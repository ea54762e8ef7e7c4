import Foundation
import LosslessJSON
import Testing

/// Documents of every kind that people have at hand: a clear answer each, never a crash nor a hang.
@Suite struct AwkwardDocumentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What the program did with a document: taken in, and checked against.
  private func answers(to name: String) async throws -> (update: Skv.Result, check: Skv.Result) {
    let script = #"use maker/model; set prompt "x"; run"#
    let check = try await Skv.run(["check", "--contract", name, "-c", script], in: folder)
    return (try await Skv.run(["contract", "update", name], in: folder), check)
  }

  private static func document(_ schema: String, components: String = "{}") -> String {
    #"""
    {"paths": {"/generation/maker/model": {"post": {"requestBody": {"content": {"application/json":
      {"schema": \#(schema)}}}}}}, "components": {"schemas": \#(components)}}
    """#
  }

  private static func nested(_ depth: Int) -> String {
    String(repeating: #"{"properties": {"prompt": "#, count: depth) + "{}"
      + String(repeating: "}}", count: depth)
  }

  @Test(
    "what is no contract is refused in one line that says why, with exit 1",
    arguments: [
      ("", "there is no JSON value"), ("   \n", "there is no JSON value"),
      ("{", "line 1, column 2"),
      ("<!doctype html><title>x</title>", "it looks like a web page"),
      ("openapi: 3.1.0\npaths: {}\n", "it looks like YAML"), ("[]", "it is no contract"),
      ("null", "it is no contract"), ("{}", "it is no contract"),
      (#"{"swagger": "2.0", "paths": {}}"#, "it describes no model"),
      (#"{"paths": {"/generation/\u001b[31m": {"post": {}}}}"#, #"\u001b[31m" cannot be called"#),
      (##"{"paths": {"/generation/a": {"$ref": "#/paths/~1generation~1a"}}}"##, "leads to itself"),
      (#"{"paths": {"/generation/sse/a": {"post": {}}}}"#, "the event stream of a is listed"),
      (String(repeating: "[", count: 200_000), "nested deeper than 512 levels"),
      (String(repeating: #"{"a":"#, count: 200_000), "nested deeper than 512 levels"),
      ("{\"paths\": {\"\u{0}\": 1}}", "line 1"), ("\u{1F}\u{8B}\u{8}\u{0}", "line 1, column 1"),
    ])
  func refused(text: String, reason: String) async throws {
    try folder.write(text, to: "a.json")
    let (update, check) = try await answers(to: "a.json")
    for result in [update, check] {
      #expect(result.status == 1 && result.output == "")
      #expect(result.errors.hasPrefix("skv: a.json: "), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.errors.contains(reason), "\(result.errors)")
      #expect(result.errors.count < 500)
    }
    #expect(FileManager.default.fileExists(atPath: folder.file(".home/.cache")) == false)
  }

  @Test("bytes that are no UTF-8 are told with their place")
  func invalidUTF8() async throws {
    try Data(Array("{\"paths\": \"".utf8) + [0xFF, 0xFE]).write(
      to: URL(fileURLWithPath: folder.file("a.json")))
    let (update, _) = try await answers(to: "a.json")
    #expect(update.status == 1)
    #expect(update.errors.contains("line 1, column 12: the text is not UTF-8"), "\(update.errors)")
  }

  @Test("folders, pipes, devices and links in a circle are refused, and nothing waits for them")
  func noFiles() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.json"), withIntermediateDirectories: true)
    mkfifo(folder.file("pipe.json"), 0o600)
    for (link, target) in [("zero.json", "/dev/zero"), ("circle.json", folder.file("circle.json"))]
    {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(link), withDestinationPath: target)
    }
    for (name, reason) in [
      ("folder.json", "folder.json: it is not a file"),
      ("pipe.json", "pipe.json: it is not a file"),
      ("zero.json", "zero.json: it is not a file"), ("circle.json", "cannot open circle.json"),
      ("none.json", "cannot open none.json: No such file or directory"),
      ("no\u{1B}[31mne.json", #"cannot open no\u{1b}[31mne.json"#),
    ] {
      let (update, check) = try await answers(to: name)
      for result in [update, check] {
        #expect(result.status == 1)
        #expect(result.errors.contains(reason), "\(result.errors)")
      }
    }
  }

  @Test(
    "what can be read of a poor document is used, and the rest is told",
    arguments: [
      (#"{"paths": {"/generation/maker/model": {"post": {}}}}"#, nil, 65),
      (document(#"{"properties": {"prompt": {"type": ["string", "integer", "null"]}}}"#), nil, 0),
      (document(##"{"properties": {"prompt": {"$ref": "#/nowhere"}}}"##), "names nothing", 0),
      (
        document(
          ##"{"properties": {"prompt": {"$ref": "#/components/schemas/A"}}}"##,
          components: ##"{"A": {"$ref": "#/components/schemas/A"}}"##), "leads to itself", 0
      ),
      (
        document(
          ##"{"$ref": "#/components/schemas/A"}"##,
          components: ##"""
            {"A": {"properties": {"prompt": {"type": "string"}}, "allOf": [{"$ref":
            "#/components/schemas/A"}], "anyOf": [{"$ref": "#/components/schemas/A"}]}}
            """##), "leads to itself", 0
      ),
      (document(nested(150)), "more than 64 deep", 0),
      (
        #"""
        {"paths": {"/generation/maker/model": {"post": {"requestBody": {"content": {"application/json":
        {"schema": {"properties": {"other": {}}}}}}}}, "/v1/generation/maker/model": {"post": {"requestBody":
        {"content": {"application/json": {"schema": {"properties": {"prompt": {}}}}}}}}}}
        """#, "is listed twice, and the last one counts", 0
      ),
    ] as [(String, String?, Int32)])
  func poor(text: String, fault: String?, status: Int32) async throws {
    try folder.write(text, to: "a.json")
    let (update, check) = try await answers(to: "a.json")
    #expect(check.status == status, "\(check.errors)")
    #expect(update.status == 0)
    if let fault {
      #expect(update.errors.contains(fault), "\(update.errors)")
      #expect(check.errors.contains(fault), "\(check.errors)")
    } else {
      #expect(update.errors == "")
    }
    // A sandbox that was given the same document starts, answers and ends.
    let run = try await Skv.run(
      ["run", "--sandbox", "-c", #"use maker/model; set prompt "x"; run"#], in: folder)
    #expect(run.status == status, "\(run.status) \(run.errors)")
  }

  @Test("a field that can never be set is none, and a guessed kind of output is told")
  func forbidden() async throws {
    try folder.write(
      Self.document(#"{"properties": {"prompt": {"type": "string"}, "count": false}}"#),
      to: "a.json")
    let script = "use maker/model; set prompt \"x\"; set count 1; run"
    let check = try await Skv.run(["check", "--contract", "a.json", "-c", script], in: folder)
    #expect(check.status == 65 && check.errors.contains("has no field `count`"))
    #expect(!check.errors.contains("another workflow"))
    let fields = try await Skv.run(["fields", "maker/model", "--contract", "a.json"], in: folder)
    #expect(fields.output.contains("a video is assumed"), "\(fields.output)")
    #expect(!fields.output.contains("count"), "\(fields.output)")
  }

  @Test(
    "names that are hostile to a terminal are shown escaped and cut",
    arguments: [
      #"\u001b[31mred"#, #"\u202etxt"#, "", #"\n"#, #"\u0000"#,
      String(repeating: "x", count: 100_000),
    ])
  func hostileNames(name: String) async throws {
    try folder.write(
      Self.document(
        #"""
        {"properties": {"prompt": {"type": "string"}, "\#(name)": {"type": "integer"}}, "required": ["\#(name)"]}
        """#),
      to: "a.json")
    let (update, check) = try await answers(to: "a.json")
    let list = try await Skv.run(["contract", "list"], in: folder)
    let diff = try await Skv.run(["contract", "diff", "built-in"], in: folder)
    #expect(update.status == 0 && check.status == 65 && list.status == 0 && diff.status == 1)
    for text in [update.output, update.errors, check.errors, list.output, diff.output] {
      let unsafe = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || $0 == "\u{202E}"
      }
      #expect(unsafe.isEmpty)
    }
  }

  @Test("a title and a summary that are hostile are shown escaped")
  func hostileTexts() async throws {
    let hostile = #"\u001b]0;x\u0007\u202e"#
    try folder.write(
      #"""
      {"paths": {"/generation/maker/model": {"post": {"summary": "\#(hostile)", "requestBody": {"content":
      {"application/json": {"schema": {"anyOf": [{"title": "\#(hostile)", "properties": {"a": {}}},
      {"title": "\#(hostile)2", "properties": {"b": {}}}]}}}}}}}}
      """#, to: "a.json")
    try folder.write(Self.document("{}"), to: "b.json")
    let diff = try await Skv.run(["contract", "diff", "b.json", "a.json"], in: folder)
    #expect(diff.status == 1)
    #expect(!diff.output.contains("\u{1B}") && !diff.output.contains("\u{202E}"))
    #expect(diff.output.contains(#"+ variant \u{1b}]0;x"#), "\(diff.output)")
  }

  @Test("a document of 50 MB is read, and one above the limit is refused unread")
  func large() async throws {
    var text = #"{"paths": {"/generation/maker/model": {"post": {}}"#
    let body = String(repeating: #"{"type": "string", "enum": ["a", "b"]}, "#, count: 1_000)
    var number = 0
    while text.utf8.count < 50_000_000 {
      text += #", "/generation/maker/m\#(number)": {"post": {"x": [\#(body)1]}}"#
      number += 1
    }
    try folder.write(text + "}}", to: "a.json")
    let update = try await Skv.run(["contract", "update", "a.json"], in: folder)
    #expect(update.status == 0, "\(update.errors)")
    #expect(update.output.contains("\(number + 1) models added"))
    try folder.write(text, to: "b.json")
    let cut = try await Skv.run(["contract", "update", "b.json"], in: folder)
    #expect(cut.status == 1 && cut.errors.contains("the text ends"), "\(cut.errors)")
    truncate(folder.file("b.json"), 65 << 20)
    let (refused, _) = try await answers(to: "b.json")
    #expect(refused.errors == "skv: b.json: it is larger than 64 MiB, which is all that is read\n")
  }
}
