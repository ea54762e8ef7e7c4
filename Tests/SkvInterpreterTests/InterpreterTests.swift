import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter
import Testing

/// Files that exist only in a test, with a count of how often each was read.
private struct ScriptedFiles: FileReading {
  var texts: [String: String]

  func answer(to read: Read) -> Surroundings.Answer {
    guard case .text(let path) = read else { return .absent(reason: "no such reading here") }
    guard let text = texts[path] else { return .absent(reason: "there is no such file") }
    return .bytes(Array(text.utf8))
  }
}

@Suite struct InterpreterTests {
  private func check(_ text: String, files: [String: String] = [:]) async throws -> CheckedScript {
    let interpreter = Interpreter(
      catalogue: try Catalogue.builtIn(), files: ScriptedFiles(texts: files))
    return await interpreter.check(
      SourceText(name: "a.skv", text: text),
      context: ScriptContext(origin: .file, overrides: [:], folder: "films"))
  }

  @Test("a text that a script names is read from beside the script and sent as a value")
  func readsText() async throws {
    let checked = try await check(
      "use kling-v2.6\nset prompt @fox.txt\nrun\n", files: ["films/fox.txt": "a red fox\r\n"])
    #expect(checked.diagnostics == [])
    let plan = Planner.plan(try #require(checked.program))
    #expect(plan.jobs.first?.request.constant == ["prompt": "a red fox"])
  }

  @Test("a text that is not there is a finding at its name")
  func missingText() async throws {
    let checked = try await check("use kling-v2.6\nset prompt @owl.txt\nrun\n")
    #expect(checked.program == nil)
    #expect(checked.diagnostics.count == 1)
    #expect(checked.diagnostics.first?.code.rawValue.hasPrefix("E05") == true)
  }
}
