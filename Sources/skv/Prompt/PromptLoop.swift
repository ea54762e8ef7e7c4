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

  /// What follows an entry.
  private enum Next {
    case goOn
    /// The person wants to leave.
    case leave
    /// There is nobody any more.
    case end
  }

  /// Goes on until the person leaves, and says with which exit code the program ends.
  func run() async -> ExitStatus {
    let prompt = Prompt(StyledText("skv> ", .green))
    while true {
      let next: Next =
        switch await reader.readLine(prompt) {
        case .line(let text): await take(text)
        case .interrupted: .goOn
        case .ended(.input): await mayLeave()
        case .ended: .end
        }
      switch next {
      case .goOn: break
      case .leave: return await leave(.done)
      case .end: return await leave(.interrupted)
      }
    }
  }

  private func take(_ text: String) async -> Next {
    if let refusal = KeyInScript.refusal(ofEntry: text) {
      display.note(refusal)
      return .goOn
    }
    let entry = await session.enter(text)
    if !entry.diagnostics.isEmpty {
      let renderer = DiagnosticRenderer(
        sources: session.dialogue.sources, color: display.showsColor,
        lineWidth: display.columns - 8, columns: display.columns - 1)
      display.note(renderer.rendered(entry.diagnostics).trimmingLineEnd)
    }
    if let plan = entry.plan {
      switch await isConfirmed(plan) {
      case .yes:
        let note = await BudgetNote.line(plan.jobs, within: plan.budget) {
          try await session.forecast(plan.jobs)
        }
        if let note { display.note(note) }
        await session.perform(plan)
      case .no:
        session.withdraw()
        display.note("nothing was sent, and the entry is forgotten")
        return .goOn
      case .nobody: return .end
      }
    }
    for request in entry.requests {
      if case .quit = request { return await mayLeave() }
      if case .credits = request { showCredits() }
      let lines = PromptAnswer(columns: display.columns, price: await price(request))
        .lines(for: request)
      if !lines.isEmpty { display.note(lines.joined(separator: "\n")) }
    }
    return .goOn
  }

  /// Shows the balance when it comes; the service may take its time, and the prompt waits for nothing.
  private func showCredits() {
    Task { [session, display] in
      do throws(EngineError) {
        let answer = try await session.credits()
        if let trouble = CreditsWords.trouble(answer) {
          display.note(trouble)
        } else {
          for line in CreditsWords.lines(answer) { display.result(line) }
        }
      } catch {
        display.note(CreditsWords.trouble(error))
      }
    }
  }

  /// What the jobs of a `plan` will cost, as far as that is known.
  private func price(_ request: PromptRequest) async -> PriceForecast? {
    guard case .plan(let jobs) = request else { return nil }
    return try? await session.forecast(jobs)
  }

  // MARK: - Questions

  private enum Answer {
    case yes, no
    /// The terminal went away, or the program is asked to end.
    case nobody
  }

  private func isConfirmed(_ plan: Plan) async -> Answer {
    do {
      let question = try await Confirmation.question(plan.jobs, beyond: plan.confirmation) {
        try await session.forecast(plan.jobs)
      }
      guard let question else { return .yes }
      return await ask("\(question). Start them? [y/N] ", endOfInput: .no)
    } catch {
      display.note(TerminalText.escaped("the prices seen before cannot be read: \(error)"))
      return .no
    }
  }

  /// Leaves if nothing is in flight, or the person wants to all the same.
  private func mayLeave() async -> Next {
    let (inFlight, waiting) = session.openJobs
    guard inFlight + waiting > 0 else { return .leave }
    let jobs = inFlight == 1 ? "1 job is" : "\(inFlight) jobs are"
    let dropped = waiting > 0 ? ", and \(waiting) not submitted yet will not be" : ""
    return
      switch await ask(
        "\(jobs) in flight\(dropped). Leave to `\(resume)`? [y/N] ", endOfInput: .yes)
    {
    case .yes: .leave
    case .no: .goOn
    case .nobody: .end
    }
  }

  private func ask(_ question: String, endOfInput: Answer) async -> Answer {
    var prompt = Prompt(StyledText(question, .yellow))
    prompt.isQuestion = true
    return switch await reader.readLine(prompt) {
    case .line(let answer): ["y", "yes"].contains(answer.lowercased()) ? .yes : .no
    case .interrupted: .no
    case .ended(.input): endOfInput
    case .ended: .nobody
    }
  }

  private func leave(_ status: ExitStatus) async -> ExitStatus {
    guard session.openJobs != (0, 0) else { return status }
    display.note("stopping: nothing new is submitted; what is running is left to `\(resume)`")
    let insistence = Insistence()
    await session.detach()
    insistence.end()
    return .interrupted
  }
}

extension String {
  /// The text without one end of a line behind it.
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
