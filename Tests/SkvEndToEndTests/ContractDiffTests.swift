import Foundation
import LosslessJSON
import Testing

/// `skv contract diff`, as a person and as a program read it.
@Suite struct ContractDiffTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ paths: [String: String], to name: String) throws {
    let items = paths.sorted { $0.key < $1.key }.map { path, schema in
      #""/generation/\#(path)": {"post": {"requestBody": {"content": {"application/json": {"schema": \#(schema)}}}}}"#
    }
    try folder.write(#"{"paths": {\#(items.joined(separator: ", "))}}"#, to: name)
  }

  private static let old = #"""
    {"required": ["prompt"], "properties": {"prompt": {"type": "string"}, "duration": {"type": "integer",
      "minimum": 3, "maximum": 10, "default": 5}, "ratio": {"enum": ["16:9", "4:3"]}, "seed": {"type": "integer"}}}
    """#
  private static let new = #"""
    {"required": ["prompt", "ratio"], "properties": {"prompt": {"type": "string"}, "duration": {"type": "integer",
      "minimum": 3, "maximum": 15, "default": 6}, "ratio": {"enum": ["16:9", "21:9"]},
      "style": {"type": "string", "enum": ["plain", "film"], "default": "plain"}}}
    """#

  private func writeBoth() throws {
    try write(["acme/film": Self.old, "acme/gone": Self.old, "acme/same": "{}"], to: "old.json")
    try write(["acme/film": Self.new, "acme/new": "{}", "acme/same": "{}"], to: "new.json")
  }

  @Test("what differs is a line each, grouped by model, old to new")
  func people() async throws {
    try writeBoth()
    let result = try await Skv.run(["contract", "diff", "old.json", "new.json"], in: folder)
    #expect(result.status == 1 && result.errors == "")
    #expect(
      result.output == """
        old.json → new.json: 1 model added, 1 model removed, 1 model changed
        acme/film
          duration: default 5 → 6
          duration: maximum 10 → 15
          ratio: required no → yes
          ratio: words - "4:3", + "21:9"
          - seed: integer
          + style: string; "plain", "film"; default "plain"
        acme/gone: removed, t2v, 4 fields, no event stream
        acme/new: added, video, fields not documented, no event stream
        no lock holds a job of these models

