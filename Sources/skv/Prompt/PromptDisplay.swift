/// The screen around the prompt: what is printed stands above the line that is being typed.
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

  func result(_ line: String) { reader.printAbove(TerminalText.escapedLines(line)) }

  func note(_ line: String) { reader.printAbove(line) }

  func show(_ lines: [String]) { reader.show(lines.map { StyledText($0) }) }
}
