import Dispatch
import Glibc
import Synchronization
import TerminalEmulator
import Testing

@testable import skv

/// A line editor of this process on a pseudo-terminal; it answers each line with `got: LINE`.
final class TypedPrompt {
  let terminal: TestTerminal
  let signals: PipeSignals
  let editor: LineEditor
  private let log = ResultLog()
  private let device: Int32
  private let reading: Task<Void, Never>

  private init(
    columns: Int, rows: Int, prompt: Prompt, configure: (inout LineEditorSettings) -> Void
  ) throws {
    try #require(Self.hasLocale)
    terminal = try TestTerminal(columns: columns, rows: rows)
    signals = try PipeSignals()
    device = terminal.openDevice()
    var settings = LineEditorSettings(input: device, output: device, showsColor: false)
    settings.signals = signals
    settings.stop = {}
    settings.settlingTime = .zero
    configure(&settings)
    editor = try #require(LineEditor(settings))
    reading = Task { [editor, log] in
      while true {
        let result = await editor.readLine(prompt)
        log.results.withLock { $0.append(result) }
        switch result {
        case .line(let text):
          editor.printAbove("got: " + text.split(separator: "\n").joined(separator: "|"))
        case .interrupted: break
        case .ended: return
        }
      }
    }
  }

  private static let hasLocale = PromptLocale.settle()

  /// What has come of the lines so far.
  var results: [LineResult] { log.results.withLock { $0 } }

  /// Gives the terminal another size and tells the editor.
  func resize(columns: Int, rows: Int, reflows: Bool = false) {
    terminal.resize(columns: columns, rows: rows, reflows: reflows)
    signals.send(SIGWINCH)
  }

  /// Performs a test with an editor of its own, on a thread where waiting blocks no other test.
  static func use(
    columns: Int = 80, rows: Int = 24, prompt: Prompt = Prompt("skv> "),
    configure: @escaping @Sendable (inout LineEditorSettings) -> Void = { _ in },
    _ body: @escaping @Sendable (TypedPrompt) throws -> Void
  ) async throws {
    let (editor, reading, device) = try await withCheckedThrowingContinuation {
      (done: CheckedContinuation<(LineEditor, Task<Void, Never>, Int32), any Error>) in
      DispatchQueue.global().async {
        do {
          let typed = try TypedPrompt(
            columns: columns, rows: rows, prompt: prompt, configure: configure)
          let outcome = Result {
            try typed.terminal.wait(for: "skv>")
            try body(typed)
          }
          typed.terminal.hangUp()
          try outcome.get()
          #expect(typed.terminal.screen.unknown == [])
          done.resume(returning: (typed.editor, typed.reading, typed.device))
        } catch {
          done.resume(throwing: error)
        }
      }
    }
    await reading.value
    await editor.close()
    close(device)
  }
}

private final class ResultLog: Sendable {
  let results = Mutex<[LineResult]>([])
}

/// Signals that a test sends to one editor.
final class PipeSignals: SignalSource {
  private let pipe: TestPipe

  init() throws { pipe = try TestPipe() }

  deinit {
    close(pipe.reader)
    close(pipe.writer)
  }

  var descriptor: Int32 { pipe.reader }

  func send(_ signal: Int32) {
    var byte = UInt8(signal)
    write(pipe.writer, &byte, 1)
  }

  func next() -> Int32? {
    var byte: UInt8 = 0
    return recv(pipe.reader, &byte, 1, Int32(MSG_DONTWAIT)) == 1 ? Int32(byte) : nil
  }
}
