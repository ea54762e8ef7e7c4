import Foundation
import LosslessJSON
import Testing

/// The three statements and what grows on them, through the built program.
@Suite struct MainJobTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let fox = #"use kling-v2.6; set prompt "a red fox"; run to "fox.mp4""#

  @Test("the three statements make a film that plays")
  func threeStatements() async throws {
    let result = try await Skv.run(["run", "--sandbox", "--yes", "-c", Self.fox], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "fox.mp4\n")
    let player = try await Skv.run(
      ["-v", "error", "-i", "fox.mp4", "-f", "null", "-"], in: folder, binary: "/usr/bin/ffmpeg")
    #expect(player.status == 0)
    #expect(player.output + player.errors == "")
  }

  @Test("a still becomes the first frame of a clip")
  func chain() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = """
      use seedream-4.5
      set prompt "a keeper"
      run as still
      use kling-ai/v3/video
      set first_frame_url $still
      set prompt "lifts the lantern"
      set duration 5s
      run as clip
      print "${still.files[0].url}"
      """
    let result = try await Skv.run(
      ["run", "--yes", "-"], in: folder, input: script, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["out/still.png", "out/clip.mp4"])
    let submits = try sandbox.submissions()
    #expect(
      submits.compactMap { $0["model"]?.string } == [
        "bytedance/seedream-4.5", "kling-ai/v3/video",
      ])
    #expect(submits.first?["input"] == ["prompt": "a keeper"])
    #expect(submits.last?["input"]?["first_frame_url"]?.string == lines.last)
    #expect(submits.last?["input"]?["duration"] == 5)
    #expect(folder.files == ["out/clip.mp4", "out/still.png"])
  }

  @Test("a chain runs inside the program too")
  func chainInside() async throws {
    let script = """
      use seedream-4.5
      set prompt "a keeper"
      run as still
      use kling-ai/v3/video
      set first_frame_url $still
      set prompt "lifts the lantern"
      run as clip
      """
    let result = try await Skv.run(["run", "--sandbox", "--yes", "-"], in: folder, input: script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "out/still.png\nout/clip.mp4\n")
  }

  @Test("the program alone, in an empty folder, does the main job")
  func binaryAlone() async throws {
    // Copied by a program of its own: a descriptor that this process holds for writing would reach
    // other tests' children, and a file that is being written cannot be run.
    let copy = folder.file("skv")
    let copied = try await Skv.run([Skv.path, copy], in: folder, binary: "/bin/cp")
    #expect(copied.status == 0, "\(copied.errors)")
    let result = try await Skv.run(
      ["run", "--sandbox", "--yes", "-c", Self.fox], in: folder, binary: copy)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "fox.mp4")?.isEmpty == false)
  }

  @Test(
    "a script is run by its name, by `run`, from standard input, and by the bare command",
    arguments: [["film.skv"], ["run", "film.skv"], ["./film.skv"], ["run", "-"], []])
  func ways(arguments: [String]) async throws {
    let script = #"use seedream-4.5; set prompt "x"; run as still"#
    try folder.write(script, to: "film.skv")
    let result = try await Skv.run(
      arguments + ["--sandbox", "--yes"], in: folder, input: script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "out/still.png\n")
  }

  @Test("outputs of a script lie beside it, wherever it is called from")
  func outputRoot() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("films"), withIntermediateDirectories: true)
    try folder.write(#"use seedream-4.5; set prompt "x"; run as still"#, to: "films/a.skv")
    let result = try await Skv.run(["films/a.skv", "--sandbox"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "films/out/still.png\n")
    #expect(folder.files.contains("films/out/still.png"))
  }

  @Test("--output and `to` name the files, the flag first")
  func outputFlag() async throws {
    let text = #"option output "b.${run.ext}"; use seedream-4.5; set prompt "x"; run as still"#
    let flagged = try await Skv.run(
      ["run", "--sandbox", "--output", "a-${run.label}.${run.ext}", "-c", text], in: folder)
    #expect(flagged.output == "a-still.png\n", "\(flagged.errors)")
    let plain = try await Skv.run(["run", "--sandbox", "-c", text], in: folder)
    #expect(plain.output == "b.png\n", "\(plain.errors)")
  }

  @Test("several takes are several submits, several outputs several files")
  func takes() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await Skv.run(
      ["run", "-c", #"use seedream-4.5; set prompt "x"; set n 2; run as s x 2"#], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try sandbox.submissions().count == 2)
    #expect(
      folder.files == [
        "out/s-1-2.png", "out/s-1.png", "out/s-2-2.png", "out/s-2.png",
      ])
  }

  @Test("with --json standard output is nothing but JSON, one terminal event a generation")
  func jsonLines() async throws {
    let result = try await Skv.run(["run", "--sandbox", "--json", "-c", Self.fox], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let events = try result.jsonLines()
    let names = events.compactMap { $0["event"]?.string }
    #expect(names.first == "plan")
    #expect(names.last == "summary")
    #expect(names.filter { $0 == "terminal" }.count == 1)
    #expect(names.contains("sse_open"))
    let download = try #require(events.first { $0["event"] == "download" })
    #expect(download["run"]?["label"] == "r1")
    #expect(download["bytes"]?.number?.int == folder.bytes(of: "fox.mp4")?.count)
  }

  @Test("without a terminal, progress is plain lines without control characters")
  func plainLines() async throws {
    let result = try await Skv.run(["run", "--sandbox", "-c", Self.fox], in: folder)
    #expect(result.errors.contains("r1: "))
    #expect(!result.errors.contains("\u{1B}"))
    #expect(!result.errors.contains("\r"))
  }

  @Test("more jobs than `confirm` need --yes without a terminal: exit 31, nothing sent")
  func confirmation() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let text = #"use seedream-4.5; set prompt "x"; run x 11"#
    let refused = try await Skv.run(
      ["run", "-c", text], in: folder, environment: sandbox.environment)
    #expect(refused.status == 31)
    #expect(refused.errors.contains("11 jobs"))
    #expect(try sandbox.submissions().isEmpty)
    let agreed = try await Skv.run(
      ["run", "--yes", "-c", text], in: folder, environment: sandbox.environment)
    #expect(agreed.status == 0, "\(agreed.errors)")
    #expect(try sandbox.submissions().count == 11)
  }

  @Test("a proxy that is dead does not keep the sandbox away")
  func deadProxy() async throws {
    let proxy = "http://127.0.0.1:9"
    let result = try await Skv.run(
      ["run", "--sandbox", "-c", Self.fox], in: folder,
      environment: ["http_proxy": proxy, "https_proxy": proxy, "all_proxy": proxy])
    #expect(result.status == 0, "\(result.errors)")
  }
}
