import ArgumentParser
import SkillsScript

/// `skv explain`: what the code of a finding means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a finding, such as E0203; without one, list the codes.",
    usage: "skv explain [CODE]",
    discussion: """
      Examples:
        skv explain E0203
        skv explain
      """)

  @Argument(
    help: ArgumentHelp("The code, as it stands in a finding.", valueName: "code"),
    completion: .list(DiagnosticPage.all.map(\.code.rawValue)))
  var code: String?

  func run() throws {
    let columns = ListingOutput.columns
    guard let code else { return ListingOutput.print(Self.list(columns: columns)) }
    guard let page = DiagnosticPage.of(code) else {
      let codes = DiagnosticPage.all.map(\.code.rawValue)
      let meant = Suggestion.nearest(to: code.uppercased(), in: codes, synonyms: [:]).first
      throw ValidationError(
        "there is no code `\(TerminalText.escaped(code))`; "
          + (meant.map { "did you mean \($0)?" } ?? "`skv explain` lists them"))
    }
    ListingOutput.print(PageLines.lines(page, columns: columns))
  }

  private static func list(columns: Int) -> [String] {
    DiagnosticPage.families.flatMap { prefix, title in
      ["\(prefix): \(title)"]
        + TwoColumns.wrapped(
          DiagnosticPage.all.filter { $0.code.rawValue.hasPrefix(prefix) }
            .map { ($0.code.rawValue, $0.title) }, columns: columns)
    }
  }
}
