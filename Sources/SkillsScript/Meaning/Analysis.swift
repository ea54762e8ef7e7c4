import Contracts
import LosslessJSON

/// Goes through a script once, statement by statement, and finds out what it means.
///
/// It never stops at a mistake: what could not be understood is known to be unknown, so that
/// nothing that hangs on it is reported a second time. At a prompt it goes on with one script after
/// another.
struct Analysis: Sendable {
  private(set) var script: Script
  let catalogue: Catalogue
  let context: ScriptContext
  var fitter: Fitter
  var scope: Scope
  var settings: RunnerSettings {
    didSet { fitter.allowsUnchecked = settings.allowsUnchecked }
  }
  var overridden: Set<String> = []
  var draft: Draft?
  /// Whether a statement that could be a `use` could not be read.
  var draftIsUncertain = false
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

  init(
    script: Script, catalogue: Catalogue, surroundings: Surroundings, context: ScriptContext
  ) {
    self.script = script
    self.catalogue = catalogue
    self.context = context
    fitter = Fitter(surroundings: surroundings, context: context)
    scope = Scope(statements: script.statements, allowsRebinding: context.origin == .prompt)
    settings = RunnerSettings(origin: context.origin)
    budget = context.budget
    takeOverrides()
  }

  /// Begins with the next entry of a prompt: what was found in the one before is forgotten, names,
  /// draft and settings stay.
  mutating func begin(_ script: Script, surroundings: Surroundings) {
    self.script = script
    fitter.begin(in: surroundings)
    scope.begin(script.statements, behind: runCount)
    program = Program()
    program.firstJob = jobCount
    requests = []
    outputs = OutputPaths()
    labels = []
  }

  /// Goes through the whole script.
  mutating func run() {
    var faults = script.diagnostics.filter { $0.severity == .error }
      .map(\.primary.span.start).sorted()[...]
    for (index, statement) in script.statements.enumerated() {
      let next = index + 1
      let end =
        next < script.statements.count
        ? script.statements[next].span.start : script.source.bytes.count + 1
      faults = faults.drop { $0 < statement.span.start }
      isFaulty = faults.first.map { $0 < end } ?? false
      perform(statement)
    }
    finishDraft()
    reportUnusedLabels()
    checkJobBudget()
    program.settings = settings.job
    program.budget = budget
    program.confirmation = settings.confirmation
  }

  private mutating func perform(_ statement: Statement) {
    switch statement.kind {
    case .use(let model, let mode): use(model, mode, statement)
    case .set(let path, let value): set(path, value, statement)
    case .unset(let path): unset(path, statement)
    case .run(let clauses): run(clauses, statement)
    case .bind(let name, let value): bind(name, value)
    case .print(let value):
      if case .word(let word) = value.kind, scope.bindings[word] != nil {
        return reportBareName(word, at: value.span)
      }
      let term = term(of: value, in: .printed)
      let expression = fitter.fit(term, to: .free).expression
      program.steps.append(.print(expression, statement.span))
    case .option(let name, let value): option(name, value)
    case .budget(let operands): budget(operands, statement)
    case .command(let command, let operands): perform(command, operands, statement)
    case .malformed: passOver(statement)
    }
  }

  /// What a statement that could not be read leaves uncertain; a misspelt keyword counts as the one
  /// that was meant.
  private mutating func passOver(_ statement: Statement) {
    let word = script.source.text(of: statement.keyword)
    let keywords = StatementForm.all.map(\.keyword)
    let meant =
      keywords.contains(word) ? word : Suggestion.nearest(to: word, in: keywords).first
    switch meant {
    case "set", "unset": draft?.isIncomplete = true
    case "print", "option", "budget": break
    case "let": scope.isUncertain = true
    case "run":
      scope.isUncertain = true
      scope.hasRun = true
      scope.last = nil
    default:
      finishDraft()
      draft = nil
      draftIsUncertain = true
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
    if Self.reservedNames.contains(name.value) {
      report(
        Diagnostic(
          .reservedName, "a constant cannot be called `\(name.value)`", at: name.span,
          label: "this name has a meaning of its own"))
      return
    }
    _ = isTaken(name)
    let term = term(of: value, in: .constant)
    if case .unknown = term.kind {
      scope.bind(name.value, to: .unknown, at: name.span)
    } else {
      scope.bind(name.value, to: .constant(term), at: name.span)
    }
  }

  static let reservedNames: Set = ["run", "last"]

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
