import CLibEdit
import Glibc

/// One line editor of libedit: its key bindings, its buffer and its searches.
///
/// What stands on the screen is drawn from the buffer by `LineDisplay`; libedit's own drawing goes
/// to `/dev/null`, since it has no continuation prompts, loses the cursor in blocks taller than the
/// screen and drops combining marks. All calls come from one thread.
final class LibEdit {
  /// Is asked for keys and told of commands while a line is read.
  weak var client: (any LibEditClient)?
  /// Whether a file of the person's own was read, which may bind any sequence.
  let hasOwnKeys: Bool
  private let editor: OpaquePointer
  private let sink: UnsafeMutablePointer<FILE>
  private let history: OpaquePointer

  /// What one of our commands leaves to be done.
  enum Aftermath: Int32 {
    /// CC_NORM
    case nothing = 0
    /// CC_NEWLINE
    case lineIsDone = 1
    /// CC_REFRESH
    case bufferChanged = 4
  }

  /// Opens an editor on a terminal; nil if it is none, or memory is short.
  ///
  /// `keyFile` holds libedit commands of the person's own; one that is absent is passed over.
  init?(input: Int32, output: Int32, keyFile: String?) {
    guard let sink = fopen("/dev/null", "we") else { return nil }
    guard let editor = el_init_fd("skv", sink, sink, sink, input, output, output) else {
      fclose(sink)
      return nil
    }
    guard let history = history_winit() else {
      el_end(editor)
      fclose(sink)
      return nil
    }
    self.sink = sink
    self.editor = editor
    self.history = history
    clibedit_set_number(editor, EL_SIGNAL, 0)
    clibedit_set_reader(editor, editorReadsKey)
    clibedit_history_limit(history, Int32(HistoryWalk.limit))
    clibedit_use_history(editor, history)
    clibedit_set_text(editor, EL_EDITOR, "emacs")
    for command in EditorCommand.allCases {
      clibedit_add_function(editor, command.name, command.function)
    }
    hasOwnKeys = keyFile.map { el_source(editor, $0) == 0 } ?? false
    clibedit_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    for binding in KeyBinding.all {
      clibedit_bind(editor, binding.key, binding.function)
      if binding.isForAllModes { clibedit_bind_alternate(editor, binding.key, binding.function) }
    }
  }

  deinit {
    el_end(editor)
    history_wend(history)
    fclose(sink)
  }

  /// Reads one line, which mostly ends by a command of ours; the line where it ended by one of
  /// libedit's own, nil at the end of the input.
  func read() -> String? {
    var count: Int32 = 0
    guard el_wgets(editor, &count) != nil else { return nil }
    var text = text
    if text.last == "\n" { text.removeLast() }
    return String(scalars: text)
  }

  // MARK: - The buffer

  /// What has been typed.
  var text: [Unicode.Scalar] {
    guard let line = el_wline(editor)?.pointee else { return [] }
    return UnsafeBufferPointer(start: line.buffer, count: line.lastchar - line.buffer)
      .map { Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}" }
  }

  /// Where the cursor stands, in scalars.
  var cursor: Int {
    get { Int(el_cursor(editor, 0)) }
    set { el_cursor(editor, Int32(newValue - cursor)) }
  }

  /// Puts a text in at the cursor.
  func insert(_ text: String) {
    guard !text.isEmpty else { return }
    el_winsertstr(editor, Self.wide(text))
  }

  /// Puts a text in the place of everything, with the cursor at its end.
  func replace(with text: String) {
    let count = self.text.count
    cursor = count
    el_deletestr(editor, Int32(count))
    insert(text)
  }

  // MARK: - The terminal and the past

  /// Gives the terminal its settings for editing, or its ordinary ones back.
  func setEditing(_ on: Bool) {
    clibedit_set_number(editor, EL_PREP_TERM, on ? 1 : 0)
  }

  /// Takes in a new size of the terminal.
  func resize() { el_resize(editor) }

  /// Adds a line to those that libedit's own searches go through.
  func remember(_ line: String) {
    clibedit_history_enter(history, Self.wide(line))
  }

  private static func wide(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
  }
}

extension String {
  /// A text of some scalars.
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

/// Gives keys to a line editor and performs its commands.
protocol LibEditClient: AnyObject {
  /// The next key; nil ends the line.
  func nextKey() -> Unicode.Scalar?
  /// Performs a command of ours.
  func perform(_ command: EditorCommand) -> LibEdit.Aftermath
}
