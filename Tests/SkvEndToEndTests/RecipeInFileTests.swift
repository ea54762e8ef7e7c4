import Foundation
import LosslessJSON
import Testing

/// Pictures and videos say themselves how they were made.
@Suite("The recipe in a file")
struct RecipeInFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func skv(_ arguments: [String], status: Int32 = 0) async throws -> Skv.Result {
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == status, "\(arguments): \(result.output)\(result.errors)")
    return result
  }

  @Test("is printed as a script that asks for the same, and the files still play")
  func again() async throws {
    let place = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: place)
    try folder.write(
      """
      use qwen-image; set prompt "a \\"red\\" fox"; set seed 7; run as fox
      use kling-v2.6 for i2v; set prompt "it runs"; set image_url $fox; run as clip
      """, to: "film.skv")
    func run(_ arguments: [String]) async throws {
      let result = try await Skv.run(
        ["run", "--yes"] + arguments, in: folder, environment: sandbox.environment)
      #expect(result.status == 0, "\(result.errors)")
    }
    try await run(["film.skv"])
    for file in ["out/fox.png", "out/clip.mp4"] {
      let player = try await Skv.run(
        ["-v", "error", "-i", file, "-f", "null", "-"], in: folder, binary: "/usr/bin/ffmpeg")
      #expect(player.status == 0 && player.output + player.errors == "", "\(player.errors)")
    }
    try folder.write(try await skv(["recipe", "out/fox.png"]).output, to: "fox.skv")
    try folder.write(try await skv(["recipe", "out/clip.mp4"]).output, to: "clip.skv")
    _ = try await skv(["verify", "film.skv.sandbox.lock"])
    try await run(["fox.skv", "--fresh=r1"])
    try await run(["clip.skv", "image_url=out/fox.png"])
    let sent = try sandbox.submissions().map { $0["input"] }
    #expect(sent.count == 4)
    #expect(sent[0] == sent[2])
    #expect(sent[1]?["prompt"] == sent[3]?["prompt"])
    #expect(sent[1]?["feature"] == sent[3]?["feature"])
    #expect(KeySearch().traces(below: folder) == [])
    let json = try JSON(parsing: try await skv(["recipe", "--json", "out/clip.mp4"]).output)
    #expect(json["model"] == "kling-ai/kling-v2.6" && json["request"]?["prompt"] == "it runs")
  }

  @Test("files that are gone come back byte for byte with it, and `off` leaves what was delivered")
  func locked() async throws {
    try folder.write("use qwen-image; set prompt \"p\"; run as fox", to: "film.skv")
    _ = try await skv(["run", "--sandbox", "film.skv"])
    let bytes = try #require(folder.bytes(of: "out/fox.png"))
    try FileManager.default.removeItem(atPath: folder.file("out/fox.png"))
    _ = try await skv(["run", "--sandbox", "--locked", "film.skv"])
    #expect(folder.bytes(of: "out/fox.png") == bytes)
    _ = try await skv(["verify", "film.skv.sandbox.lock"])
    try folder.write(
      "option embed off; use qwen-image; set prompt \"p\"; run as fox to \"plain.png\"",
      to: "plain.skv")
    _ = try await skv(["run", "--sandbox", "--fresh", "plain.skv"])
    #expect(try #require(folder.bytes(of: "plain.png")).count < bytes.count)
    let none = try await skv(["recipe", "plain.png"], status: 1)
    #expect(none.errors.hasPrefix("skv: plain.png carries no recipe"), "\(none.errors)")
    let gone = try await skv(["recipe", "gone.png"], status: 1)
    #expect(gone.errors.hasPrefix("skv: gone.png cannot be read"), "\(gone.errors)")
  }

  @Test("a file whose name a newer job has taken is found beside it, or told to be replaced")
  func replaced() async throws {
    for prompt in ["one", "two"] {
      try folder.write("use qwen-image; set prompt \"\(prompt)\"; run as fox", to: "film.skv")
      _ = try await skv(["run", "--sandbox", "film.skv"])
    }
    let both = try await skv(["verify", "film.skv.sandbox.lock"])
    #expect(
      both.output.split(separator: "\n").sorted()
        == ["intact    out/fox.old-1.png  fox", "intact    out/fox.png  fox"])
    try FileManager.default.removeItem(atPath: folder.file("out/fox.old-1.png"))
    let one = try await skv(["verify", "film.skv.sandbox.lock"])
    #expect(one.output.contains("replaced  "))
    try folder.write("edited", to: "out/fox.png")
    _ = try await skv(["verify", "film.skv.sandbox.lock"], status: 34)
  }
}
