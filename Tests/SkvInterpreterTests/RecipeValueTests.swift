import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter
import Testing

/// What is given in Swift is what the service gets, by way of the printed script.
@Suite struct RecipeValueTests {
  /// The request of the last run, without what waits for results.
  private func request(of recipe: Recipe) async throws -> JSON? {
    let source = SourceText(name: "a.skv", text: recipe.script)
    let checked = await Interpreter(catalogue: try Catalogue.builtIn()).check(
      source, context: ScriptContext())
    let errors = checked.diagnostics.filter { $0.severity == .error }
    let shown = DiagnosticRenderer(sources: SourceMap([source]), color: false).rendered(errors)
    #expect(errors.isEmpty, "\(shown)")
    return checked.program.flatMap { Planner.plan($0).jobs.last?.request.constant }
  }

  /// What a field that no contract describes receives.
  private func sent(_ value: Recipe.Value) async throws -> JSON? {
    try await request(
      of: Recipe {
        Option("unchecked", "allow")
        Use("kling-v2.6")
        Set("prompt", "a fox")
        Set("anything", value)
        Run(as: "fox")
        Print(.result("fox"))
      })?["anything"]
  }

  @Test("any text reaches the service byte for byte", arguments: 0..<200)
  func texts(seed: Int) async throws {
    var values = RandomValues(state: UInt64(seed))
    let text = values.text() + "."
    let request = try await request(
      of: Recipe {
        Use("kling-v2.6")
        Set("prompt", text)
        Run()
      })
    #expect(request == ["prompt": .string(text)])
  }

  @Test("any JSON value reaches the service with its numbers as written", arguments: 0..<200)
  func json(seed: Int) async throws {
    var values = RandomValues(state: UInt64(seed))
    let json = values.json()
    #expect(try await sent(.json(json)) == json)
  }

  @Test("literals are the values that they look like")
  func literals() async throws {
    let value: Recipe.Value = [
      1, -2, 0.1, 0.30000000000000004, 1.0, 1e21, true, nil, "a \(1 + 1)", [],
      ["zeta": 1, "alpha": [2.5]],
    ]
    let json = try JSON(
      parsing:
        #"[1,-2,0.1,0.30000000000000004,1.0,1e+21,true,null,"a 2",[],{"zeta":1,"alpha":[2.5]}]"#)
    #expect(try await sent(value) == json)
  }

  @Test("variables are the values that they hold")
  func variables() async throws {
    let text = "a${b}"
    let values: [any Recipe.ValueConvertible] = [
      text, text.dropFirst(), 7, 1.23456789012, false, try #require(JSONNumber("1.50")), JSON.null,
      ["x", "y"], [[1], []],
    ]
    let expected = [
      "\"a${b}\"", "\"${b}\"", "7", "1.23456789012", "false", "1.50", "null", "[\"x\",\"y\"]",
      "[[1],[]]",
    ]
    for (value, json) in zip(values, expected) {
      #expect(try await sent(value.recipeValue) == JSON(parsing: json))
    }
  }

  @Test("a text that begins like an address is sent as an address, and no file is read for it")
  func addresses() async throws {
    #expect(try await sent(.address("https://a.b/ c?d=\"1\"")) == "https://a.b/ c?d=\"1\"")
    #expect(try await sent(.address("/etc/passwd")) == "/etc/passwd")
    #expect(Recipe.Value.file("https://a.b/c").description == "@\"./https://a.b/c\"")
    #expect(Recipe.Value.file("${a}*.png").description == "@\"\\${a}*.png\"")
  }

  @Test("what `${ }` names is filled in, and the rest is itself", arguments: 0..<400)
  func interpolations(seed: Int) throws {
    var values = RandomValues(state: UInt64(seed))
    let text = values.text()
    let script = Parser.parse(
      SourceText(name: "a", text: Recipe { Print(.interpolated(text)) }.script))
    let statement = try #require(script.statements.first)
    #expect(script.statements.count == 1)
    if let error = script.diagnostics.first(where: { $0.severity == .error }) {
      #expect(text.utf8.contains(UInt8(ascii: "{")) && text.unicodeScalars.contains("$"))
      #expect(error.code == .malformedInterpolation)
      return
    }
    guard case .print(let value) = statement.kind, case .string(let literal) = value.kind else {
      Issue.record("no text was printed: \(statement)")
      return
    }
    let read = literal.segments.map { segment in
      switch segment {
      case .text(let text): text.replacing("${", with: "a literal that nobody wrote")
      case .interpolation(let path): "${\(path.text)}"
      }
    }
    #expect(Array(read.joined().utf8) == Array(text.utf8))
  }

  @Test("a constant is filled in")
  func constants() async throws {
    let request = try await request(
      of: Recipe {
        Let("style", "noir \"ink\"")
        Let("open", "${")
        Use("kling-v2.6")
        Set("prompt", .interpolated("a tram, ${style}, ${open}\n"))
        Set("negative_prompt", .constant("style"))
        Run()
      })
    #expect(request == ["prompt": "a tram, noir \"ink\", ${\n", "negative_prompt": "noir \"ink\""])
  }
}
