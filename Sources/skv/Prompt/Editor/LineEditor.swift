/// The prompt on a terminal: one line editor on one thread of its own.
///
/// Before the first thread of the program starts, call `PromptSignals.block` and
/// `PromptLocale.settle`.
actor LineEditor: LineReader {
  private let thread: EditorThread
  private let inbox: PromptInbox
  private let settings: LineEditorSettings
  private var session: LineSession?

  /// Creates an editor; nil if the system gives it no thread or descriptor.
  init?(_ settings: LineEditorSettings) {
    guard let thread = EditorThread(),
      let inbox = PromptInbox(output: TerminalOutput(descriptor: settings.output))
    else { return nil }
    self.thread = thread
    self.inbox = inbox
    self.settings = settings
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Reads one line or block with the editor's keys; ends with `.cancelled` if the task is
  /// cancelled.
  func readLine(_ prompt: Prompt) async -> LineResult {
    await withTaskCancellationHandler {
      read(prompt)
    } onCancel: {
      inbox.cancel()
    }
  }

  nonisolated func printAbove(_ text: String) { inbox.print(text) }

  nonisolated func show(_ live: [StyledText]) { inbox.show(live) }

  /// Gives the terminal back and ends the editor; a line can be asked for again later.
  func close() { session = nil }

  private func read(_ prompt: Prompt) -> LineResult {
    inbox.beginReading()
    defer { inbox.endReading() }
    guard !Task.isCancelled else { return .ended(.cancelled) }
    if session == nil { session = LineSession(settings: settings, inbox: inbox) }
    return session?.read(prompt) ?? .ended(.terminal)
  }
}
