import Foundation
import LosslessJSON
import Testing

/// `skv runs`, `show`, `wait` and `download`, against a sandbox.
@Suite struct RunsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ text: String, _ flags: [String] = []) async throws {
    let result = try await Skv.run(["run", "--sandbox"] + flags + ["-c", text], in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  private static let fox = #"use seedream-4.5; set prompt "a fox"; run as fox"#

  private func id(_ run: String) async throws -> String {
    let shown = try await Skv.run(["show", "--sandbox", run, "--json"], in: folder)
    return try JSON(parsing: shown.output)["generation_id"]?.string ?? ""
  }

  // MARK: - runs

  @Test("a ledger without runs says so")
  func none() async throws {
    let result = try await Skv.run(["runs"], in: folder)
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.errors == "there are no runs yet\n")
  }

  @Test("runs lists the newest last, with a row each and what was looked for")
  func listed() async throws {
    try await make(Self.fox + "; set prompt \"b\"; run as owl x 2")
    let all = try await Skv.run(["runs", "--sandbox"], in: folder)
    let rows = all.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(
      rows.map { Array($0.prefix(3)) } == [
        ["run", "state", "label"], ["1", "saved", "fox"], ["2", "saved", rows[2][2]],
        ["3", "saved", rows[3][2]],
      ])
    #expect(Set([rows[2][2], rows[3][2]]) == ["owl[0]", "owl[1]"])
    #expect(rows[1].contains("1.5") && rows[1].contains("bytedance/seedream-4.5"))
    let found = try await Skv.run(["runs", "--sandbox", "OWL", "--json"], in: folder)
    #expect(try found.jsonLines().map { $0["number"]?.number?.int } == [2, 3])
    #expect(try found.jsonLines()[0]["state"]?.string == "saved")
    let nothing = try await Skv.run(["runs", "--sandbox", "zebra"], in: folder)
    #expect(nothing.errors == "no run has `zebra`\n")
  }

