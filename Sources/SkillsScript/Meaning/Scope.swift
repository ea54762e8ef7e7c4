import Contracts

/// The names of a script as far as it was read: constants and labels in one name space.
struct Scope: Sendable {
  /// What a name stands for.
  enum Meaning: Sendable {
    /// A constant.
    case constant(Term)
    /// A run.
    case run(Run)
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

  private(set) var bindings: [String: Binding] = [:]
  /// Every name that the script binds anywhere, with the first place and whether it is a label.
  private(set) var all: [String: (span: SourceSpan, isLabel: Bool)]
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

  init(statements: [Statement], allowsRebinding: Bool = false) {
    self.allowsRebinding = allowsRebinding
    all = Self.names(in: statements, behind: 0)
  }

  /// Begins with another text of the same prompt, behind so many runs.
  mutating func begin(_ statements: [Statement], behind runs: Int) {
    all = Self.names(in: statements, behind: runs)
    used = []
  }

  private static func names(
    in statements: [Statement], behind earlierRuns: Int
  ) -> [String: (span: SourceSpan, isLabel: Bool)] {
    var all: [String: (span: SourceSpan, isLabel: Bool)] = [:]
    var runs = earlierRuns
    for statement in statements {
      switch statement.kind {
      case .bind(let name, _):
        if all[name.value] == nil { all[name.value] = (name.span, false) }
      case .run(let clauses):
        runs += 1
        let label = clauses.label ?? Spanned("r\(runs)", statement.keyword)
        if all[label.value] == nil { all[label.value] = (label.span, true) }
      default: break
      }
    }
    return all
  }

  /// Binds a name; one that is bound already keeps its first meaning, unless it can be bound again.
  mutating func bind(_ name: String, to meaning: Meaning, at span: SourceSpan) {
    if allowsRebinding || bindings[name] == nil {
      bindings[name] = Binding(meaning: meaning, span: span)
    }
  }
}
