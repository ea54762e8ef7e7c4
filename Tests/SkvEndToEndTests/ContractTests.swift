import Foundation
import LosslessJSON
import Testing

/// The contract in use: what is listed, taken in, laid over it, compared.
@Suite struct ContractTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func skv(_ arguments: String...) async throws -> Skv.Result {
    try await Skv.run(arguments, in: folder)
  }

  /// Writes a document of models that take one prompt, with their streams.
  @discardableResult
  private func write(
    _ models: [String], longest: Int = 5, choices: String = "anyOf", prefix: String = "",
    to name: String
  ) throws -> String {
    let paths = models.flatMap { model in
      ["", "sse/"].map { stream in
        ##""\##(prefix)/generation/\##(stream)\##(model)": {"post": {"tags": ["Videos"], "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}}}}"##
      }
    }
    let text = #"""
      {"openapi": "3.1.0", "paths": {\#(paths.joined(separator: ", "))}, "components": {"schemas":
        {"Body": {"\#(choices)": [{"title": "Text", "required": ["prompt"], "properties":
          {"prompt": {"type": "string", "maxLength": \#(longest)}}}]}}}}
      """#
    return try folder.write(text, to: name)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private let longScript = #"use kling-ai/kling-v2.6; set prompt "a red fox"; run as fox"#
  private let shortScript = #"use kling-ai/kling-v2.6; set prompt "fox"; run as fox"#

  @Test("a newcomer has the built-in contract")
  func builtIn() async throws {
    for arguments in [["contract"], ["contract", "list"]] {
      let result = try await Skv.run(arguments, in: folder)
      #expect(result.status == 0 && result.errors == "")
      #expect(lines(result.output).first == "75 models, from:")
      #expect(lines(result.output).count == 3)
    }
    let json = try await skv("contract", "list", "--json").jsonLines()
    #expect(json.map { $0["kind"] } == ["openapi", "docs"])
    #expect(json.first?["sha256"]?.string?.count == 64)
    #expect(json.first?["taken"] == .null)
    #expect(json.first?["models"]?.array?.count == 75)
    #expect(json.first?["models"]?[0]?["sha256"]?.string?.count == 64)
    #expect(FileManager.default.fileExists(atPath: folder.file(".home/.cache")) == false)
  }

  @Test(
    "a document of one model is laid over the contract, however it is written",
    arguments: [("", "anyOf"), ("/v1", "oneOf")])
  func single(prefix: String, choices: String) async throws {
    try write(["kling-ai/kling-v2.6"], choices: choices, prefix: prefix, to: "kling.json")
    // For one call.
    let long = try await skv("check", "--contract", "kling.json", "-c", longScript)
    #expect(long.status == 65)
    #expect(long.errors.contains("has at most 5 characters"))
    #expect(try await skv("check", "-c", longScript).status == 0)
    // From now on.
    let update = try await skv("contract", "update", "kling.json")
    #expect(update.status == 0 && update.errors == "")
    #expect(lines(update.output).prefix(2) == ["kept kling.json", "1 model changed"])
    #expect(try await skv("check", "-c", longScript).status == 65)
    #expect(try await skv("check", "-c", shortScript).status == 0)
    #expect(try await skv("check", "-c", #"use seedream-4.5; set prompt "x"; run"#).status == 0)
    let list = try await skv("contract").output
    #expect(list.contains("74 of its 75 models"))
    #expect(list.contains("1 model: kling-ai/kling-v2.6"))
    let json = try await skv("contract", "list", "--json").jsonLines()
    #expect(json.map { $0["origin"] } == ["built-in", "kept", "built-in"])
    #expect(json[1]["name"] == "kling.json")
    #expect(json[1]["taken"]?.string?.hasSuffix("Z") == true)
    // And back.
    let back = try await skv("contract", "update", "--built-in")
    #expect(back.status == 0)
    #expect(lines(back.output).first == "the built-in contract is in use")
    #expect(try await skv("check", "-c", longScript).status == 0)
  }

  @Test("a sandbox judges by the contract in use and by what is laid over it")
  func sandbox() async throws {
    try write(["maker/new"], to: "new.json")
    let script = #"use maker/new; set prompt "a red fox"; run as fox"#
    let fine = #"use maker/new; set prompt "fox"; run as fox"#
    // The engine lets it pass, so it is the sandbox that refuses.
    let refused = try await skv(
      "run", "--sandbox", "--contract", "new.json", "--unchecked", "allow", "-c",
      #"use maker/new; set prompt "fox"; set extra 1; run"#)
    #expect(refused.errors.contains("extra is not a field of this model"), "\(refused.errors)")
    #expect(try await skv("run", "--sandbox", "-c", fine).status == 65)
    let made = try await skv("run", "--sandbox", "--contract", "new.json", "-c", fine)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try await skv("run", "--sandbox", "--contract", "new.json", "-c", script).status == 65)
    // The sandbox goes on without that contract.
    let other = try await skv(
      "run", "--sandbox", "-c", #"use seedream-4.5; set prompt "x"; run as b"#)
    #expect(other.status == 0 && !other.errors.contains("damaged"), "\(other.errors)")
    let server = try await SandboxProcess(["--contract", "new.json"], in: folder)
    let environment = server.environment
    let served = try await Skv.run(
      ["run", "--contract", "new.json", "--output-root", "served", "-c", fine], in: folder,
      environment: environment)
    #expect(served.status == 0, "\(served.errors)")
    #expect(try server.submissions().first?["model"] == "maker/new")
    _ = try await skv("contract", "update", "new.json")
    #expect(
      try await skv("run", "--sandbox", "--output-root", "kept", "-c", fine).status == 0)
  }

  @Test("a document of several models is the whole, and docs.json says what they make")
  func whole() async throws {
    try write(["a/one", "a/two"], to: "openapi.json")
    try folder.write(
      #"{"navigation": [{"group": "Images", "pages": ["POST /generation/a/one"]}]}"#,
      to: "docs.json")
    let update = try await skv("contract", "update", "openapi.json", "docs.json")
    #expect(update.status == 0, "\(update.errors)")
    #expect(update.output.contains("2 models added, 75 models removed"))
    #expect(try await skv("check", "-c", shortScript).status == 65)
    let made = try await skv("run", "--sandbox", "-c", #"use one; set prompt "x"; run as a"#)
    #expect(made.status == 0, "\(made.errors)")
    #expect(folder.files.contains("out/a.png"))
    let json = try await skv("contract", "list", "--json").jsonLines()
    #expect(json.map { $0["name"] } == ["openapi.json", "docs.json"])
  }

  @Test("a document that is refused leaves all as it was, with one line and exit 1")
  func refused() async throws {
    try write(["maker/one"], to: "good.json")
    _ = try await skv("contract", "update", "good.json")
    let before = try await skv("contract", "list", "--json").output
    try folder.write("{\"paths\": {\n  oops", to: "bad.json")
    try write(["maker/two"], to: "two.json")
    let result = try await skv("contract", "update", "two.json", "bad.json")
    #expect(result.status == 1 && result.output == "")
    #expect(lines(result.errors).count == 1)
    #expect(result.errors.hasPrefix("skv: bad.json: it is no JSON: line 2, column 3"))
    #expect(try await skv("contract", "list", "--json").output == before)
    let check = try await skv("check", "--contract", "bad.json", "-c", "print 1")
    #expect(check.status == 1 && lines(check.errors).count == 1)
  }

  @Test("a damaged cache is one warning a command, and never its end")
  func damaged() async throws {
    try write(["maker/one"], to: "one.json")
    _ = try await skv("contract", "update", "one.json")
    try folder.write("{", to: ".home/.cache/skv/contract/in-use.json")
    let check = try await skv("check", "-c", shortScript)
    #expect(check.status == 0)
    #expect(lines(check.errors).filter { $0.contains("in-use.json is damaged") }.count == 1)
    try FileManager.default.removeItem(atPath: folder.file(".home/.cache"))
    #expect(try await skv("check", "-c", shortScript).errors == "<arg>: no errors, 1 job\n")
  }

  /// The path of the only document that is kept.
  private func keptDocument() throws -> String {
    let place = ".home/.cache/skv/contract"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file(place))
    return place + "/" + (try #require(names.first { $0.count == 64 + ".json".count }))
  }

  /// Keeps `one.json` and appends a byte to the kept file; gives the names of its folder.
  private func damage() async throws {
    try write(["maker/one"], to: "one.json")
    _ = try await skv("contract", "update", "one.json")
    let document = try keptDocument()
    let text = try String(contentsOfFile: folder.file(document), encoding: .utf8)
    try folder.write(text + "\n", to: document)
  }

  @Test("a run whose contract lost a document ends with the way out, a check goes on")
  func lost() async throws {
    try await damage()
    let script = #"use kling-v2.6; set prompt "fox"; run as fox"#
    for arguments in [["run", "--sandbox", "-c", script], ["run", "--sandbox", "-c", "print 1"]] {
      let run = try await Skv.run(arguments, in: folder)
      #expect(run.status == 1 && run.output == "")
      #expect(run.errors.hasPrefix("skv: nothing is run, since the contract is not whole: "))
      #expect(run.errors.contains("`skv contract update FILE`"), "\(run.errors)")
    }
    for arguments in [["check", "-c", script], ["models"], ["contract", "list"]] {
      let result = try await Skv.run(arguments, in: folder)
      #expect(result.status == 0)
      #expect(result.errors.contains("the kept contract one.json is left out"))
    }
    let doctor = try await skv("doctor", "--sandbox")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("the kept contract one.json is left out"), "\(doctor.output)")
    #expect(try await skv("contract", "update", "--built-in").status == 0)
    #expect(try await skv("run", "--sandbox", "-c", script).status == 0)
  }

  @Test("what is damaged is told where it is dropped by an update")
  func dropped() async throws {
    try await damage()
    try write(["maker/two"], to: "two.json")
    let update = try await skv("contract", "update", "two.json")
    #expect(update.status == 0)
    #expect(lines(update.errors).count == 1)
    #expect(update.errors.contains("the kept contract one.json is left out"))
    #expect(update.errors.contains("no longer in use"), "\(update.errors)")
    #expect(try await skv("check", "-c", "print 1").errors.contains("one.json") == false)
  }

  @Test("going back says what is no longer in use, and reads no document for it")
  func back() async throws {
    try write(["maker/one"], to: "one.json")
    _ = try await skv("contract", "update", "one.json")
    let document = try keptDocument()
    try FileManager.default.removeItem(atPath: folder.file(document))
    mkfifo(folder.file(document), 0o600)
    let back = try await skv("contract", "update", "--built-in")
    #expect(back.status == 0 && back.errors == "")
    #expect(back.output == "the built-in contract is in use\nno longer in use: one.json\n")
  }

  @Test("an update that does not print every change names the command that does")
  func pointer() async throws {
    try write(["maker/one"], to: "one.json")
    let few = try await skv("contract", "update", "one.json")
    #expect(!few.output.contains("skv contract diff"))
    try write((1...21).map { "maker/m\($0)" }, to: "many.json")
    let many = try await skv("contract", "update", "many.json")
    #expect(many.output.contains("and 77 more"), "\(many.output)")
    #expect(lines(many.output).last?.hasPrefix("`skv contract diff built-in` shows all") == true)
  }

  @Test("a document that holds the API key is not kept")
  func key() async throws {
    let key = SandboxProcess.key
    try write(["maker/\(key)"], to: "a.json")
    try write(["maker/one"], to: "\(key).json")
    for name in ["a.json", "\(key).json"] {
      let result = try await Skv.run(
        ["contract", "update", name], in: folder, environment: ["SKILLS_VIDEO_API_KEY": key])
      #expect(result.status == 1)
      #expect(result.errors.contains("the API key stands in it"))
      #expect(!result.errors.contains(key))
    }
    #expect(FileManager.default.fileExists(atPath: folder.file(".home/.cache")) == false)
  }

  @Test("kept documents are 0600 in folders of 0700, whatever the umask")
  func modes() async throws {
    try write(["maker/one"], to: "one.json")
    let program = try Skv.start(
      ["-c", "umask 000; exec \"$0\" contract update one.json", Skv.path], in: folder,
      binary: "/bin/bash")
    #expect(try await program.ended().status == 0)
    let cache = folder.file(".home/.cache")
    let names = try #require(FileManager.default.enumerator(atPath: cache)).allObjects
    #expect(names.count == 5)
    for name in names.compactMap({ $0 as? String }) + [""] {
      let attributes = try FileManager.default.attributesOfItem(atPath: cache + "/" + name)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(name)")
    }
  }

  @Test("the help of each command under `contract` has lines of at most 80 columns and an example")
  func help() async throws {
    for command in ["list", "update", "diff"] {
      let page = try await skv("contract", command, "--help")
      #expect(page.status == 0)
      for line in page.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
      #expect(page.output.contains("  skv contract \(command) "))
      #expect(try await skv("help", "contract", command).output == page.output)
    }
  }

  @Test(
    "words that make no sense are usage errors",
    arguments: [
      (["contract", "lst"], "there is no command `contract lst`; did you mean `list`?"),
      (["contract", "update"], "name a document to take in, or --built-in"),
      (["contract", "update", "--built-in", "a.json"], "--built-in takes no file"),
      (["contract", "diff"], "Missing expected argument"),
      (
        ["contract", "diff", "built-in", "a.json", "--locks", "none"],
        "folder none cannot be searched"
      ),
      (["contract", "diff", "built-in", "--locks", "none"], "folder none cannot be searched"),
      (["contract", "diff", "none.json"], "cannot open none.json: No such file or directory"),
      (["run", "--contract", "none.json", "-c", "print 1"], "cannot open none.json"),
      (["sandbox", "--contract", "none.json"], "cannot open none.json"),
    ])
  func usage(arguments: [String], message: String) async throws {
    try write(["maker/one"], to: "a.json")
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
