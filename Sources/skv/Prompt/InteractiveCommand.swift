import ArgumentParser
import Glibc
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// The prompt, which `skv` alone begins on a terminal.
struct InteractiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt",
    abstract: "Enter statements one by one (skv alone does it).",
    usage: "skv [--sandbox] [options]",
    discussion: """
      Example:
        skv --sandbox=1s

      Tab completes, `help` explains, Ctrl-D leaves. Without a key it works on the sandbox.
      """)

  @OptionGroup var service: ServiceOptions

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func run() async throws {
    let environment = Environment.current
    let terminal = Terminal(descriptor: 1, environment: environment)
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw ValidationError("the prompt needs a terminal; `skv run -` reads a script from a pipe")
    }
    let workingDirectory = try Environment.requiredWorkingDirectory()
    let contract = try contract.load(needsWhole: true)
    let interpreter = Interpreter(catalogue: contract.catalogue)
    var service = service
    let isChosen = service.sandbox
    if Environment.key == nil || isChosen { service.useSandbox() }
    let connection = try await service.connect(needsKey: false, contract: contract)
    let link = DialogueLink()
    guard let reader = Self.reader(terminal, environment, link) else {
      throw ValidationError("the system has no thread or descriptor left for the prompt")
    }
    let display = PromptDisplay(reader: reader, terminal: terminal)
    let board = LiveBoard(display)
    let resume = service.resumeCommand
    let session = LiveSession(
      interpreter: interpreter,
      context: ScriptContext(
        origin: .prompt, overrides: runner.overrides, defaults: try OptionVariables.defaults(),
        budget: runner.caps, variables: environment),
      client: connection.client,
      place: Session.Place(
        workingDirectory: workingDirectory, scriptFolder: "", scriptName: nil),
      makeReporter: { [commands = service.commands] in
        LineReporter(display: display, board: board, commands: commands)
      })
    link.session = session
    display.note(Self.welcome(isSandbox: service.sandbox, isChosen: isChosen))
    let status = await PromptLoop(
      reader: reader, display: display, session: session, resume: resume
    ).run()
    await connection.close()
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private static func welcome(isSandbox: Bool, isChosen: Bool) -> String {
    let first = "skv \(Version.current): `help` explains, Tab completes, Ctrl-D leaves"
    guard isSandbox else { return first }
    let switching =
      isChosen ? "" : "; for the service start with \(Configuration.keyVariable) set"
    return first + "\nsandbox, free of cost" + switching
  }

  /// The editor, or plain lines where the terminal cannot move its cursor.
  private static func reader(
    _ terminal: Terminal, _ environment: [String: String], _ link: DialogueLink
  ) -> (any LineReader)? {
    var settings = LineEditorSettings()
    settings.showsColor = terminal.showsColor
    settings.reflows = TerminalReflow.isDone(environment: environment)
    settings.keyFile = environment["HOME"].map { $0 + "/.editrc" }
    settings.signals = SignalDescriptor()
    settings.isComplete = { text in
      !Parser.parse(SourceText(name: "<prompt>", text: text)).needsContinuation
    }
    settings.complete = { text, cursor in
      guard let dialogue = link.session?.dialogue else { return CompletionAnswer() }
      return PromptCompletion(dialogue).answer(text, at: cursor)
    }
    if let folder = try? Configuration.stateFolder(environment: environment) {
      settings.history = HistoryFile(path: folder + "/history")
    }
    settings.mayKeep = { line in
      KeyInScript.refusal(ofEntry: line) == nil
    }
    return terminal.isInteractive
      ? LineEditor(settings) : PlainReader(settings, showsPrompt: true)
  }
}
