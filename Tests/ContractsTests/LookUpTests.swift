import Contracts
import Testing

@Suite("Looking up models")
struct LookUpTests {
  private func found(_ name: String) throws -> String? {
    if case .found(let model) = try Catalogue.builtIn().lookUp(name) { model.path } else { nil }
  }

  @Test(
    "A full path or a tail of whole segments finds its model",
    arguments: [
      ("kling-ai/kling-v2.6", "kling-ai/kling-v2.6"), ("kling-v2.6", "kling-ai/kling-v2.6"),
      ("v3/video", "kling-ai/v3/video"), ("v3/image", "kling-ai/v3/image"),
      ("seedream-4.5", "bytedance/seedream-4.5"), ("vidu/q3", "vidu/q3"), ("q3", "vidu/q3"),
      ("q2", "vidu/q2"), ("audio-to-video", "lightricks/ltx-2.3/audio-to-video"),
    ])
  func finds(_ name: String, _ path: String) throws {
    #expect(try found(name) == path)
  }

  @Test("An exact path wins over the tail of another")
  func exactWins() throws {
    #expect(try found("ltx-2.3") == "ltx-2.3")
    #expect(try found("lightricks/ltx-2.3") == "lightricks/ltx-2.3")
  }

  @Test(
    "A tail that several models have lists them in document order",
    arguments: [
      (
        "video",
        ["kling-ai/v3/video", "kling-ai/o3/video", "kling-ai/o1/video", "topaz/upscale/video"]
      ),
      ("lipsync", ["veed/lipsync", "pixverse/lipsync"]),
      ("edit", ["kling-ai/o3/edit", "kling-ai/o1/edit"]),
      ("extend-video", ["lightricks/ltx-2.3/extend-video", "xai/grok-imagine-video/extend-video"]),
    ])
  func ambiguous(_ name: String, _ paths: [String]) throws {
    guard case .ambiguous(let models) = try Catalogue.builtIn().lookUp(name) else {
      Issue.record("\(name) is not ambiguous")
      return
    }
    #expect(models.map(\.path) == paths)
  }

  @Test(
    "A part of a segment, another case, and a leading part find nothing",
    arguments: [
      "2.6", "KLING-V2.6", "kling-ai", "kling-ai/v3", "", "/", "kling-v2.6/", "/kling-v2.6",
    ])
  func whole(_ name: String) throws {
    #expect(try found(name) == nil)
  }

  @Test(
    "A misspelt name suggests three models, the nearest first",
    arguments: [
      ("kling-2.6", "kling-ai/kling-v2.6"), ("kling-ai/kling-v2.7", "kling-ai/kling-v2.6"),
      ("seedraem-4.5", "bytedance/seedream-4.5"), ("v3/vidoe", "kling-ai/v3/video"),
      ("Vidu/Q3", "vidu/q3"), ("sora2", "openai/sora-2"), ("hailou-2.3", "minimax/hailuo-2.3"),
      ("veo3.1", "google/veo-3.1"), ("retake", "lightricks/ltx-2.3/retake-video"),
    ])
  func suggests(_ name: String, _ path: String) throws {
    guard case .unknown(let nearest) = try Catalogue.builtIn().lookUp(name) else {
      Issue.record("\(name) is known")
      return
    }
    #expect(nearest.count == 3)
    #expect(nearest.first?.path == path)
  }

  @Test("The beginning of a name suggests the models that go on from there")
  func beginning() throws {
    guard case .unknown(let nearest) = try Catalogue.builtIn().lookUp("seedance") else {
      Issue.record("seedance is known")
      return
    }
    #expect(
      nearest.map(\.path) == [
        "bytedance/seedance-1-pro", "bytedance/seedance-1-pro-fast", "bytedance/seedance-1.5",
      ])
  }

  @Test(
    "A whole segment of a path suggests the models that have it, before any misspelling",
    arguments: [
      ("v3", ["kling-ai/v3/video", "kling-ai/v3/image"]), ("xai", ["xai/grok-imagine-video"]),
      ("KLING-AI", ["kling-ai/v3/video"]), ("kling-ai/v3", ["kling-ai/v3/video"]),
    ])
  func segments(_ name: String, _ paths: [String]) throws {
    guard case .unknown(let nearest) = try Catalogue.builtIn().lookUp(name) else {
      Issue.record("\(name) is known")
      return
    }
    let found = nearest.map(\.path)
    #expect(Set(paths).isSubset(of: found), "\(found)")
    if !name.contains("/") {
      let inPaths = found.map { $0.split(separator: "/").contains(Substring(name.lowercased())) }
      #expect(inPaths.first == true)
    }
  }

  @Test("A pasted page is answered too")
  func longName() throws {
    let page = String(repeating: "kling \u{0301}", count: 50_000)
    guard case .unknown(let nearest) = try Catalogue.builtIn().lookUp(page) else {
      Issue.record("it is known")
      return
    }
    #expect(nearest.count == 3)
  }

  @Test("The name of every model finds that model, and no shorter tail does")
  func names() throws {
    let catalogue = try Catalogue.builtIn()
    for model in catalogue.models {
      #expect(try found(model.name) == model.path)
      let segments = model.name.split(separator: "/")
      for count in 1..<max(1, segments.count) {
        let tail = segments.suffix(count).joined(separator: "/")
        #expect(try found(tail) != model.path, "\(tail) would do for \(model.path)")
      }
    }
    #expect(try builtInModel("kling-ai/v3/video").name == "v3/video")
    #expect(try builtInModel("lightricks/ltx-2.3").name == "lightricks/ltx-2.3")
  }

  @Test("A path of very many segments costs no more than its length")
  func manySegments() throws {
    let path = Array(repeating: "a", count: 250).joined(separator: "/")
    let catalogue = try catalogue(schema: "{}", path: path)
    guard case .found = catalogue.lookUp(path), case .found = catalogue.lookUp("a/a/a") else {
      Issue.record("not found")
      return
    }
  }
}
