import Contracts
import LosslessJSON
import SkillsVideo
import Testing

@testable import SkillsScript
@testable import SkvInterpreter

@Suite("The script of a recipe")
struct RecipeScriptTests {
  private func script(_ recipe: EmbeddedRecipe) throws -> String {
    RecipeScript(recipe, catalogue: try #require(try? Catalogue.builtIn())).text
  }

  private static let digest = String(repeating: "a", count: 64)

  @Test("says everything that was sent, files as arguments")
  func whole() throws {
    let recipe = EmbeddedRecipe(
      service: "sandbox", model: "kling-ai/kling-v2.6",
      request: [
        "feature": "text-image-to-video", "prompt": "a \"red\" fox, ${x}\nand more",
        "image_url": Upload.mark(sha256: Self.digest),
      ], take: 2, seed: 5, generationID: "gen_1")
    #expect(
      try script(recipe) == """
        # Made with kling-ai/kling-v2.6 at sandbox, generation gen_1.
        # It was take 2 of this request; `run` makes the first one.
        # No seed was sent; the service says that it used 5.
        # The file with the SHA-256 \(Self.digest):
        arg image_url file
        use kling-ai/kling-v2.6
        set feature text-image-to-video
        set prompt "a \\"red\\" fox, \\${x}\\nand more"
        set image_url $image_url
        run

        """)
  }

  @Test("a drawn seed is set, addresses are files, and lists hold both")
  func lists() throws {
    let recipe = EmbeddedRecipe(
      service: "s", model: "qwen/qwen-image",
      request: [
        "prompt": "p",
        "image_urls": [
          "https://a.example/b.png?c=1", Upload.mark(sha256: Self.digest),
          Upload.mark(sha256: Self.digest),
        ],
      ], take: 1, sentSeed: 77)
    let text = try script(recipe)
    #expect(text.contains("\nset seed 77\nrun\n"))
    #expect(
      text.contains(
        "[@\"https://a.example/b.png?c=1\", $image_urls_2, $image_urls_3]\n"), "\(text)")
  }

  @Test("what is no address is no file of this machine, and `***` is told")
  func noAddress() throws {
    let text = try script(
      EmbeddedRecipe(
        service: "s", model: "qwen/qwen-image",
        request: ["image_urls": ["/etc/passwd", "asset_1"], "prompt": "a ***"], take: 1))
    #expect(text.contains("set image_urls [\"/etc/passwd\", \"asset_1\"]"), "\(text)")
    #expect(text.contains("# Where `***` stands"))
  }

  @Test(
    "whatever stands in it, it is comments and statements that say no more than it does",
    arguments: [
      EmbeddedRecipe(
        service: "s\nrun", model: "qwen/qwen-image", request: ["prompt": "p"], take: 1,
        generationID: "g\r\nbudget 0 jobs\u{2028}x\u{202E}y"),
      EmbeddedRecipe(
        service: "s", model: "no/such \"model\"\nrun", request: ["a\nb": 1, "prompt": "x"], take: 1),
      EmbeddedRecipe(
        service: "s", model: "qwen/qwen-image",
        request: ["run": Upload.mark(sha256: Self.digest), "odd name": ["a": [1, nil]]], take: 1),
    ])
  func hostile(recipe: EmbeddedRecipe) throws {
    let text = try script(recipe)
    let parsed = Parser.parse(SourceText(name: "t", text: text))
    #expect(parsed.diagnostics.isEmpty, "\(text)")
    let keywords = parsed.statements.map { parsed.source.text(of: $0.keyword) }
    #expect(keywords.filter { $0 == "run" }.count == 1, "\(text)")
    #expect(keywords.allSatisfy { ["arg", "use", "set", "option", "run"].contains($0) }, "\(text)")
  }
}
