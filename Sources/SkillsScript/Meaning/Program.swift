package import Contracts

/// A script without errors, with every name looked up and every value fitted to its field.
package struct Program: Sendable {
  /// The steps in the order of the script.
  package var steps: [Step] = []
  /// The index of its first job: 0, but at a prompt the number of jobs entered before.
  package var firstJob = 0
  /// The settings that hold at the end of the script.
  package var settings = JobSettings()
  /// What all of it may cost and submit.
  package var budget = BudgetCaps()
  /// Beyond what a person is asked before anything is sent.
  package var confirmation = ConfirmationThreshold.standard

  init() {}

  /// One step of a program.
  package enum Step: Sendable {
    /// A `run` or `start` statement.
    case run(Run)
    /// A `wait` statement: the jobs it waits for, nil for all.
    case wait([Range<Int>]?, SourceSpan)
    /// A `print` statement.
    case print(Expression, SourceSpan)
    /// An `expect` statement.
    case expect(Expectation)
    /// A `save` statement.
    case save(Copy)
  }

  /// One `run` or `start` statement with the drafts that it submits.
  package struct Run: Sendable {
    /// Its label: `fox`, or `r1` where none was given.
    package var label: String
    /// The jobs it makes, by index in the plan.
    package var items: Range<Int>
    /// The model it is sent to.
    package var model: Model
    /// The jobs in order; as many as `items`.
    package var jobs: [Job]
    /// Whether it is waited for, as `run` is.
    package var isAwaited: Bool
    /// The settings that held at the statement.
    package var settings: JobSettings
    /// The statement.
    package var span: SourceSpan
  }

  /// One job of a run.
  package struct Job: Sendable {
    /// The body.
    package var request: Expression
    /// Where its outputs go.
    package var destination: OutputTemplate
    /// The variables that it was made with, by name.
    package var variables: [(name: String, value: String)]
    /// The fields that sweeps have set, by their paths.
    package var sweptFields: [(name: String, value: String)]
  }
}