  @Test("the table fits the terminal, whatever the names", arguments: [40, 60, 80, 200])
  func width(columns: Int) async throws {
    try await make(
      "use seedream-4.5; set prompt \"x\"; run as \(String(repeating: "a", count: 50))")
    let (status, shown) = try await Skv.watch(
      ["runs", "--sandbox"], in: folder, columns: UInt16(columns))
    #expect(status == 0)
    let lines = shown.split(whereSeparator: \.isNewline)
    #expect(lines.count == 2)
    for line in lines { #expect(line.count <= columns, "\(line)") }
    #expect(lines[1].contains("saved"))
  }

  @Test("only the newest 20 and what is unfinished are listed without --all")
  func newest() async throws {
    try await LeftRun(baseURL: "sandbox", folder: folder).leave(.accepted)
    try await make("use seedream-4.5; set prompt \"x\"; run as a x 21", ["--yes", "--jobs", "21"])
    let short = try await Skv.run(["runs", "--sandbox"], in: folder)
    #expect(short.output.split(separator: "\n").count == 22)
    #expect(short.output.contains("*   1  accepted"))
    #expect(short.errors.contains("1 older; `skv runs --sandbox --all` lists them"))
    #expect(short.errors.contains("`skv resume --sandbox` takes up one unfinished run"))
    let all = try await Skv.run(["runs", "--sandbox", "--all"], in: folder)
    #expect(all.output.split(separator: "\n").count == 23)
  }

  // MARK: - show

  @Test("show tells all of a run, by number, label and id, and never the key")
  func shown() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let made = try await Skv.run(
      ["run", "-c", Self.fox], in: folder, environment: sandbox.environment)
    #expect(made.status == 0)
    let byNumber = try await Skv.run(["show", "1"], in: folder, environment: sandbox.environment)
    #expect(byNumber.status == 0)
    for words in [
      "run 1: fox", "saved", "bytedance/seedream-4.5", sandbox.baseURL, "1.5 credits",
      "\"prompt\": \"a fox\"", "out/fox.png", "image/png", "sha256 ", "planned", "submitting",
      "accepted: sbx_", "skv download 1",
    ] {
      #expect(byNumber.output.contains(words), "\(words) in \(byNumber.output)")
    }
    let json = try await Skv.run(
      ["show", "fox", "--json"], in: folder, environment: sandbox.environment)
    let run = try JSON(parsing: json.output)
    let id = try #require(run["generation_id"]?.string)
    #expect(run["outputs"]?[0]?["sha256"]?.string?.count == 64)
    #expect(
      run["history"]?.array?.compactMap { $0["state"]?.string } == [
        "planned", "submitting", "accepted", "finished", "saved",
      ])
    let byID = try await Skv.run(["show", id], in: folder, environment: sandbox.environment)
    #expect(byID.output == byNumber.output)
    for output in [byNumber.output, json.output] {
      #expect(!output.contains(SandboxProcess.key))
      #expect(!output.contains("key_digest"))
    }
    let unknown = try await Skv.run(["show", "owl"], in: folder, environment: sandbox.environment)
    #expect(unknown.status == 1)
    #expect(unknown.errors == "skv: no run is called owl\n")
  }

  @Test("a label of several runs means the newest, and that is said")
  func newestOfALabel() async throws {
    try await make(Self.fox)
    try await make(Self.fox)
    let shown = try await Skv.run(["show", "--sandbox", "fox"], in: folder)
    #expect(shown.output.hasPrefix("run 2: fox"))
    #expect(shown.errors == "2 runs are called fox; this is the newest, run 2\n")
  }

  // MARK: - wait

  @Test("wait takes up a run of this machine and downloads it")
  func waited() async throws {
    let program = try Skv.start(["run", "--sandbox=1m", "-c", Self.fox], in: folder)
    #expect(await program.errors(hold: "accepted"))
    program.signal(SIGKILL)
    _ = try await program.ended()
    let waited = try await Skv.run(["wait", "--sandbox", "fox", "--json"], in: folder)
    #expect(waited.status == 0, "\(waited.errors)")
    let names = try waited.jsonLines().compactMap { $0["event"]?.string }
    #expect(names.suffix(2) == ["terminal", "download"])
    #expect(names.allSatisfy { ["poll", "terminal", "download"].contains($0) })
    #expect(folder.files == ["out/fox.png"])
    let again = try await Skv.run(["wait", "--sandbox", "1"], in: folder)
    #expect(again.status == 0)
    #expect(again.output == "out/fox.png\n")
  }

  @Test("wait follows an id of another machine, prints its addresses and downloads nothing")
  func waitedElsewhere() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let made = try await Skv.run(
      ["run", "--embed", "off", "-c", Self.fox], in: folder, environment: sandbox.environment)
    #expect(made.status == 0)
    let id = try #require(try sandbox.submissions().first?["id"]?.string)
    let other = try TemporaryFolder()
    let waited = try await Skv.run(["wait", id], in: other, environment: sandbox.environment)
    #expect(waited.status == 0, "\(waited.errors)")
    #expect(waited.output.hasPrefix("http://127.0.0.1:"))
    #expect(waited.errors.contains("\(id): completed, 1.5 credits"))
    #expect(waited.errors.contains("`skv download \(id) --output PATH`"))
    #expect(other.files == [])
    let json = try await Skv.run(
      ["wait", id, "--json"], in: other, environment: sandbox.environment)
    #expect(try json.jsonLines().compactMap { $0["event"]?.string } == ["poll", "terminal"])
    let fetched = try await Skv.run(
      ["download", id, "--output", "here/a.png"], in: other, environment: sandbox.environment)
    #expect(fetched.status == 0, "\(fetched.errors)")
    #expect(fetched.output == "here/a.png\n")
    #expect(other.bytes(of: "here/a.png") == folder.bytes(of: "out/fox.png"))
    let listed = try await Skv.run(["runs"], in: other, environment: sandbox.environment)
    #expect(listed.output == "")
  }

  @Test("an id that nobody knows is exit 12; one that takes too long is exit 11")
  func waitExits() async throws {
    let sandbox = try await SandboxProcess(["--pace", "1m"], in: folder)
    let unknown = try await Skv.run(["wait", "typo"], in: folder, environment: sandbox.environment)
    #expect(unknown.status == 12)
    #expect(unknown.errors.contains("no run of this machine has that number, id or label"))
    let late = try await Skv.run(
      ["run", "--timeout", "1s", "-c", Self.fox], in: folder, environment: sandbox.environment)
    #expect(late.status == 11, "\(late.errors)")
    let id = try await sandboxID(sandbox)
    let other = try TemporaryFolder()
    let waited = try await Skv.run(
      ["wait", id, "--timeout", "1ms"], in: other, environment: sandbox.environment)
    #expect(waited.status == 11, "\(waited.errors)")
    #expect(waited.errors.contains("`skv wait \(id)` goes on"))
    let wrong = try await Skv.run(["wait", "x", "--timeout", "5"], in: folder)
    #expect(wrong.status == 1)
    let keyless = try await Skv.run(["wait", "x"], in: folder)
    #expect(keyless.status == 1)
    #expect(keyless.errors.contains("no API key"))
  }

  private func sandboxID(_ sandbox: SandboxProcess) async throws -> String {
    try #require(try sandbox.submissions().first?["id"]?.string)
  }

  @Test("a generation that failed is exit 10, for a run of this machine and for another's")
  func failed() async throws {
    let service = try ScriptedService { _ in
      .json(
        200,
        #"{"id":"gen_1","status":"FAILED","code":"VIDEO_GENERATION_FAILED","message":"gave up"}"#)
    }
    for place in [folder, try TemporaryFolder()] {
      if place === folder {
        try await LeftRun(baseURL: service.baseURL, folder: place).leave(.accepted)
      }
      let result = try await Skv.run(
        ["wait", "gen_1"], in: place, environment: service.environment)
      #expect(result.status == 10, "\(result.errors)")
      #expect(result.errors.contains("VIDEO_GENERATION_FAILED"))
      #expect(result.errors.contains("gave up"))
    }
  }

  // MARK: - download

  @Test("download brings missing files back byte for byte, and leaves a changed one alone")
  func downloaded() async throws {
    try await make(Self.fox)
    let bytes = try #require(folder.bytes(of: "out/fox.png"))
    let intact = try await Skv.run(["download", "--sandbox", "1"], in: folder)
    #expect(intact.status == 0)
    #expect(intact.output == "out/fox.png\n")
    try FileManager.default.removeItem(atPath: folder.file("out/fox.png"))
    let back = try await Skv.run(["download", "--sandbox", "fox", "--json"], in: folder)
    #expect(back.status == 0, "\(back.errors)")
    #expect(try back.jsonLines().map { $0["event"]?.string } == ["download"])
    #expect(folder.bytes(of: "out/fox.png") == bytes)
    try folder.write("mine", to: "out/fox.png")
    let beside = try await Skv.run(["download", "--sandbox", "fox"], in: folder)
    #expect(beside.output == "out/fox-2.png\n")
    #expect(folder.bytes(of: "out/fox.png") == Array("mine".utf8))
    #expect(folder.bytes(of: "out/fox-2.png") == bytes)
    #expect(folder.files == ["out/fox-2.png", "out/fox.png"])
  }

  @Test("download --output copies elsewhere: a file, a folder, never over what is there")
  func copied() async throws {
    try await make(Self.fox)
    let id = try await id("fox")
    for (place, file) in [
      ("a.png", "a.png"), ("a.png", "a-2.png"), ("b", "b.png"), ("c/", "c/\(id).png"),
      ("c", "c/\(id)-2.png"), ("d.d/e.dat", "d.d/e.dat"),
    ] {
      let result = try await Skv.run(
        ["download", "--sandbox", "fox", "--output", place], in: folder)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == file + "\n")
      #expect(folder.bytes(of: file) == folder.bytes(of: "out/fox.png"))
    }
  }

  @Test("what has no files says why, with the exit code that goes with it")
  func nothingToDownload() async throws {
    for (state, status, words) in [
      (LeftRun.State.planned, Int32(1), "nothing was sent"),
      (.submitting, 32, "`skv resume --sandbox 1 --abandon`"),
      (.accepted, 11, "`skv resume --sandbox 1`"),
    ] {
      let place = try TemporaryFolder()
      try await LeftRun(baseURL: "sandbox", folder: place).leave(state)
      let result = try await Skv.run(["download", "--sandbox", "1"], in: place)
      #expect(result.status == status, "\(result.errors)")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    let unknown = try await Skv.run(["download", "--sandbox", "sbx_1"], in: folder)
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("`skv download --sandbox sbx_1 --output PATH`"))
    let gone = try await Skv.run(
      ["download", "--sandbox", "sbx_1", "--output", "x/"], in: folder)
    #expect(gone.status == 33)
    #expect(folder.files == [])
  }

  @Test("a service that no longer gives a file is exit 33, and the run stays saved")
  func gone() async throws {
    let service = try ScriptedService { _ in .json(404, #"{"message":"gone"}"#) }
    let root = String(service.baseURL.dropLast("/api/v1".count))
    try await LeftRun(
      baseURL: service.baseURL, folder: folder,
      completed: #"{"id":"gen_1","status":"COMPLETED","data":{"video":{"url":"\#(root)/m.mp4"}}}"#,
      movie: [1, 2, 3]
    ).leave(.saved)
    try FileManager.default.removeItem(atPath: folder.file("fox.mp4"))
    let result = try await Skv.run(
      ["download", "fox"], in: folder, environment: service.environment)
    #expect(result.status == 33, "\(result.errors)")
    #expect(result.errors.contains("`skv download 1` tries again"))
    let resumed = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(resumed.errors == "nothing is unfinished\n")
  }
}
