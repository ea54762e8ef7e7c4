import SkillsVideo

/// The screen around the prompt: what is printed stands above the line that is being typed.
///
/// The API key is shown as `***`.
struct PromptDisplay: Display {
  private let reader: any LineReader
  private let terminal: Terminal

  /// Creates a display that prints through a reader.
  init(reader: any LineReader, terminal: Terminal) {
    self.reader = reader
    self.terminal = terminal
  }

  var isInteractive: Bool { terminal.isInteractive }
  var showsColor: Bool { terminal.showsColor }
  var columns: Int { terminal.columns }
  var rows: Int { terminal.rows }

  func result(_ line: String) { reader.printAbove(Self.redacted(TerminalText.escapedLines(line))) }

  func note(_ line: String) { reader.printAbove(Self.redacted(line)) }

  func show(_ lines: [String]) { reader.show(lines.map { StyledText(Self.redacted($0)) }) }

  private static func redacted(_ text: String) -> String {
    Environment.key?.redacted(text) ?? text
  }
}
