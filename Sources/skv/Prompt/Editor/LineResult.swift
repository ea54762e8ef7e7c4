/// What came of asking for a line.
enum LineResult: Sendable, Equatable {
  /// A whole statement or block, without its last newline; the lines of a block are joined by LF.
  case line(String)
  /// Ctrl-C: what was typed is gone, and the person wants a fresh prompt.
  case interrupted
  /// There will be no more lines.
  case ended(Ending)

  /// Why there will be no more lines.
  enum Ending: Sendable, Equatable {
    /// Ctrl-D on an empty line, or the end of a file or pipe.
    case input
    /// The terminal went away or hung up.
    case terminal
    /// SIGTERM from outside.
    case signal(Int32)
    /// The task that asked was cancelled; another line may be asked for.
    case cancelled
  }
}
