import Contracts

/// The names of a script as far as it was read: constants, arguments, labels and variables of sweeps in
/// one name space.
struct Scope: Sendable {
  /// What a name stands for.
  enum Meaning: Sendable {
    /// A constant or an argument.
    case constant(Term)
    /// A run.
    case run(Run)
    /// A variable of sweeps, which has a value in the jobs of a run only.
    case variable
    /// Something that could not be understood; a finding was made for it.
    case unknown
  }

  /// A run that results can be taken from.
  struct Run: Sendable {
    var label: String
    var items: Range<Int>
    var output: MediaKind?
    var span: SourceSpan
  }

  /// A name with the place that binds it.
  struct Binding: Sendable {
    var meaning: Meaning
    var span: SourceSpan
  }

  /// What a statement makes of a name.
  enum Kind: Sendable {
    case constant, argument, label, variable
  }

  private(set) var bindings: [String: Binding] = [:]
  /// Every name that the script binds anywhere, with the first place.
  private(set) var all: [String: (span: SourceSpan, kind: Kind)] = [:]
  /// Whether a sweep takes its variables from a table, so that more names than these may be bound.
  private(set) var hasTable = false
  /// Whether a name that is bound already can be bound again, as at the prompt.
  let allowsRebinding: Bool
  /// The newest run; nil before the first one, and where it could not be understood.
  var last: Run?
  /// Whether any run was read.
  var hasRun = false
  /// The names that were looked up.
  var used: Set<String> = []
  /// Whether a statement that could bind a name could not be read.
  var isUncertain = false

  init(allowsRebinding: Bool = false) {
    self.allowsRebinding = allowsRebinding
  }

  /// Begins with a text, at a prompt another one, behind so many runs.
  mutating func begin(_ parts: [Assembly.Part], behind earlierRuns: Int) {
    all = [:]
    hasTable = false
    used = []
    var runs = earlierRuns
    func note(_ name: Spanned<String>, _ kind: Kind, in scope: inout Scope) {
      if scope.all[name.value] == nil { scope.all[name.value] = (name.span, kind) }
    }
    for part in parts {
      switch part.statement.kind {
      case .bind(let name, _): note(name, .constant, in: &self)
      case .argument(let operands): note(operands.name, .argument, in: &self)
      case .sweep(.variable(let name, _)): note(name, .variable, in: &self)
      case .sweep(.table): hasTable = true
      case .run(let clauses), .start(let clauses):
        runs += 1
        note(
          clauses.label ?? Spanned("r\(runs)", part.statement.keyword), .label, in: &self)
      default: break
      }
    }
  }

  /// Whether a name may be a variable of a sweep that stands anywhere in the script.
  func mayBeVariable(_ name: String) -> Bool {
    if case .variable = bindings[name]?.meaning { return true }
    if let known = all[name] { return known.kind == .variable }
    return hasTable && bindings[name] == nil
  }

  /// Binds a name; one that is bound already keeps its first meaning, unless it can be bound again.
  mutating func bind(_ name: String, to meaning: Meaning, at span: SourceSpan) {
    if allowsRebinding || bindings[name] == nil {
      bindings[name] = Binding(meaning: meaning, span: span)
    }
  }
}
