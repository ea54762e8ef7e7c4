/// What a script will do: its jobs, with the requests they send, and the order of its steps.
package struct Plan: Sendable {
  /// Every generation the script asks for, in the order of the script; `jobs[i].id.index == i`.
  package var jobs: [Job]
  /// The steps in the order of the script; a step begins when the one before it has ended.
  package var steps: [Step]
  /// How many jobs may be in flight at once, at most; the settings of a job say how many may be
  /// beside it.
  package var concurrency: Int
  /// What happens to the rest when a job fails, as it holds at the end of the script.
  package var onError: OnError
  /// With more jobs than this a person is asked before anything is sent.
  package var confirmJobs: Int?

  /// Creates a plan.
  package init(
    jobs: [Job], steps: [Step], concurrency: Int, onError: OnError, confirmJobs: Int? = nil
  ) {
    self.jobs = jobs
    self.steps = steps
    self.concurrency = concurrency
    self.onError = onError
    self.confirmJobs = confirmJobs
  }

  /// One step of a script.
  package enum Step: Sendable {
    /// A `run`: its jobs, followed until each has ended and its outputs are on disk.
    case run(label: String, jobs: [JobID])
    /// A `print`: the value, which is known when the steps before it have ended.
    case print(Expression, SourceSpan)
  }

  /// The words of `option on-error`.
  package enum OnError: String, Sendable, CaseIterable {
    /// Nothing new is submitted; what is paid for is followed and downloaded.
    case stop
    /// Jobs that do not hang on the failed one go on.
    case `continue`
  }
}
