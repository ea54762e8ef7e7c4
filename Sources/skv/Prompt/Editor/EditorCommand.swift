/// A command of the line editor that is ours.
enum EditorCommand: String, CaseIterable, Sendable {
  /// Enter: the line is done, or goes on if it is not complete.
  case accept
  /// Tab.
  case complete
  /// A pasted block.
  case paste
  /// The line above of a block, or the past.
  case up
  /// The line below of a block, or back to the new line.
  case down
  case lineStart = "line-start"
  case lineEnd = "line-end"
  /// Ctrl-L.
  case clear

  /// Its name in libedit, for bindings of the person's own.
  var name: String { "skv-" + rawValue }
}

/// A key and what it does.
struct KeyBinding: Sendable {
  /// As libedit's `bind` takes it.
  let key: String
  let function: String
  /// Whether it holds in the command mode of vi too.
  let isForAllModes: Bool

  private init(_ key: String, _ function: String, everywhere: Bool = true) {
    self.key = key
    self.function = function
    isForAllModes = everywhere
  }

  private init(_ key: EditorKey, _ function: String) {
    self.init("\\" + String(key.rawValue, radix: 8), function)
  }

  /// Those that always hold, after what the person's own file says.
  static let all: [KeyBinding] = [
    KeyBinding("^M", EditorCommand.accept.name),
    KeyBinding("^J", EditorCommand.accept.name),
    KeyBinding("^I", EditorCommand.complete.name, everywhere: false),
    KeyBinding("^L", EditorCommand.clear.name),
    KeyBinding("^P", EditorCommand.up.name),
    KeyBinding("^N", EditorCommand.down.name),
    KeyBinding("^A", EditorCommand.lineStart.name, everywhere: false),
    KeyBinding("^E", EditorCommand.lineEnd.name, everywhere: false),
    KeyBinding("^R", "em-inc-search-prev", everywhere: false),
    KeyBinding("^W", "ed-delete-prev-word", everywhere: false),
    KeyBinding(.up, EditorCommand.up.name),
    KeyBinding(.down, EditorCommand.down.name),
    KeyBinding(.left, "ed-prev-char"),
    KeyBinding(.right, "ed-next-char"),
    KeyBinding(.home, EditorCommand.lineStart.name),
    KeyBinding(.end, EditorCommand.lineEnd.name),
    KeyBinding(.delete, "ed-delete-next-char"),
    KeyBinding(.wordLeft, "ed-prev-word"),
    KeyBinding(.wordRight, "em-next-word"),
    KeyBinding(.wordDelete, "em-delete-next-word"),
    KeyBinding(.paste, EditorCommand.paste.name),
  ]
}
