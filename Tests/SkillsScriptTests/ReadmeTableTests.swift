import Contracts
import FoundationEssentials
import SkillsScript
import Testing

@Suite("The tables of the README are those of the language")
struct ReadmeTableTests {
  private static let readme =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../README.md"), encoding: .utf8)) ?? ""

  @Test("every statement has its row", arguments: StatementForm.all)
  func statement(_ form: StatementForm) {
    let usage = form.usage.replacing("|", with: "\\|")
    #expect(Self.readme.contains("\n| `\(usage)` | \(form.summary) |\n"))
  }

  @Test(
    "every option has its row, with its words, its default and its flag", arguments: OptionTable.all
  )
  func option(_ form: OptionForm) throws {
    let row = try #require(
      Self.readme.split(separator: "\n").first { $0.hasPrefix("| `\(form.name)` |") })
    if case .words(let words) = form.kind {
      #expect(row.contains(words.map { "`\($0)`" }.joined(separator: " \\| ")))
    }
    if case .count(let range) = form.kind {
      #expect(row.contains("\(range.lowerBound) to \(range.upperBound)"))
    }
    let other = form.interactiveStandard.map { "; `\($0)` at the prompt, with `-c` and `-`" } ?? ""
    #expect(row.contains("| `\(form.standard)`\(other) |"))
    if let flag = form.flag { #expect(row.contains("| `\(flag)` |")) }
  }

  @Test("every statement is completed, explained by help, and read by the parser")
  func everywhere() throws {
    let catalogue = try #require(
      try? Catalogue.builtIn())
    var dialogue = Dialogue(catalogue: catalogue, context: ScriptContext(origin: .prompt))
    let beginnings = Completer(dialogue).completion(of: "", at: 0).candidates.map(\.text)
    for form in StatementForm.all where form.keyword != "skv" {
      #expect(beginnings.contains(form.keyword))
      let entry = dialogue.enter("help \(form.keyword)", surroundings: Surroundings())
      guard case .help(.statement(let topic)) = entry.requests.first else {
        Issue.record("no help about \(form.keyword)")
        continue
      }
      #expect(topic == form)
      let script = Parser.parse(SourceText(name: "t", text: form.example))
      #expect(script.diagnostics.isEmpty && !script.statements.isEmpty, "\(form.example)")
    }
  }
}
