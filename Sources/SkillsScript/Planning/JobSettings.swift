/// The settings of the runner for one job.
package struct JobSettings: Sendable, Hashable {
  /// How often a request that was certainly not taken is sent again.
  package var retry = 3
  /// How long the job is followed before it is left running; from its submit on.
  package var timeout = Duration.seconds(900)
  /// The longest pause between two polls.
  package var pollInterval = Duration.seconds(3)
  /// Whether what was done before is taken over.
  package var reuse = true
  /// What happens to a file that stands where an output should go.
  package var overwrite = Overwrite.never
  /// How many jobs may be in flight when this one starts, itself included; at least 1.
  package var concurrency = 4
  /// Whether a seed is drawn where none is set and the contract has one.
  package var drawsSeed = false
  /// Whether the recipe goes into the files.
  package var embedsRecipe = true
  /// Whether it is submitted though the ledger has seen no price of its kind.
  package var startsUnknownPrice = true
  /// What happens to the rest when this job fails.
  package var onError = Plan.OnError.stop

  /// Creates the defaults for scripts.
  package init() {}

  /// The words of `option overwrite`.
  package enum Overwrite: String, Sendable, CaseIterable {
    /// A file that skv did not write is an error before anything is sent.
    case never
    /// The next free name is taken.
    case number
    /// The file is replaced.
    case always
  }
}
