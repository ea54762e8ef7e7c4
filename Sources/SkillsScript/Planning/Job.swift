package import Contracts

/// The place of a job in its plan.
package struct JobID: Sendable, Hashable, Comparable {
  /// Counted from 0 in the order of the script.
  package let index: Int

  /// Creates the identifier of the job at `index`.
  package init(_ index: Int) {
    self.index = index
  }

  /// Whether one job stands before another in the plan.
  package static func < (left: JobID, right: JobID) -> Bool { left.index < right.index }
}

/// One generation that a script asks for.
package struct Job: Sendable {
  /// Its place in the plan.
  package var id: JobID
  /// The label of its run: `fox`, or `r1` where none was given.
  package var label: String
  /// Its place among the jobs of its run, from 0.
  package var item: Int
  /// How many jobs its run has.
  package var itemCount: Int
  /// The k-th job of this plan with an equal model and request is take k, from 1; labels and
  /// positions play no part.
  package var take: Int
  /// The model it is sent to.
  package var model: Model
  /// The body, an object whose members may wait for results of parents.
  package var request: Expression
  /// The jobs whose results the request needs, ascending.
  package var parents: [JobID]
  /// The variables of sweeps that it was made with, by name, as a person reads them.
  package var variables: [(name: String, value: String)] = []
  /// The fields that sweeps have set, by their paths, as a person reads them.
  package var sweptFields: [(name: String, value: String)] = []
  /// Where its outputs go.
  package var destination: OutputTemplate
  /// The settings of the runner that held at its `run`.
  package var settings: JobSettings
  /// Whether it is to be done at all; `--only` leaves jobs out.
  package var isWanted = true
  /// The `run` statement.
  package var span: SourceSpan
}
