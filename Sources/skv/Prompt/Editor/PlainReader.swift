/// Lines from something that is no terminal, or one that cannot move its cursor.
///
/// No editor, no colour; on a terminal (`TERM=dumb`) a prompt and the keys of the terminal itself.
actor PlainReader: LineReader {
  private let thread: EditorThread
  private let settings: LineEditorSettings
  private let inbox: PromptInbox
  private let input: TerminalInput
  private let showsPrompt: Bool
  private var lines = LineSplitter()

  /// Creates a reader; nil if the system gives it no thread or descriptor. Of the settings it uses
  /// the descriptors, the signals and `isComplete`.
  init?(_ settings: LineEditorSettings, showsPrompt: Bool) {
    guard let thread = EditorThread(),
      let inbox = PromptInbox(output: TerminalOutput(descriptor: settings.output))
    else { return nil }
    self.thread = thread
    self.inbox = inbox
    self.settings = settings
    self.showsPrompt = showsPrompt
    input = TerminalInput(
      descriptor: settings.input, wake: inbox.wake, signals: settings.signals)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Reads one line, and further ones until the text is complete or the input ends.
  func readLine(_ prompt: Prompt) async -> LineResult {
    await withTaskCancellationHandler {
      read(prompt)
    } onCancel: {
      inbox.cancel()
    }
  }

  nonisolated func printAbove(_ text: String) { inbox.print(text) }

  /// Nothing: live lines need a cursor that moves.
  nonisolated func show(_ live: [StyledText]) {}

  private func read(_ prompt: Prompt) -> LineResult {
    inbox.beginReading(holdsTexts: false)
    guard !Task.isCancelled else { return .ended(.cancelled) }
    var text: String?
    show(prompt.text)
    while true {
      while let line = lines.next() {
        let whole = text.map { $0 + "\n" + line } ?? line
        if prompt.isQuestion || settings.isComplete(whole) {
          inbox.takePrompt(endsLine: false)
          return .line(whole)
        }
        text = whole
        show(prompt.continuation)
      }
      guard let result = takeEvent() else { continue }
      inbox.takePrompt(endsLine: true)
      // A last line without an end of its own is a line all the same.
      guard result == .ended(.input), let whole = Self.joined(text, lines.rest()) else {
        return result
      }
      return .line(whole)
    }
  }

  private static func joined(_ text: String?, _ rest: String?) -> String? {
    guard let text, let rest else { return text ?? rest }
    return text + "\n" + rest
  }

  private func show(_ prompt: StyledText) {
    if showsPrompt { inbox.showPrompt(prompt.plain) }
  }

  private func takeEvent() -> LineResult? {
    switch input.next(within: -1) {
    case .bytes(let bytes): lines.push(bytes)
    case .ended: return .ended(.input)
    case .signal(let signal): return take(signal)
    case .woken: if inbox.take().isCancelled { return .ended(.cancelled) }
    case nil: break
    }
    return nil
  }

  private func take(_ signal: Int32) -> LineResult? {
    switch PromptSignal(signal) {
    case .interrupt:
      lines.forgetHalf()
      return .interrupted
    case .stop:
      settings.stop()
    case .hangUp: return .ended(.terminal)
    case .terminate: return .ended(.signal(signal))
    case .continued, .resized, .ignored: break
    }
    return nil
  }
}
