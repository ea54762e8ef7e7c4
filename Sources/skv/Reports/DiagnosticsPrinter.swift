import ArgumentParser
import LosslessJSON
import SkillsScript

/// The words of `--diagnostics`.
enum DiagnosticsForm: String, ExpressibleByArgument, CaseIterable {
  /// With the lines they speak of.
  case human
  /// One line each: `file:line:col: error E0203: text`.
  case short
  /// One JSON object each, a line.
  case json
}

/// Shows the findings about a script on standard error.
struct DiagnosticsPrinter {
  private let form: DiagnosticsForm
  private let terminal: Terminal

  /// Creates a printer; colours follow standard error and `NO_COLOR`.
  init(form: DiagnosticsForm) {
    self.form = form
    terminal = Terminal(descriptor: 2, environment: Environment.current)
  }

  /// Prints findings in the order they have.
  func print(_ diagnostics: [Diagnostic], of sources: SourceMap) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(
      sources: sources, color: terminal.showsColor,
      columns: terminal.isInteractive ? terminal.columns : nil)
    switch form {
    case .human: write(renderer.rendered(diagnostics))
    case .short: write(renderer.short(diagnostics))
    case .json: for finding in renderer.json(diagnostics) { write(finding.printed() + "\n") }
    }
  }

  /// Prints one line for the person; not with `--diagnostics json`.
  func note(_ line: String) {
    if form != .json { write(line + "\n") }
  }

  private func write(_ text: String) {
    StandardStream.error.write(text.hasSuffix("\n") ? text : text + "\n")
  }
}
