import SkillsScript
import SkillsVideo
import SkvInterpreter
import Synchronization

/// Tells a person how the jobs go: on a terminal one live line a job, elsewhere a line a change.
///
/// Each saved file is one line on standard output; everything else goes to standard error.
final class LineReporter: Reporter {
  private let display: any Display
  private let board: LiveBoard
  private let owner: Int
  private let commands: CommandNames
  private let clock = ContinuousClock()
  private let jobs = Mutex(LiveJobs())
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  /// Creates a reporter; `board` is shared by those that share a display, and `commands` are what it
  /// names as the next step.
  init(display: any Display, board: LiveBoard? = nil, commands: CommandNames) {
    self.display = display
    self.board = board ?? LiveBoard(display)
    self.commands = commands
    owner = self.board.newOwner()
  }

  func hear(_ event: SessionEvent) {
    switch event {
    case .planned(let names):
      jobs.withLock { $0.waiting = names.count }
      startTicking()
    case .started(let name):
      jobs.withLock { $0.waiting -= 1 }
      change(name) { $0.begin(at: clock.now) }
    case .run(let name, let event):
      guard let news = JobNews(event) else { return }
      let isDrawn: Bool
      switch event {
      case .downloadProgress, .uploadProgress: isDrawn = false
      default: isDrawn = true
      }
      change(name, isDrawn: isDrawn) { $0.take(news) }
      if !display.isInteractive, let words = news.plainWords {
        display.note("\(name): \(words)")
      }
    case .ended(let name, let outcome):
      let elapsed = jobs.withLock { $0.remove(name, at: clock.now) }
      redraw()
      report(outcome, of: name, elapsed: elapsed)
    case .skipped(let name, let reason):
      jobs.withLock { $0.waiting -= 1 }
      display.note(mark(.bad) + TerminalText.escaped("\(name): not submitted, \(reason)"))
    case .printed(let lines, _):
      for line in lines { display.result(line) }
    case .notPrinted(let reason):
      display.note(mark(.bad) + "print: " + TerminalText.escaped(reason))
    case .expected(let expectation):
      let words = ExpectationWords(expectation)
      let code = words.code.map { " [\($0.rawValue)]" } ?? ""
      for line in words.lines {
        display.note(mark(expectation.holds ? .good : .bad) + TerminalText.escaped(line) + code)
      }
    case .copied(let paths):
      for path in paths { display.result(path) }
    case .notCopied(let reason):
      display.note(mark(.bad) + "save: " + TerminalText.escaped(reason))
    case .finished(let summary):
      ticker.withLock { $0?.cancel() }
      for standing in summary.budget { display.note("budget: \(standing)") }
      if let trouble = summary.unkept {
        display.note(
          mark(.bad) + TerminalText.escaped("the lock: \(trouble.description)")
            + "; the next run of the script writes what is missing")
      }
      let numbers = summary.ended.compactMap(\.outcome.resumable).sorted()
      if !numbers.isEmpty {
        let runs = numbers.map(String.init).joined(separator: " ")
        display.note(
          "`\(commands.named("resume")) \(runs)` takes up what is unfinished and pays for nothing")
      }
    }
  }

  // MARK: - Live lines

  /// Progress of a transfer comes too often to be drawn at once; the ticker shows it.
  private func change(_ name: JobName, isDrawn: Bool = true, _ body: (inout LiveJob) -> Void) {
    jobs.withLock { $0.change(name, body) }
    if isDrawn { redraw() }
  }

  private func redraw() {
    guard display.isInteractive else { return }
    let columns = display.columns
    // Shown under the lock, so that no older lines come after newer ones.
    jobs.withLock { board.show($0.lines(at: clock.now, columns: columns), of: owner) }
  }

  private func startTicking() {
    guard display.isInteractive else { return }
    ticker.withLock { ticker in
      ticker = Task { [weak self] in
        while !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(250))
          guard let self, !Task.isCancelled else { return }
          self.redraw()
        }
      }
    }
  }

  // MARK: - Ends

  private enum Mark { case good, bad, open }

  private func mark(_ mark: Mark) -> String {
    guard display.isInteractive else { return "" }
    let (sign, color) =
      switch mark {
      case .good: ("✓", 32)
      case .bad: ("✗", 31)
      case .open: ("…", 33)
      }
    return display.showsColor ? "\u{1B}[\(color)m\(sign)\u{1B}[0m " : sign + " "
  }

  private func report(_ outcome: Outcome, of name: JobName, elapsed: Duration?) {
    let words = OutcomeWords(outcome, commands: commands)
    let kind: Mark =
      switch outcome {
      case .saved, .reused: .good
      case .timedOut, .pollingRefused, .detached, .finished: .open
      default: .bad
      }
    let time = elapsed.map { "  " + Clockface.text($0) } ?? ""
    let code = words.code.map { " [\($0.rawValue)]" } ?? ""
    display.note(mark(kind) + TerminalText.escaped("\(name): \(words.sentence)\(code)") + time)
    for line in words.advice { display.note("  " + TerminalText.escaped(line)) }
    for file in words.files {
      display.result(FilePath.shown(file, from: Environment.workingDirectory ?? "/"))
    }
  }
}
