import SkillsScript
import SkvInterpreter
import Testing

/// How recipes that are built in Swift look as scripts.
@Suite struct RecipeTests {
  private func statements(_ flag: Bool, _ name: String?) -> Recipe {
    Recipe {
      if flag { Use("kling-v2.6", for: .i2v) } else { Use("kling-ai/v3/video") }
      if let name { Set("prompt", name) }
      for index in 0..<2 { Set("image_urls[\(index)]", .file("\(index).png")) }
      switch name {
      case nil: Unset("*")
      case "a"?: Unset("prompt")
      default: Unset("camera.zoom")
      }
      ["a", "b"].map { Run(as: $0) }
    }
  }

  @Test("branches, loops and arrays leave one statement a line")
  func controlFlow() {
    #expect(
      statements(true, "a").script == """
        use kling-v2.6 for i2v
        set prompt "a"
        set image_urls[0] @"0.png"
        set image_urls[1] @"1.png"
        unset prompt
        run as a
        run as b

        """)
    #expect(
      statements(false, nil).script == """
        use kling-ai/v3/video
        set image_urls[0] @"0.png"
        set image_urls[1] @"1.png"
        unset *
        run as a
        run as b

        """)
    #expect(statements(true, "b").script.contains("\nunset camera.zoom\n"))
  }

  @Test("each clause of a run is written where it is given")
  func runs() {
    #expect(Run().description == "run")
    #expect(Run(as: "a", x: 3, to: "b ${c}.mp4").description == "run as a x 3 to \"b \\${c}.mp4\"")
    let template = Run(to: .interpolated("grid/${run.n}.${run.ext}"))
    #expect(template.description == "run to \"grid/${run.n}.${run.ext}\"")
  }

  @Test("a recipe prints as its script, without the end of the last line")
  func description() {
    #expect(Recipe { Run() }.description == "run")
    #expect(Recipe(script: "run\r\n\r\n").description == "run\r\n")
    #expect(Recipe(script: "").description.isEmpty)
  }

  @Test("modes are those of the language")
  func modes() {
    for mode in Recipe.Mode.allCases {
      let script = Parser.parse(
        SourceText(name: "a", text: Recipe { Use("kling-v2.6", for: mode) }.script))
      #expect(script.diagnostics == [])
    }
    #expect(Recipe.Mode.allCases.count == 6)
  }

  @Test("whatever stands in a name, a path or a text, a statement stays one", arguments: 0..<300)
  func nothingBreaksOut(seed: Int) {
    var values = RandomValues(state: UInt64(seed))
    let recipe = Recipe {
      Use(values.text())
      Set(values.text(), values.text())
      Unset(values.text())
      Let(values.text(), .result(values.text()))
      Option(values.text(), .file(values.text()))
      Run(as: values.text(), to: values.text())
      Print([.constant(values.text()), .address(values.text()), .interpolated(values.text())])
      Print("the end")
    }
    let script = Parser.parse(SourceText(name: "a", text: recipe.script))
    #expect(script.statements.count == 8, "\(recipe)")
    #expect(recipe.script.utf8.count { $0 == UInt8(ascii: "\n") } == 8)
    guard case .print(let value)? = script.statements.last?.kind,
      case .string(let literal) = value.kind
    else {
      Issue.record("the last statement is another: \(recipe)")
      return
    }
    #expect(literal.plainText == "the end")
  }
}
