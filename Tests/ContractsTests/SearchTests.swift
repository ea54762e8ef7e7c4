import Contracts
import Testing

@Suite("Search in the catalogue")
struct SearchTests {
  private func paths(
    _ texts: [String], mode: Mode? = nil, output: MediaKind? = nil
  ) throws -> [String] {
    try Catalogue.builtIn().models(matching: texts, mode: mode, output: output).map(\.path)
  }

  @Test("Each text must be found: in the path, the title, as a mode or as a kind")
  func texts() throws {
    #expect(try paths([]).count == 75)
    #expect(try paths(["KLING", "v3"]) == ["kling-ai/v3/video", "kling-ai/v3/image"])
    #expect(try paths(["hailuo", "Fast"]) == ["minimax/hailuo-2.3-fast"])
    #expect(try paths(["luma ray2 flash"]) == ["luma/ray-2-flash"])
    #expect(
      try paths(["A2V"]) == ["lightricks/ltx-2.3/audio-to-video", "pixverse/lipsync", "ltx-2.3"])
    #expect(try paths(["image", "topaz"]) == ["topaz/upscale/image"])
    #expect(try paths(["no such model"]) == [])
  }

  @Test("Mode and kind narrow the list, modes by name only included")
  func filters() throws {
    #expect(try paths([], mode: .v2v).count == 14)
    #expect(try paths(["kling-v2.6"], mode: .v2v) == ["kling-ai/kling-v2.6"])
    #expect(try paths([], output: .image).count == 27)
    #expect(try paths([], mode: .v2v, output: .image) == [])
  }

  @Test(
    "A question mark stands behind a mode that is known by name only",
    arguments: [
      ("kling-v2.6", "t2v i2v v2v?"), ("ltx-2.3", "t2v i2v? v2v? a2v?"), ("gen4-aleph", "v2v"),
      ("veo-2", "video"), ("topaz/upscale/image", "i2i?"), ("gpt-image-1", "image"),
    ])
  func modeWords(_ name: String, _ words: String) throws {
    #expect(try builtInModel(name).modeWords == words)
  }

  @Test("A model without a page tells where most of the others have theirs")
  func reference() throws {
    #expect(
      try builtInModel("veo-2").reference == "https://docs.skills.video/api-reference")
    #expect(try builtInModel("kling-v2.6").reference == nil)
    #expect(try model(schema: "{}").reference == nil)
  }
}
