import CLibEdit
import Glibc
import Synchronization

/// What other threads want of the screen while a line is typed.
///
/// While nobody types, texts are written at once; while somebody does, they wait for the editor's
/// thread, which is woken. One lock keeps their order over that change.
final class PromptInbox: Sendable {
  /// Readable while there is something to take.
  let wake: Int32
  private let output: TerminalOutput
  private let state = Mutex(State())

  private struct State {
    var texts: [String] = []
    var live: [StyledText] = []
    var isReading = false
    var isCancelled = false
    /// What a person types behind, where texts do not wait.
    var prompt: String?
  }

  /// What the editor's thread finds.
  struct News {
    /// Whole lines to print, in order.
    var texts: [String]
    /// The live lines as they are now.
    var live: [StyledText]
    var isCancelled: Bool
  }

  /// Creates an inbox for a terminal; nil if the system has no descriptor left.
  init?(output: TerminalOutput) {
    self.output = output
    wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard wake >= 0 else { return nil }
  }

  deinit { close(wake) }

  /// Prints lines above the prompt.
  func print(_ text: String) {
    state.withLock { state in
      if state.isReading {
        state.texts.append(text)
        eventfd_write(wake, 1)
      } else if let prompt = state.prompt {
        output.write("\n" + text + "\n" + prompt)
      } else {
        output.write(text + "\n")
      }
    }
  }

  /// Writes a prompt; until it is taken back, each text begins on a new line and has the prompt
  /// again behind it.
  func showPrompt(_ prompt: String) {
    state.withLock { state in
      state.prompt = prompt
      output.write(prompt)
    }
  }

  /// Nobody types behind the prompt any more; the line end is written where none was typed.
  func takePrompt(endsLine: Bool) {
    state.withLock { state in
      if endsLine, state.prompt != nil { output.write("\n") }
      state.prompt = nil
    }
  }

  /// Replaces the lines that stand between the last printed line and the prompt.
  func show(_ live: [StyledText]) {
    state.withLock { state in
      guard state.live != live else { return }
      state.live = live
      if state.isReading { eventfd_write(wake, 1) }
    }
  }

  /// Ends the line that is being read.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    eventfd_write(wake, 1)
  }

  /// A cancellation of the past is forgotten; from now on texts wait to be taken, if they shall.
  func beginReading(holdsTexts: Bool = true) {
    state.withLock { state in
      state.isReading = holdsTexts
      state.isCancelled = false
    }
  }

  /// Writes what was not taken; from now on texts are written at once.
  func endReading() {
    state.withLock { state in
      for text in state.texts { output.write(text + "\n") }
      state.texts = []
      state.isReading = false
    }
  }

  /// Takes what waits.
  func take() -> News {
    state.withLock { state in
      defer { state.texts = [] }
      return News(texts: state.texts, live: state.live, isCancelled: state.isCancelled)
    }
  }
}
