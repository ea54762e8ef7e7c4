@testable import Contracts
import LosslessJSON
import Testing

@Suite("Modes")
struct ModeTests {
  @Test(
    "The modes of models of every sort, by fields, by name, and not at all",
    arguments: [
      ("kling-v2.6", "t2v i2v", "i2v v2v"), ("kling-v2.5-turbo", "t2v", "i2v"),
      ("kling-ai/v3/video", "t2v i2v", ""), ("kling-ai/o3/video", "t2v i2v", "i2v v2v"),
      ("kling-ai/o1/video", "i2v", ""), ("grok-imagine-video", "t2v i2v", "v2v"),
      ("hailuo-2.3", "i2v", ""), ("gen4-aleph", "v2v", ""), ("vidu/q3", "t2v i2v", ""),
      ("lightricks/ltx-2.3", "t2v i2v", ""), ("ltx-2.3", "t2v", "i2v v2v a2v"),
      ("audio-to-video", "a2v", ""), ("lightricks/ltx-2.3/extend-video", "v2v", ""),
      ("retake-video", "", "v2v"), ("pixverse/v6", "t2v i2v", "i2v v2v"),
      ("pixverse/v6/transition", "i2v", ""), ("pixverse/lipsync", "v2v a2v", ""),
      ("seedance-2.0", "t2v i2v", "i2v"), ("seedance-1-pro", "t2v", ""),
      ("wan-v2.7-video", "t2v i2v", "i2v v2v"), ("happyhorse-1.0", "t2v", "i2v v2v"),
      ("seedream-4.5", "t2i i2i", ""), ("seedream-4.0", "t2i", ""), ("gpt-image-2", "t2i i2i", ""),
      ("topaz/upscale/image", "", "i2i"), ("topaz/upscale/video", "", "v2v"),
      ("nano-banana-pro", "t2i i2i", ""), ("veo-2", "", ""), ("kling-ai/o3/edit", "", ""),
      ("sync/lipsync-2", "", ""), ("motion-control-v2.6", "", ""),
    ])
  func modes(_ name: String, _ documented: String, _ named: String) throws {
    let modes = try builtInModel(name).modes
    func set(_ how: ModeEvidence.How) -> String {
      let having = Set(modes.filter { $0.how == how }.map(\.mode))
      return Mode.allCases.filter(having.contains).map(\.rawValue).joined(separator: " ")
    }
    #expect(set(.documented) == documented)
    #expect(set(.nameOnly) == named)
  }

  @Test("Every mode is documented for some model", arguments: Mode.allCases)
  func everyMode(_ mode: Mode) throws {
    let models = try Catalogue.builtIn().models
    #expect(models.contains { $0.evidence(for: mode)?.how == .documented })
  }

  @Test("Every reason names a variant of the model, fits its output and is one sentence")
  func reasons() throws {
    for model in try Catalogue.builtIn().models {
      for reason in model.modes {
        #expect(reason.mode.output == model.output)
        #expect(reason.explanation.hasSuffix(".") && !reason.explanation.contains(". "))
        if let variant = reason.variant {
          #expect(model.variants[variant].isDocumented || reason.how == .nameOnly)
        } else {
          #expect(model.variants.isEmpty && reason.how == .nameOnly)
        }
      }
    }
  }

  @Test("A mode known by name only says so in a sentence")
  func nameOnly() throws {
    let reason = try #require(try builtInModel("kling-v2.6").evidence(for: .v2v))
    #expect(reason.how == .nameOnly)
    #expect(
      reason.explanation
        == "kling-v2.6 has a Motion Control variant whose fields are not documented."
    )
    let other = try #require(try builtInModel("grok-imagine-video").evidence(for: .v2v))
    #expect(other.explanation.contains("an Extend Video variant"))
  }

  @Test("A documented reason comes before one by name")
  func best() throws {
    let model = try builtInModel("kling-v2.6")
    #expect(model.evidence(for: .i2v)?.how == .documented)
    #expect(model.evidence(for: .i2v)?.variant == 0)
    #expect(model.evidence(for: .t2i) == nil)
  }

  @Test("A title that takes a picture without a field for it is a name only")
  func titleWithoutField() throws {
    let reason = try #require(try builtInModel("ltx-2.3").evidence(for: .i2v))
    #expect(reason.how == .nameOnly && reason.variant == 0)
  }

  @Test(
    "Names of workflows tell their inputs",
    arguments: [
      ("Text Image To Video", "text image"), ("text-image-to-video", "text image"),
      ("Text/Image", "text image"), ("Frame To Video", "image"), ("Frames", "image"),
      ("Reference To Video", "image"), ("Video Reference To Video", "video"),
      ("Video To Video", "video"), ("(audio-to-video)", "audio"), ("Extend Video", "video"),
      ("edit-video", "video"), ("(retake-video)", "video"), ("upscale image", "image"),
    ])
  func workflowNames(_ name: String, _ inputs: String) throws {
    let workflow = try #require(WorkflowName(name))
    let words = (workflow.takesText ? ["text"] : []) + workflow.media.map(\.rawValue)
    #expect(words.joined(separator: " ") == inputs)
  }

  @Test(
    "Other names tell none",
    arguments: [
      "Motion Control", "lipsync-2", "(other variants not printed)", "", "to", "To Video", "edit",
      "o3 edit", "kling v2.6 video", "gpt-image-1", "Add To Queue",
    ])
  func otherNames(_ name: String) {
    #expect(WorkflowName(name) == nil)
  }

  @Test("Required media of several kinds are each a mode, optional media beside them none")
  func requiredKinds() throws {
    let model = try model(
      schema: #"""
        {"properties": {"prompt": {"type": "string"}, "image_url": {"type": "string"},
          "video_url": {"type": "string"}, "audio_url": {"type": "string"}},
         "required": ["video_url", "audio_url"]}
        """#)
    #expect(model.modes.map(\.mode) == [.v2v, .a2v])
  }

  @Test("A mask alone is no input")
  func mask() throws {
    let model = try model(
      schema: #"{"properties": {"prompt": {"type": "string"}, "mask_url": {"type": "string"}}}"#,
      group: "Images")
    #expect(model.modes.map(\.mode) == [.t2i])
  }
}
