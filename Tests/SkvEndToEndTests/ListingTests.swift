import Foundation
import LosslessJSON
import Testing

/// `skv models`, `skv fields` and `skv template`.
@Suite struct ListingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func skv(_ arguments: String..., input: String? = nil) async throws -> Skv.Result {
    try await Skv.run(arguments, in: folder, input: input)
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  // MARK: - models

  @Test("models lists all of them within 80 columns, paths first")
  func allModels() async throws {
    let result = try await skv("models")
    #expect(result.status == 0)
    #expect(lines(result.output).count == 75)
    #expect(lines(result.output).allSatisfy { $0.count <= 80 })
    #expect(result.output.contains("kling-ai/kling-v2.6                  t2v i2v v2v?"))
    #expect(result.errors.contains("75 models"))
    #expect(result.errors.contains("? the mode is known by name only"))
  }

  @Test("models --mode tells the reason of each")
  func reasons() async throws {
    let result = try await skv("models", "--mode", "v2v")
    #expect(result.output.contains("kling-v2.6 has a Motion Control variant"))
    #expect(result.output.contains("    gen4-aleph requires `video_url`, which is a video.\n"))
    #expect(!result.output.contains("text-image-to-video"))
    #expect(lines(result.output).filter { !$0.hasPrefix(" ") }.count == 14)
    #expect(try await skv("models", "v2v").output == result.output)
  }

