import SkillsScript
import SkillsVideo
import SkvInterpreter

/// Takes entries one after the other, says what is wrong with them, and performs what they ask for.
///
/// Runs go on while the person types. Only Ctrl-D, `quit` or the loss of the terminal end it, and
/// then what is in flight is left to be taken up later.
struct PromptLoop {
  private let reader: any LineReader
  private let display: any Display
  private let session: LiveSession
  private let resume: String

  /// Creates a loop; `resume` is the command that takes runs up again.
  init(
    reader: any LineReader, display: any Display, session: LiveSession, resume: String
  ) {
    self.reader = reader
    self.display = display
    self.session = session
    self.resume = resume
  }

  /// Goes on until the person leaves, and says with which exit code the program ends.
  func run() async -> ExitStatus {
    let prompt = Prompt(StyledText("skv> ", .green))
    while true {
      switch await reader.readLine(prompt) {
      case .line(let text):
        if await take(text) == .leave { return await leave(.done) }
      case .interrupted: break
      case .ended(.input):
        if await mayLeave() { return await leave(.done) }
      case .ended: return await leave(.interrupted)
      }
    }
  }

  private enum Next { case goOn, leave }

  private func take(_ text: String) async -> Next {
    if let refusal = KeyInScript.refusal(of: SourceText(name: "<prompt>", text: text)) {
      display.note(refusal.message)
      return .goOn
    }
    let entry = await session.enter(text)
    if !entry.diagnostics.isEmpty {
      let renderer = DiagnosticRenderer(
        sources: session.dialogue.sources, color: display.showsColor,
        lineWidth: display.columns - 8)
      display.note(renderer.rendered(entry.diagnostics).trimmingLineEnd)
    }
    if let plan = entry.plan, await isConfirmed(plan) { await session.perform(plan) }
    for request in entry.requests {
      if case .quit = request {
        if await mayLeave() { return .leave }
      } else {
        let lines = PromptAnswer(columns: display.columns).lines(for: request)
        display.note(lines.joined(separator: "\n"))
      }
    }
    return .goOn
  }

  // MARK: - Questions

  private func isConfirmed(_ plan: Plan) async -> Bool {
    guard let threshold = plan.confirmJobs, plan.jobs.count > threshold else { return true }
    let isAgreed = await ask(
      "\(plan.jobs.count) jobs will be submitted, and each may cost credits. Start them? [y/N] ")
    if !isAgreed { display.note("nothing was sent") }
    return isAgreed
  }

  /// Whether nothing is in flight, or the person wants to leave all the same.
  private func mayLeave() async -> Bool {
    let count = session.openJobs
    guard count > 0 else { return true }
    let jobs = count == 1 ? "1 job is" : "\(count) jobs are"
    return await ask("\(jobs) in flight. Leave to `\(resume)`? [y/N] ", endMeansYes: true)
  }

  private func ask(_ question: String, endMeansYes: Bool = false) async -> Bool {
    var prompt = Prompt(StyledText(question, .yellow))
    prompt.isQuestion = true
    return switch await reader.readLine(prompt) {
    case .line(let answer): ["y", "yes"].contains(answer.lowercased())
    case .interrupted: false
    case .ended(.input): endMeansYes
    case .ended: true
    }
  }

  private func leave(_ status: ExitStatus) async -> ExitStatus {
    let wasBusy = session.openJobs > 0
    await session.detach()
    return wasBusy ? .interrupted : status
  }
}

extension String {
  /// The text without one end of a line behind it.
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
