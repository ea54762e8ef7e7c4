import Contracts
import LosslessJSON

/// Goes through a script once, statement by statement, and finds out what it means.
///
/// It never stops at a mistake: what could not be understood is known to be unknown, so that
/// nothing that hangs on it is reported a second time. At a prompt it goes on with one script after
/// another.
struct Analysis: Sendable {
  /// The script at hand with what it includes.
  private(set) var assembly: Assembly
  /// The texts that findings point into, at a prompt those of earlier entries too.
  var sources = SourceMap()
  let catalogue: Catalogue
  let context: ScriptContext
  var fitter = Fitter()
  var scope: Scope
  var settings: RunnerSettings {
    didSet { fitter.allowsUnchecked = settings.allowsUnchecked }
  }
  var overridden: Set<String> = []
  var draft: Draft?
  /// Whether a statement that could be a `use` could not be read.
  var draftIsUncertain = false
  /// The axes of the next run.
  var axes: [Axis] = []
  /// Whether a `sweep` could not be understood, so that it is not known how many jobs the next run has.
  var axesAreUncertain = false
  /// The tables that were read, by their paths.
  var tables: [String: Table] = [:]
  /// What is known of each job that has a variable, by its index.
  var variables: [Int: [String: Term]] = [:]
  /// What paths are made of for each job.
  var subjects: [Int: PathTemplate.Subject] = [:]
  /// How many results the jobs so far hang on.
  var edgeCount = 0
  /// The arguments that were declared.
  var arguments: [DeclaredArgument] = []
  var program = Program()
  /// What the commands of the prompt ask for.
  var requests: [PromptRequest] = []
  var outputs = OutputPaths()
  /// The caps that stand so far; a flag's hold from the beginning.
  var budget: BudgetCaps
  /// The statement that set the cap on jobs; nil for a flag.
  var jobBudgetSpan: SourceSpan?
  var runCount = 0
  var jobCount = 0
  /// Whether the parser found an error in the statement at hand.
  var isFaulty = false
  /// Labels that were given, whether they end up in a path, and the place to show.
  var labels: [(name: String, span: SourceSpan, isInPath: Bool)] = []

  /// The most jobs that one script can ask for.
  static let mostJobs = 100_000
  /// The most takes of one run.
  static let mostTakes = 10_000

  init(catalogue: Catalogue, context: ScriptContext) {
    self.catalogue = catalogue
    self.context = context
    assembly = Assembly(
      Parser.parse(SourceText(name: "", bytes: [])), sources: SourceMap(), folder: "",
      surroundings: Surroundings())
    scope = Scope(allowsRebinding: context.origin == .prompt)
    settings = RunnerSettings(origin: context.origin)
    budget = context.budget
    takeDefaults()
    takeOverrides()
  }

  /// Begins with a script, at a prompt with the next entry: what was found in the one before is
  /// forgotten, names, draft and settings stay.
  mutating func begin(_ script: Script, surroundings: Surroundings) {
    _ = sources.add(script.source)
    assembly = Assembly(
      script, sources: sources, folder: context.folder, surroundings: surroundings)
    sources = assembly.sources
    fitter.begin(in: surroundings)
    scope.begin(assembly.parts, behind: runCount)
    tables = [:]
    arguments = []
    program = Program()
    program.firstJob = jobCount
    requests = []
    outputs = OutputPaths()
    labels = []
  }

  /// Goes through the whole script.
  mutating func run() {
    for part in assembly.parts {
      isFaulty = part.isFaulty
      perform(part.statement)
    }
    finishDraft()
    if context.origin != .prompt { dropAxes() }
    reportUnusedLabels()
    checkJobBudget()
    program.settings = settings.job
    program.budget = budget
    program.confirmation = settings.confirmation
  }

  /// The reads without an answer, with the places that ask for them.
  var missingReads: [(read: Read, span: SourceSpan)] {
    assembly.missingReads + fitter.unansweredReads
  }

