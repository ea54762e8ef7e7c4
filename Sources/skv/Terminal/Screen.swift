import Glibc
import Synchronization

/// The program's two output streams, with a block of live lines below everything that is printed.
///
/// Results go to standard output, everything else to standard error. Where standard error is a
/// terminal, the live block is redrawn under each new line; elsewhere it is never drawn. A reader
/// that went away (EPIPE) ends printing, never the run.
final class Screen: Display {
  private let terminal: Terminal
  private let outputIsTerminal = isatty(1) == 1
  private let sharesTerminal: Bool
  private let state = Mutex(State())

  private struct State {
    var live: [String] = []
    var drawn = 0
    var outputIsGone = false
    var errorIsGone = false
  }

  /// Creates the screen of this process.
  init(environment: [String: String]) {
    terminal = Terminal(descriptor: 2, environment: environment)
    sharesTerminal = terminal.isInteractive && outputIsTerminal
  }

  var isInteractive: Bool { terminal.isInteractive }
  var showsColor: Bool { terminal.showsColor }
  var columns: Int { terminal.columns }
  var rows: Int { terminal.rows }

  /// Prints one line of results on standard output: as it is into a pipe or a file, escaped on a
  /// terminal.
  func result(_ line: String) {
    let line = outputIsTerminal ? TerminalText.escapedLines(line) : line
    state.withLock { state in
      if sharesTerminal { erase(&state) }
      write(line + "\n", to: .output, gone: &state.outputIsGone)
      if sharesTerminal { draw(&state) }
    }
  }

  /// Prints one line for the person on standard error.
  func note(_ line: String) {
    state.withLock { state in
      erase(&state)
      write(line + "\n", to: .error, gone: &state.errorIsGone)
      draw(&state)
    }
  }

  /// Replaces the live lines; the caller has cut them to the width of the terminal.
  func show(_ lines: [String]) {
    guard terminal.isInteractive else { return }
    state.withLock { state in
      if lines == state.live && state.drawn == lines.count { return }
      erase(&state)
      state.live = lines
      draw(&state)
    }
  }

  private func erase(_ state: inout State) {
    guard state.drawn > 0 else { return }
    write("\u{1B}[\(state.drawn)A\r\u{1B}[J", to: .error, gone: &state.errorIsGone)
    state.drawn = 0
  }

  private func draw(_ state: inout State) {
    guard terminal.isInteractive, !state.live.isEmpty else { return }
    write(state.live.map { $0 + "\n" }.joined(), to: .error, gone: &state.errorIsGone)
    state.drawn = state.live.count
  }

  private func write(_ text: String, to stream: StandardStream, gone: inout Bool) {
    if !gone { gone = !stream.write(text) }
  }
}
