/// What a line editor is told once.
struct LineEditorSettings: Sendable {
  /// Where keys come from.
  var input: Int32 = 0
  /// Where the prompt is drawn.
  var output: Int32 = 1
  /// Whether prompts and lists are coloured.
  var showsColor = true
  /// Whether the terminal moves the text of long lines when its width changes.
  var reflows = false
  /// How long nothing is drawn after the window has changed its size.
  var settlingTime = Duration.milliseconds(300)
  /// What the time is.
  var now: @Sendable () -> ContinuousClock.Instant = { .now }
  /// libedit commands of the person's own (`~/.editrc`).
  var keyFile: String?
  /// Where entered lines are kept.
  var history: HistoryFile?
  /// Whether a text can be performed, or goes on in another line.
  var isComplete: @Sendable (String) -> Bool = { _ in true }
  /// What could stand at a place of a text, counted in UTF-8 bytes.
  var complete: @Sendable (String, Int) -> CompletionAnswer = { _, _ in CompletionAnswer() }
  /// Whether a line may be kept in the history: not one that holds a secret. Lines that begin with
  /// a space are never kept.
  var mayKeep: @Sendable (String) -> Bool = { _ in true }
  /// The signals, blocked by `PromptSignals.block`; nil where they are handled elsewhere.
  var signals: (any SignalSource)?
  /// Stops the process for Ctrl-Z and returns when it goes on.
  var stop: @Sendable () -> Void = { JobControl.stop() }
}
