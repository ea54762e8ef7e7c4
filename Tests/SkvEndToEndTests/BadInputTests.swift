import Foundation
import LosslessJSON
import Testing

/// What a person gets who made a mistake: a clear answer, the exit code, and nothing sent.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func errors(_ text: String, prefix: String = "error[") -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(prefix) }.map(String.init)
  }

  @Test("without a key one line says where to get one and how to set it, and nothing is sent")
  func noKey() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await Skv.run(
      ["run", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: ["SKILLS_VIDEO_BASE_URL": sandbox.baseURL])
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains("https://skills.video/dashboard/developer"))
    #expect(result.errors.contains("SKILLS_VIDEO_API_KEY"))
    #expect(try sandbox.submissions().isEmpty)
  }

  @Test("a model that is not known gets the nearest three")
  func unknownModel() async throws {
    let result = try await Skv.run(["check", "-"], in: folder, input: "use kling-v2.7\n")
    #expect(result.status == 65)
    #expect(errors(result.errors).count == 1)
    #expect(errors(result.errors).first?.hasPrefix("error[E0201]") == true)
    #expect(result.errors.contains("did you mean `kling-v2.6`?"))
    #expect(result.errors.contains("the nearest are kling-v2.6, wan-v2.7, wan-v2.6"))
  }

  @Test("two mistakes are exactly two findings, each at its place")
  func twoMistakes() async throws {
    let script = "use kling-v2.6\nset promt \"x\"\nset aspect_ratio 4:3\nrun\n"
    let result = try await Skv.run(["check", "-"], in: folder, input: script)
    #expect(result.status == 65)
    let found = errors(result.errors)
    #expect(found.count == 2, "\(result.errors)")
    #expect(found.first?.hasPrefix("error[E0203]: kling-v2.6 has no field `promt`") == true)
    #expect(found.last?.hasPrefix("error[E03") == true)
    #expect(result.errors.contains("--> <stdin>:2:5"))
    #expect(result.errors.contains("did you mean `prompt`?"))
    #expect(result.errors.contains("--> <stdin>:3:18"))
  }

  @Test("five mistakes are five findings in one go, and nothing is sent")
  func fiveMistakes() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = """
      use kling-v2.6
      set promt "x"
      set aspect_ratio 4:3
      sett duration 5
      set generate_audio "perhaps"
      run as fox
      use kling-v9
      """
    let result = try await Skv.run(
      ["run", "-"], in: folder, input: script, environment: sandbox.environment)
    #expect(result.status == 65)
    #expect(errors(result.errors).count == 5, "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
  }

  @Test("the short form is one line a finding, the JSON form one object")
  func forms() async throws {
    let script = "use kling-v2.6\nset promt \"x\"\nrun\n"
    let short = try await Skv.run(
      ["check", "--diagnostics", "short", "-"], in: folder, input: script)
    #expect(short.errors == "<stdin>:2:5: error E0203: kling-v2.6 has no field `promt`\n")
    let json = try await Skv.run(
      ["check", "--diagnostics", "json", "-"], in: folder, input: script)
    let lines = json.errors.split(separator: "\n")
    #expect(lines.count == 1)
    let finding = try JSON(parsing: String(lines[0]))
    #expect(finding["code"] == "E0203")
  }

  @Test("a clean script has no findings and exit code 0")
  func clean() async throws {
    let result = try await Skv.run(
      ["check", "-"], in: folder, input: "use kling-v2.6\nset prompt \"x\"\nrun\n")
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.errors == "<stdin>: no errors, 1 job\n")
  }

  @Test(
    "arguments that make no sense are usage errors, exit 1",
    arguments: [
      ["run"], ["run", "a.skv", "-c", "x"], ["nonsense"], ["run", "no-such-file.skv"],
      ["check"], ["sandbox", "--pace", "soon"], ["sandbox", "--shapes", "video=9"],
    ])
  func usage(arguments: [String]) async throws {
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output == "")
    #expect(!result.errors.isEmpty)
  }

  @Test("a base URL in clear text is refused, except on loopback")
  func clearText() async throws {
    let result = try await Skv.run(
      ["run", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: [
        "SKILLS_VIDEO_BASE_URL": "http://example.org/api/v1", "SKILLS_VIDEO_API_KEY": "k",
      ])
    #expect(result.status == 1)
    #expect(result.errors.contains("https"))
  }

  @Test("a state folder that cannot be made is exit 35 at once", arguments: ["nope", "self/nope"])
  func noStateFolder(name: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await Skv.run(
      ["run", "--sandbox", "-c", "use seedream-4.5; set prompt \"x\"; run"], in: folder,
      environment: ["HOME": "/proc/\(name)"])
    #expect(result.status == 35, "\(result.errors)")
  }

  @Test("where the working directory is gone nothing is sent, and nothing is written elsewhere")
  func noWorkingDirectory() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("gone"), withIntermediateDirectories: true)
    let script = #"cd gone && rmdir ../gone && exec "$0" run --sandbox -c 'use seedream-4.5; run'"#
    let result = try await Skv.run(["-c", script, Skv.path], in: folder, binary: "/bin/sh")
    #expect(result.status == 1)
    #expect(result.errors.contains("the working directory is gone"))
  }

  @Test("output that cannot be written is said so, and is no success")
  func fullOutput() async throws {
    let folder = try TemporaryFolder()
    let script = #"exec "$0" run --sandbox -c 'print "x"' >/dev/full"#
    let result = try await Skv.run(["-c", script, Skv.path], in: folder, binary: "/bin/sh")
    #expect(result.status == 1)
    #expect(result.errors.contains("the output could not be written: No space left on device"))
  }

  @Test("a pace that is none is named as it was written")
  func badPace() async throws {
    for pace in ["abc", "-1"] {
      let result = try await Skv.run(
        ["--sandbox=\(pace)", "-c", "print 1"], in: try TemporaryFolder())
      #expect(result.status == 1)
      #expect(result.errors.contains("`--sandbox=\(pace)` is no pace"))
    }
  }
}
