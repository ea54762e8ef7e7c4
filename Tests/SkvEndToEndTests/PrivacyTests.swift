import Foundation
import Testing

/// The key stays where it was set: in no byte that skv writes, whatever is done with it by mistake.
@Suite struct PrivacyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A usual key, and one of characters that are escaped wherever they can be.
  private static let keys = [SandboxProcess.key, #"sk+te"st\5e1f/0c2b=9a77&"#]

  private func expectNoTrace(
    of key: String, in result: Skv.Result, except own: Set<String> = [],
    _ location: SourceLocation = #_sourceLocation
  ) {
    let search = KeySearch(key)
    #expect(search.traces(in: result) == [], "\(result)", sourceLocation: location)
    #expect(search.traces(below: folder, except: own) == [], sourceLocation: location)
  }

  private func places(_ key: String, _ more: [String: String]) -> [String: String] {
    [
      "SKILLS_VIDEO_API_KEY": key, "XDG_STATE_HOME": folder.file(".state"),
      "XDG_CACHE_HOME": folder.file(".cache"), "XDG_CONFIG_HOME": folder.file(".config"),
    ].merging(more) { $1 }
  }

  @Test("the search finds a key in each form")
  func searchBites() {
    let key = Self.keys[1]
    let search = KeySearch(key)
    for text in [
      key, "x/sk%2Bte%22st%5C5e1f%2F0c2b%3D9a77%26", "x/sk%2bte%22st%5c5e1f%2f0c2b%3d9a77%26",
      #"{"a":"sk+te\"st\\5e1f/0c2b=9a77&"}"#, #"{"a":"sk+te\"st\\5e1f\/0c2b=9a77&"}"#,
      Data(key.utf8).base64EncodedString(), Data("Bearer \(key)".utf8).base64EncodedString(),
      Data("yy\(key)zz".utf8).base64EncodedString(),
    ] {
      #expect(!search.traces(in: Data(text.utf8)).isEmpty, "\(text)")
    }
    #expect(search.traces(in: Data("sk+test".utf8)).isEmpty)
  }

  @Test("no command writes the key anywhere while all goes well", arguments: keys)
  func allGoesWell(key: String) async throws {
    let server = try Skv.start(
      ["sandbox", "--journal", folder.file("journal")], in: folder, environment: places(key, [:]))
    let address = await server.firstLine()
    let environment = places(key, ["SKILLS_VIDEO_BASE_URL": address])
    let text = #"use seedream-4.5; set prompt "x"; run as still; print $still"#
    try folder.write(text, to: "film.skv")
    for arguments in [
      ["run", "-c", text], ["run", "--json", "-c", text], ["film.skv"], ["check", "film.skv"],
      ["run", "--sandbox", "-c", text], ["resume"], ["resume", "--sandbox"], ["--help"],
      ["run", "--help"], ["--version"], ["completions", "bash"],
    ] {
      let result = try await Skv.run(arguments, in: folder, environment: environment)
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      expectNoTrace(of: key, in: result)
    }
    #expect(folder.bytes(of: ".state/skv/sandbox.sqlite") != nil)
    server.signal(SIGTERM)
    expectNoTrace(of: key, in: try await server.ended())
  }

  @Test(
    "a service that quotes the key does not get it shown or kept",
    arguments: keys, QuotingService.allCases)
  func quotedKey(key: String, kind: QuotingService) async throws {
    let service = try kind.started(quoting: key)
    for flags in [[], ["--json"]] {
      let result = try await Skv.run(
        ["run", "--retry", "0"] + flags
          + ["-c", #"use kling-v2.6; set prompt "x"; run as fox; print $fox"#],
        in: folder, environment: places(key, ["SKILLS_VIDEO_BASE_URL": service.baseURL]))
      expectNoTrace(of: key, in: result)
      let resumed = try await Skv.run(
        ["resume"] + flags, in: folder,
        environment: places(key, ["SKILLS_VIDEO_BASE_URL": service.baseURL]))
      expectNoTrace(of: key, in: resumed)
    }
    #expect(service.submitCount == 2)
  }

  // MARK: - Slips

  private static let half = SandboxProcess.key.count / 2

  @Test(
    "a key in a script is refused before anything is sent or recorded",
    arguments: [
      #"set prompt "a fox KEY"; run"#, #"set prompt "x"; run as KEY"#,
      #"set prompt "x"; run to "KEY.mp4""#, "\n# my key: KEY\nset prompt 'x'; run",
      #"set promt "KEY"; run"#, #"print "KEY""#, #"let a = "HALF"; set prompt "${a}REST"; run"#,
      "set prompt @notes.txt; run",
    ], [[], ["--json"], ["--sandbox"]])
  func keyInScript(text: String, flags: [String]) async throws {
    let key = SandboxProcess.key
    let sandbox = try await SandboxProcess(in: folder)
    let text = ("use kling-v2.6; " + text).replacing("KEY", with: key)
      .replacing("HALF", with: key.prefix(Self.half))
      .replacing("REST", with: key.dropFirst(Self.half))
    try folder.write("a fox \(key)", to: "notes.txt")
    let result = try await Skv.run(
      ["run"] + flags + ["-c", text], in: folder, environment: sandbox.environment)
    #expect(result.status == 65, "\(result)")
    let said = flags == ["--json"] ? result.output : result.errors
    #expect(said.contains("API key"), "\(result)")
    #expect(said.contains("Nothing was sent or recorded"))
    expectNoTrace(of: key, in: result, except: ["notes.txt"])
    #expect(try sandbox.submissions().isEmpty)
    #expect(folder.files == ["notes.txt"])
  }

  @Test("a key in a file of statements is refused with its line, by run and by check")
  func keyInFile() async throws {
    let key = SandboxProcess.key
    try folder.write("use kling-v2.6\nset promt \"\(key)\"\nrun\n", to: "film.skv")
    for command in ["run", "check"] {
      let result = try await Skv.run(
        [command, "film.skv"], in: folder, environment: ["SKILLS_VIDEO_API_KEY": key])
      #expect(result.status == 65)
      #expect(result.errors.hasPrefix("skv: film.skv:2: the API key stands in the script"))
      expectNoTrace(of: key, in: result, except: ["film.skv"])
    }
  }

  @Test(
    "a key in an argument by mistake is not echoed",
    arguments: keys,
    [
      ["KEY"], ["run", "KEY"], ["run", "--KEY"], ["run", "--overwrite", "KEY", "-c", "x"],
      ["check", "KEY.skv"], ["check", "--diagnostics", "KEY", "-"], ["resume", "KEY"],
      ["resume", "--key", "KEY"], ["sandbox", "--pace", "KEY"], ["sandbox", "KEY"],
      ["help", "KEY"], ["completions", "KEY"], ["run", "--sandbox=KEY", "-c", "x"],
    ])
  func keyInArgument(key: String, arguments: [String]) async throws {
    let result = try await Skv.run(
      arguments.map { $0.replacing("KEY", with: key) }, in: folder,
      environment: ["SKILLS_VIDEO_API_KEY": key])
    #expect(result.status == 1, "\(result)")
    #expect(!result.errors.isEmpty)
    expectNoTrace(of: key, in: result)
  }

  @Test("a key in an output path is refused, and in the service's address")
  func keyInPathOrAddress() async throws {
    let key = SandboxProcess.key
    let sandbox = try await SandboxProcess(in: folder)
    let text = #"use kling-v2.6; set prompt "x"; run"#
    let path = try await Skv.run(
      ["run", "--output", "\(key).mp4", "-c", text], in: folder, environment: sandbox.environment)
    #expect(path.status == 65, "\(path)")
    expectNoTrace(of: key, in: path)
    let address = try await Skv.run(
      ["run", "-c", text], in: folder,
      environment: places(key, ["SKILLS_VIDEO_BASE_URL": sandbox.baseURL + "/" + key]))
    #expect(address.status == 1, "\(address)")
    #expect(address.errors.contains("SKILLS_VIDEO_BASE_URL"))
    expectNoTrace(of: key, in: address)
    #expect(try sandbox.submissions().isEmpty)
  }
}
