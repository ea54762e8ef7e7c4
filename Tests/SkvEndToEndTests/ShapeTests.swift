import Foundation
import LosslessJSON
import Testing

/// Where the service's documents leave a shape open, every shape the sandbox has is understood.
@Suite struct ShapeTests {
  private static let chain = """
    use seedream-4.5
    set prompt "a keeper"
    run as still
    use kling-ai/v3/video
    set first_frame_url $still
    set prompt "lifts the lantern"
    run as clip
    """

  @Test(
    "a still and a clip are made, whatever the shape",
    arguments: [
      "video=1", "video=2", "video=3", "status=new", "status=old",
      "letters=plain", "letters=upper", "letters=lower", "input=sent", "input=defaults",
      "input=missing", "events=bare", "events=named", "events=noisy",
      "video=2,status=old,input=missing,events=named",
      "video=3,status=old,letters=upper,input=defaults,events=noisy",
    ])
  func everyShape(shapes: String) async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(["--shapes", shapes], in: folder)
    let result = try await Skv.run(
      ["run", "-"], in: folder, input: Self.chain, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "out/still.png\nout/clip.mp4\n")
    #expect(try sandbox.submissions().count == 2)
  }

  @Test(
    "a refusal is understood, whatever its shape",
    arguments: ["errors=full", "errors=message", "errors=nested"])
  func everyRefusal(shapes: String) async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(["--shapes", shapes, "--credits", "1"], in: folder)
    let result = try await Skv.run(
      ["run", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 20, "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
  }

  @Test("a refusal in plain text is not in the service's own form: in doubt, never sent again")
  func plainTextRefusal() async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(
      ["--shapes", "errors=text", "--credits", "1"], in: folder)
    let result = try await Skv.run(
      ["run", "--look-time", "0s", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 32, "\(result.errors)")
  }

  @Test(
    "a generation that fails is exit 10, whether or not it is charged",
    arguments: ["failed=free", "failed=charged", "status=old", "letters=lower"])
  func failure(shapes: String) async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(["--shapes", shapes], in: folder)
    let result = try await Skv.run(
      ["run", "-c", #"use kling-v2.6; set prompt "please-fail"; run"#], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 10, "\(result.errors)")
  }

  @Test("the same request gives the same bytes, another prompt gives others")
  func derivedMedia() async throws {
    let folder = try TemporaryFolder()
    for (name, prompt) in [("a", "a fox"), ("b", "a fox"), ("c", "an owl")] {
      let text = #"use seedream-4.5; set prompt "\#(prompt)"; run to "\#(name).png""#
      let result = try await Skv.run(
        ["run", "--sandbox", "--embed", "off", "-c", text], in: folder)
      #expect(result.status == 0, "\(result.errors)")
    }
    let first = try #require(folder.bytes(of: "a.png"))
    #expect(folder.bytes(of: "b.png") == first)
    #expect(folder.bytes(of: "c.png") != first)
  }
}
