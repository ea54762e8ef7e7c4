import Foundation
import LosslessJSON
import Testing

/// A program that has the interpreter as a library, and sees of it what every program sees.
@Suite struct EmbeddingTests {
  /// What the program prints.
  private static let printed = #"""
    option jobs 2
    let style = "film grain"
    use seedream-4.5 for t2i
    set prompt "a red fox crossing a frozen lake, ${style}"
    set aspect_ratio "16:9"
    run as still
    use kling-ai/v3/video for i2v
    set first_frame_url $still
    set prompt "the fox says \"hi\", for \${5} and \\n"
    set duration 5
    run as clip to "clip.mp4"
    print $clip
    error[E0203]: kling-v2.6 has no field `promt`
      --> film.skv:2:5
       |
     1 | use kling-v2.6
       |     ---------- model chosen here
     2 | set promt "a fox"
       |     ^^^^^ did you mean `prompt`?
    """#

  @Test("a program builds a recipe, checks it, performs it and reads its results")
  func performs() async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await Skv.run(
      [], in: folder, environment: sandbox.environment,
      binary: Skv.repository + "/.build/debug/EmbeddingExample")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix(Self.printed), "\(result.output)")
    let news = result.output.split(separator: "\n").drop { !$0.hasPrefix("recipe_has_errors") }
    #expect(news.dropFirst().first == "jobs: still, clip")
    #expect(
      news.dropFirst(2).prefix(6) == [
        "still: submitted to bytedance/seedream-4.5", "still: 1 file saved",
        "clip: submitted to kling-ai/v3/video", "clip: 1 file saved", "printed: clip.mp4",
        "clip: clip.mp4, COMPLETED",
      ])
    #expect(news.last?.hasPrefix("credits: ") == true)
    #expect(news.last?.hasSuffix(", complete: true") == true)
    #expect(folder.files == ["clip.mp4", "made/still.png"])
    #expect(folder.bytes(of: "clip.mp4")?.isEmpty == false)
    let submits = try sandbox.submissions()
    #expect(submits.last?["input"]?["prompt"]?.string == #"the fox says "hi", for ${5} and \n"#)
  }

  @Test("the program of the README is this one, and makes its clip")
  func readme() async throws {
    let readme = try String(contentsOfFile: Skv.repository + "/README.md", encoding: .utf8)
    let program = try String(
      contentsOfFile: Skv.repository + "/Tests/ReadmeExample/main.swift", encoding: .utf8)
    #expect(readme.contains("```swift\n\(program)```\n"))
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await Skv.run(
      [], in: folder, environment: sandbox.environment,
      binary: Skv.repository + "/.build/debug/ReadmeExample")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").last == "clip.mp4")
    #expect(folder.files == ["clip.mp4", "out/still.png"])
  }
}