        """)
  }

  @Test("programs get an object a model, with the locks that hold jobs of it")
  func machines() async throws {
    try writeBoth()
    try FileManager.default.createDirectory(
      atPath: folder.file("films"), withIntermediateDirectories: true)
    let lock = #"{"skv": "0.1"}"# + "\n" + #"{"model": "acme/film"}"# + "\n"
    try folder.write(lock, to: "films/a.skv.lock")
    try folder.write(lock.replacing("film", with: "gone"), to: "b.skv.sandbox.lock")
    let result = try await Skv.run(
      ["contract", "diff", "old.json", "new.json", "--json"], in: folder)
    #expect(result.status == 1)
    let models = try result.jsonLines()
    #expect(models.map { $0["model"] } == ["acme/film", "acme/gone", "acme/new"])
    #expect(models.map { $0["change"] } == ["changed", "removed", "added"])
    #expect(models.map { $0["locks"] } == [["films/a.skv.lock"], ["b.skv.sandbox.lock"], []])
    #expect(
      models[0]["changes"]?[1] == [
        "what": "maximum", "variant": nil, "field": "duration", "old": "10", "new": "15",
      ])
    let text = try await Skv.run(["contract", "diff", "old.json", "new.json"], in: folder).output
    #expect(text.hasSuffix("  b.skv.sandbox.lock: acme/gone\n  films/a.skv.lock: acme/film\n"))
    let elsewhere = try await Skv.run(
      ["contract", "diff", "old.json", "new.json", "--locks", "films"], in: folder
    ).output
    #expect(elsewhere.hasSuffix("locks with jobs of these models:\n  a.skv.lock: acme/film\n"))
  }

  @Test("a lock that was not looked at is named, with the reason")
  func omission() async throws {
    try writeBoth()
    try folder.write("", to: "big.skv.lock")
    truncate(folder.file("big.skv.lock"), (64 << 20) + 1)
    let sides = ["contract", "diff", "old.json", "new.json"]
    let text = try await Skv.run(sides, in: folder)
    let words = "big.skv.lock: it is larger than 64 MiB\n"
    #expect(text.output.hasSuffix("not searched for locks:\n  " + words), "\(text.output)")
    let json = try await Skv.run(sides + ["--json"], in: folder)
    #expect(json.errors == "not searched for locks: " + words)
  }

  @Test(
    "where nothing differs the exit code is 0",
    arguments: [
      ["built-in"], ["built-in", "in-use"], ["in-use", "built-in"], ["old.json", "old.json"],
      ["in-use"],
    ])
  func same(sides: [String]) async throws {
    try writeBoth()
    let result = try await Skv.run(["contract", "diff"] + sides, in: folder)
    #expect(result.status == 0 && result.output == "nothing differs\n")
    let json = try await Skv.run(["contract", "diff"] + sides + ["--json"], in: folder)
    #expect(json.status == 0 && json.output == "")
  }

  @Test("against a document of one model that model alone is compared")
  func single() async throws {
    try writeBoth()
    try write(["acme/film": Self.new], to: "one.json")
    try write(["acme/gone": Self.old], to: "other.json")
    func models(_ sides: String...) async throws -> [String] {
      try await Skv.run(["contract", "diff"] + sides + ["--json"], in: folder).jsonLines()
        .map { "\($0["model"]?.string ?? "") \($0["change"]?.string ?? "")" }
    }
    #expect(try await models("old.json", "one.json") == ["acme/film changed"])
    #expect(try await models("one.json", "old.json") == ["acme/film changed"])
    #expect(try await models("new.json", "one.json") == [])
    #expect(try await models("in-use", "one.json") == ["acme/film added"])
    #expect(try await models("one.json", "other.json") == ["acme/film removed", "acme/gone added"])
    try write(["kling-ai/kling-v2.6": Self.old], to: "kling.json")
    #expect(
      try await models("kling.json", "one.json") == [
        "kling-ai/kling-v2.6 removed", "acme/film added",
      ])
    #expect(try await models("in-use", "kling.json") == ["kling-ai/kling-v2.6 changed"])
    _ = try await Skv.run(["contract", "update", "one.json"], in: folder)
    #expect(try await models("one.json") == [])
    #expect(try await models("built-in") == ["acme/film added"])
  }

  @Test("a docs.json is compared as the navigation of the contract in use")
  func navigation() async throws {
    try folder.write(
      #"[{"group": "Images", "pages": ["POST /generation/kling-ai/kling-v2.6"]}]"#, to: "docs.json")
    let result = try await Skv.run(
      ["contract", "diff", "in-use", "docs.json", "--json"], in: folder)
    let kling = try result.jsonLines().first { $0["model"] == "kling-ai/kling-v2.6" }
    #expect(kling?["changes"]?[0]?["what"] == "output")
    #expect(kling?["changes"]?[0]?["new"] == "image")
  }

  @Test("lines fit 80 columns, and hostile names stay on their line")
  func hostile() async throws {
    let words = (0..<60).map { #""word-\#($0)""# }.joined(separator: ", ")
    let hostile = #"\u001b[31m\u202e\n\u0007"# + String(repeating: "x", count: 5_000)
    try write(["acme/film": #"{"properties": {"a": {"enum": ["z"]}}}"#], to: "a.json")
    try write(
      [
        "acme/film":
          #"{"properties": {"a": {"enum": [\#(words)]}, "\#(hostile)": {"default": "\#(hostile)"}}}"#
      ],
      to: "b.json")
    let result = try await Skv.run(["contract", "diff", "a.json", "b.json"], in: folder)
    #expect(result.status == 1)
    let unsafe = result.output.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || $0 == "\u{202E}"
    }
    #expect(unsafe.isEmpty)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count < 30)
    for line in lines where !line.contains("xxx") { #expect(line.count <= 80, "\(line)") }
    #expect(result.output.contains(#"\u{1b}[31m\u{202e}"#))
  }
}
