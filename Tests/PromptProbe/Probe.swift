import Glibc

/// A small program around the line editor, for tests that need a process of its own: real signals,
/// job control, a terminal that goes away.
///
/// It answers each line with `got: LINE`; `quit` ends it.
@main
enum Probe {
  static func main() { PromptProcess.run(prompt) }

  private static func prompt() async -> Int32 {
    var settings = LineEditorSettings()
    settings.signals = SignalDescriptor()
    settings.isComplete = { text in
      text.filter { $0 == "[" }.count <= text.filter { $0 == "]" }.count
    }
    if let path = variable("PROBE_HISTORY") { settings.history = HistoryFile(path: path) }
    let isTerminal = isatty(0) == 1 && isatty(1) == 1
    let isDumb = variable("TERM") == "dumb"
    let reader: (any LineReader)? =
      isTerminal && !isDumb
      ? LineEditor(settings) : PlainReader(settings, showsPrompt: isTerminal)
    guard let reader else { return 70 }
    return await serve(reader)
  }

  private static func serve(_ reader: any LineReader) async -> Int32 {
    while true {
      let result = await reader.readLine(Prompt(StyledText("skv> ", .green)))
      switch result {
      case .line("quit"): return 0
      case .line(let text):
        reader.printAbove("got: " + text.split(separator: "\n").joined(separator: "|"))
      case .interrupted: reader.printAbove("interrupted")
      case .ended(let ending):
        reader.printAbove("ended: \(ending)")
        return 3
      }
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