  private mutating func perform(_ statement: Statement) {
    switch statement.kind {
    case .use(let model, let mode): use(model, mode, statement)
    case .set(let path, let value): set(path, value, statement)
    case .unset(let path): unset(path, statement)
    case .sweep(let operands): sweep(operands, statement)
    case .run(let clauses): run(clauses, statement, isAwaited: true)
    case .start(let clauses): run(clauses, statement, isAwaited: false)
    case .wait(let labels): wait(labels, statement)
    case .expect(let operands): expect(operands, statement)
    case .save(let subject, let destination): save(subject, to: destination, statement)
    case .argument(let operands): argument(operands, statement)
    case .bind(let name, let value): bind(name, value)
    case .print(let value):
      if case .word(let word) = value.kind, scope.bindings[word] != nil {
        return reportBareName(word, at: value.span)
      }
      let term = term(of: value, in: .printed)
      let expression = fitter.fit(term, to: .free).expression
      countEdges(expression.neededItems, at: statement.keyword)
      program.steps.append(.print(expression, statement.span))
    case .option(let name, let value): option(name, value)
    case .budget(let operands): budget(operands, statement)
    case .command(let command, let operands): perform(command, operands, statement)
    // An assembly has what is included in its place.
    case .include: break
    case .malformed: passOver(statement)
    }
  }

  /// What a statement that could not be read leaves uncertain; a misspelt keyword counts as the one
  /// that was meant.
  private mutating func passOver(_ statement: Statement) {
    let word = sources.text(of: statement.keyword)
    let keywords = StatementForm.all.map(\.keyword)
    let meant =
      keywords.contains(word) ? word : Suggestion.nearest(to: word, in: keywords).first
    switch meant {
    case "set", "unset": draft?.isIncomplete = true
    case "print", "option", "budget", "wait", "expect", "save": break
    case "sweep":
      axesAreUncertain = true
      scope.isUncertain = true
    case "let", "arg": scope.isUncertain = true
    case "run", "start":
      dropAxes(areRun: true)
      scope.isUncertain = true
      scope.hasRun = true
      scope.last = nil
    default:
      finishDraft()
      draft = nil
      draftIsUncertain = true
      dropAxes(areRun: true)
      scope.isUncertain = true
    }
  }

  mutating func report(_ diagnostic: Diagnostic) {
    fitter.diagnostics.append(diagnostic)
  }

  private mutating func reportBareName(_ name: String, at span: SourceSpan) {
    report(
      Diagnostic(
        .bareWord, "a name is read with `$`", at: span, label: "did you mean `$\(name)`?",
        fix: .init(title: "write `$\(name)`", replacing: span, with: "$\(name)")))
  }

  // MARK: - Constants

  private mutating func bind(_ name: Spanned<String>, _ value: Value) {
    if isReserved(name, for: "a constant") { return }
    _ = isTaken(name)
    let term = term(of: value, in: .constant)
    if case .unknown = term.kind {
      scope.bind(name.value, to: .unknown, at: name.span)
    } else {
      scope.bind(name.value, to: .constant(term), at: name.span)
    }
  }

  /// Whether a name has a meaning of its own, which is reported.
  mutating func isReserved(_ name: Spanned<String>, for what: String) -> Bool {
    guard Self.reservedNames.contains(name.value) else { return false }
    report(
      Diagnostic(
        .reservedName, "\(what) cannot be called `\(name.value)`", at: name.span,
        label: "this name has a meaning of its own"))
    return true
  }

  private static let reservedNames: Set = ["run", "last"]

  /// Whether a name is bound already, which is reported; at the prompt a name can be bound anew.
  mutating func isTaken(_ name: Spanned<String>) -> Bool {
    guard !scope.allowsRebinding, let first = scope.bindings[name.value] else { return false }
    report(
      Diagnostic(
        .nameBoundTwice, "`\(name.value)` is bound already", at: name.span,
        label: "a name binds once",
        secondary: [.init(span: first.span, text: "bound here first")]))
    return true
  }

  private mutating func reportUnusedLabels() {
    guard context.origin != .prompt else { return }
    for label in labels where !label.isInPath && !scope.used.contains(label.name) {
      report(
        Diagnostic(
          .unusedLabel, severity: .warning, "the label `\(label.name)` is never used",
          at: label.span, label: "no `$\(label.name)` and no path with its name"))
    }
  }
}
