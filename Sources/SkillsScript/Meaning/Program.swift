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
    /// A `run` statement.
    case run(Run)
    /// A `print` statement.
    case print(Expression, SourceSpan)
  }

  /// One `run` statement with the draft that it submits.
  package struct Run: Sendable {
    /// Its label: `fox`, or `r1` where none was given.
    package var label: String
    /// The jobs it makes, by index in the plan; one for each take.
    package var items: Range<Int>
    /// The model it is sent to.
    package var model: Model
    /// The body.
    package var request: Expression
    /// Where the outputs of each job go.
    package var destinations: [OutputTemplate]
    /// The settings that held at the statement.
    package var settings: JobSettings
    /// The statement.
    package var span: SourceSpan
  }
}
