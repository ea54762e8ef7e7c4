import Foundation
import Testing

/// Every recipe that comes with skv runs on the sandbox, as it stands.
@Suite struct RecipeTests {
  private static let folder = Skv.repository + "/scripts/recipes"

  private static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".skv") }.sorted()
  }

  @Test("there are recipes")
  func someRecipes() {
    #expect(Self.names.contains("hello.skv"))
    #expect(Self.names.contains("still-to-clip.skv"))
  }

  @Test("every mode has a recipe", arguments: ["t2v", "i2v", "v2v", "a2v", "t2i", "i2i"])
  func everyMode(mode: String) throws {
    let scripts = try Self.names.map {
      try String(contentsOfFile: Self.folder + "/" + $0, encoding: .utf8)
    }
    #expect(scripts.contains { $0.contains(" for \(mode)\n") })
  }

  @Test("a recipe runs and leaves files", arguments: RecipeTests.names)
  func runs(name: String) async throws {
    // A copy, since a lock comes to stand beside the script.
    let place = try TemporaryFolder()
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    where !file.hasSuffix(".lock") {
      try FileManager.default.copyItem(
        atPath: Self.folder + "/" + file, toPath: place.file(file))
    }
    let before = Set(place.files)
    let result = try await Skv.run(["run", name, "--sandbox", "--yes"], in: place)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("saved"))
    let made = Set(place.files).subtracting(before).filter { $0.hasPrefix("out/") }
    #expect(!made.isEmpty)
    for file in made {
      #expect(result.output.contains(file), "\(file)")
    }
  }
}
