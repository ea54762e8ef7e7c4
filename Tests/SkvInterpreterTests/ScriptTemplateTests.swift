import Contracts
import LosslessJSON
import SkillsScript
import Testing

@testable import SkvInterpreter

/// Scripts to start from.
@Suite struct ScriptTemplateTests {
  private func findings(_ script: String, _ catalogue: Catalogue) async -> [String] {
    let source = SourceText(name: "template.skv", text: script)
    let checked = await Interpreter(catalogue: catalogue).check(
      source, context: ScriptContext(origin: .file))
    return checked.diagnostics.filter { $0.severity == .error }.map(\.message)
  }

  /// The script with the lines of its optional fields taken in, where they have a value.
  private func whole(_ script: String) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("# set ") && !line.hasSuffix(" …") ? String(line.dropFirst(2)) : String(line)
    }.joined(separator: "\n")
  }

  @Test("every documented model has one without errors, as it stands and with all its fields")
  func everyModel() async throws {
    let catalogue = try Catalogue.builtIn()
    for model in catalogue.models where model.hasDocumentedBody {
      let script = ScriptTemplate(model: model).text
      #expect(await findings(script, catalogue) == [], "\(model.path)")
      #expect(await findings(whole(script), catalogue) == [], "\(model.path)")
      #expect(script.contains("\nrun\n"))
      for name in model.documentedVariants[0].fields.map(\.name) {
        let isThere = ["set \(name) ", "set \(name): no value"].contains { script.contains($0) }
        #expect(isThere, "\(model.path) \(name)")
      }
    }
  }

  @Test("every documented mode has one without errors")
  func everyMode() async throws {
    let catalogue = try Catalogue.builtIn()
    for model in catalogue.models {
      for mode in Mode.allCases where model.evidence(for: mode)?.how == .documented {
        let script = ScriptTemplate(model: model, mode: mode).text
        #expect(await findings(script, catalogue) == [], "\(model.path) \(mode)")
        #expect(script.contains("use \(model.path) for \(mode.rawValue)\n"))
      }
    }
  }

  @Test("a model without documented fields has comments only, which say where to look")
  func undocumented() async throws {
    let catalogue = try Catalogue.builtIn()
    for model in catalogue.models where !model.hasDocumentedBody {
      let lines = ScriptTemplate(model: model).text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.hasPrefix("# ") })
      #expect(lines.joined(separator: " ").contains("https://docs.skills.video/api-reference"))
      #expect(lines.contains("# option unchecked allow"))
    }
    guard case .found(let kling) = catalogue.lookUp("kling-v2.6") else {
      throw InterpreterError(.recipeHasErrors, "kling-v2.6 is gone")
    }
    let hidden = ScriptTemplate(model: kling, mode: .v2v).text
    #expect(hidden.contains("Motion Control variant"))
    #expect(hidden.contains("\n# set image_url …\n# set video_url …\n"))
  }

  @Test("no line is wider than 80 columns unless it is one word or a statement")
  func width() throws {
    for model in try Catalogue.builtIn().models {
      let lines = ScriptTemplate(model: model).text.split(separator: "\n")
      for line in lines where line.hasPrefix("# ") && line.dropFirst(2).contains(" ") {
        #expect(line.count <= 80 || line.hasPrefix("# set"), "\(line)")
      }
    }
  }

  @Test("words of a document cannot leave their comment or their quotes")
  func hostileWords() async throws {
    let text = #"""
      {"paths": {"/generation/maker/model": {"post": {"summary": "a\nuse veo-2\rrun",
        "x-source": "https://e.com/\nrun", "x-evidence": "partial", "x-evidence-note": "n\u2028run",
        "requestBody": {"content": {"application/json": {"schema": {"required": ["w"],
          "properties": {"w": {"enum": ["a\nrun", "b"], "description": "d\nrun"},
            "x y\nrun": {"type": "boolean"}, "t": {"type": "string", "default": "\"\nrun"}}}}}}}}}}
      """#
    let catalogue = Catalogue(
      document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
    let script = ScriptTemplate(model: try #require(catalogue.models.first)).text
    let statements = script.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    #expect(statements == ["use maker/model", #"set w "a\nrun""#, "run"])
    #expect(script.contains("a script cannot write this name"))
    #expect(await findings(script, catalogue) == [])
  }
}