  @Test("models --json is one object a model")
  func modelsJSON() async throws {
    let models = try await skv("models", "kling", "--kind", "image", "--json").jsonLines()
    #expect(
      models.compactMap { $0["model"]?.string } == [
        "kling-ai/v3/image", "kling-ai/o3-image", "kling-ai/o1-image",
      ])
    #expect(models[0]["modes"]?[1]?["mode"] == "i2i")
    #expect(models[0]["modes"]?[1]?["known"] == "documented")
    #expect(
      models[0]["modes"]?[1]?["evidence"] == "v3/image takes a picture in `image_urls`.")
  }

  @Test("a search that finds nothing says so, and prints nothing")
  func nothing() async throws {
    let result = try await skv("models", "kling", "sora")
    #expect(result.status == 0 && result.output == "")
    #expect(result.errors == "skv: no model has `kling` and `sora`\n")
    #expect(try await skv("models", "--mode", "x2y").status == 1)
  }

  // MARK: - fields

  @Test(
    "fields fits 80 columns and says what is not known",
    arguments: [
      ("kling-v2.6", ["Motion Control  ", "fields not documented", "  * prompt", "may require"]),
      ("kling-ai/v3/image", ["image_urls?", "its name was read from wording", "INCOMPLETE"]),
      ("seedance-2.0", ["one without a printed name", "from 4 to 15 (default 5)"]),
      ("wan-v2.7/edit-video", ["* video_url", "720p | 1080p (default 1080p)", "or null"]),
      ("veo-2", ["none is documented", "https://docs.skills.video/api-reference"]),
      ("seedance-1-pro", ["addresses only, no local files"]),
      ("ltx-2.3", ["a2v?", "audio-to-video variant", "documented in part"]),
      ("qwen-image-2-pro", ["jpeg | png | …"]),
      ("hailuo-2.3", ["* first_frame_url", "type not documented"]),
      ("gpt-image-1.5", ["application/json, multipart/form-data"]),
    ])
  func fields(_ model: String, _ words: [String]) async throws {
    let result = try await skv("fields", model)
    #expect(result.status == 0 && result.errors == "")
    for word in words { #expect(result.output.contains(word), "\(word)\n\(result.output)") }
    for line in lines(result.output) where line.trimmingCharacters(in: .whitespaces).contains(" ") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test("fields fits a narrow terminal")
  func narrow() async throws {
    let (status, shown) = try await Skv.watch(["fields", "vidu/q3"], in: folder, columns: 44)
    #expect(status == 0)
    let lines = shown.split(whereSeparator: \.isNewline)
    #expect(lines.contains { $0.contains("* prompt") })
    for line in lines { #expect(line.count <= 44, "\(line)") }
  }

  @Test(
    "tables fit a narrow terminal",
    arguments: [
      ["models"], ["models", "--mode", "v2v"], ["fields", "gpt-image-2"],
      ["fields", "kling-ai/v3/video"], ["contract"], ["doctor", "--sandbox"],
    ], [40, 60, 80] as [UInt16])
  func narrowTables(arguments: [String], columns: UInt16) async throws {
    let (status, shown) = try await Skv.watch(arguments, in: folder, columns: columns)
    #expect(status == 0)
    let plain = shown.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    for line in plain.split(whereSeparator: \.isNewline) {
      #expect(line.count <= columns, "\(line)")
    }
  }

  @Test("a model is a line where no terminal is")
  func pipe() async throws {
    let lines = lines(try await skv("models").output)
    let (_, shown) = try await Skv.watch(["models"], in: folder, columns: 40)
    #expect(lines.count == 75)
    #expect(shown.split(whereSeparator: \.isNewline).count > 100)
    #expect(shown.contains("t2v i2v,"))
  }

  @Test("fields --json holds everything that the page does")
  func fieldsJSON() async throws {
    let model = try JSON(parsing: try await skv("fields", "seedance-2.0", "--json").output)
    #expect(model["model"] == "bytedance/seedance-2.0")
    #expect(model["evidence"] == "partial")
    #expect(model["content_types"]?.array?.count == 2)
    #expect(model["page"] == "https://docs.skills.video/api-reference/seedance-20")
    let variant = try #require(model["variants"]?[0])
    #expect(variant["constant"]?["value"] == "text-image-to-video")
    #expect(variant["unnamed_fields"]?.array?.count == 3)
    let fields = try #require(variant["fields"]?.array)
    let duration = try #require(fields.first { $0["name"] == "duration" })
    #expect(duration["types"] == ["integer"] && duration["minimum"] == 4)
    #expect(duration["default"] == 5 && duration["required"] == false)
    let sounds = try #require(fields.first { $0["name"] == "audio_urls" })
    #expect(sounds["media"]?["kind"] == "audio" && sounds["max_items"] == 3)
    #expect(sounds["items"]?["format"] == "uri")
    #expect(model["variants"]?[1]?["documented"] == false)
    #expect(model["variants"]?[1]?["possibly_required"] == ["first_frame_url"])
  }

  @Test(
    "a model that does not exist, several, and a mode that it has not, say what is meant",
    arguments: [
      (["fields", "kling-2.6"], "there is no model `kling-2.6`", "`kling-ai/kling-v2.6`"),
      (["template", "video"], "several models end in `video`", "`kling-ai/v3/video`"),
      (["fields", "sora-2", "--mode", "v2v"], "sora-2 is not known to have", "it has t2v i2v"),
      (["template", "veo-2", "--json"], "the fields of veo-2 are not documented", "api-reference"),
      (["template", "kling-v2.6", "--mode", "v2v", "--json"], "Motion Control", "contract update"),
      (["fields"], "Missing expected argument", "model"),
    ])
  func mistakes(_ arguments: [String], _ message: String, _ advice: String) async throws {
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  // MARK: - template

  @Test("the template of every complete model runs on the sandbox")
  func templates() async throws {
    let complete = try await skv("models", "--json").jsonLines()
      .filter { $0["evidence"] == "complete" }.compactMap { $0["model"]?.string }
    #expect(complete.count == 37)
    var script = ""
    for model in complete { script += try await skv("template", model, "--skv").output }
    let result = try await skv("run", "--sandbox", "--yes", "-", input: script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(lines(result.output).count == 37)
  }

  // MARK: - Newer documents

  /// A document of one model whose words try to play tricks.
  private func hostileDocument() throws -> String {
    let schema = #"""
      {"required": ["a\u001b[31mb"], "properties": {
        "a\u001b[31mb": {"type": "string", "description": "red\u202Etxt\nrun"},
        "": {"type": ["integer", "null"], "minimum": 2}, "loop": {"$ref": "#/components/schemas/Loop"},
        "camera": {"type": "object", "required": ["zoom"], "properties": {
          "zoom": {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "auto"}]}}}}}
      """#
    return try folder.write(
      #"""
      {"openapi": "3.1.0", "paths": {"/v1/generation/maker/new": {"post": {"summary": "New\u001b]0;x\u0007",
        "requestBody": {"content": {"application/json": {"schema": \#(schema)}}}}}},
        "components": {"schemas": {"Loop": {"$ref": "#/components/schemas/Loop"}}}}
      """#, to: "new.json")
  }

  @Test(
    "models, fields and template go by the contract that is named, and show its words harmlessly")
  func namedContract() async throws {
    let document = try hostileDocument()
    let listed = try await skv("models", "--contract", document)
    #expect(lines(listed.output).count == 76)
    #expect(listed.output.contains("maker/new "))
    let fields = try await skv("fields", "maker/new", "--contract", document)
    #expect(fields.status == 0)
    #expect(fields.output.contains("camera.zoom"))
    #expect(fields.output.contains("a whole number, at least 1, or auto"))
    #expect(fields.output.contains("leads to itself"))
    let template = try await skv("template", "maker/new", "--contract", document)
    for text in [listed.output, fields.output, template.output] {
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
    }
    #expect(!template.output.contains("\nrun\nrun"))
    let json = try JSON(
      parsing: try await skv("fields", "maker/new", "--contract", document, "--json").output)
    #expect(json["variants"]?[0]?["fields"]?[1]?["name"] == "")
    #expect(try await skv("fields", "maker/new").status == 1)
  }

  @Test("a document that was taken in is what they go by from then on")
  func takenIn() async throws {
    _ = try await skv("contract", "update", try hostileDocument())
    #expect(try await skv("models", "maker").output.contains("maker/new"))
    #expect(try await skv("fields", "new").status == 0)
    #expect(try await skv("doctor", "--sandbox").output.contains("new.json sha256"))
  }

  @Test("template --json is a request that generates as it stands")
  func templateJSON() async throws {
    let request = try JSON(parsing: try await skv("template", "vidu/q3", "--json").output)
    #expect(request["prompt"] == "Describe what to generate")
    #expect(request["duration"] == 8 && request["first_frame_url"] == nil)
  }

  @Test("a template without fields is comments, and running it does nothing")
  func nothingToRun() async throws {
    let script = try await skv("template", "veo-2").output
    let result = try await skv("run", "--sandbox", "-", input: script)
    #expect(result.status == 0 && result.output == "")
    #expect(result.errors.contains("nothing to do"))
  }
}
