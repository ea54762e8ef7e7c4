/// What a script will do: its jobs, with the requests they send, and the order of its steps.
package struct Plan: Sendable {
  /// Every generation the script asks for, in the order of the script; their ids follow one another.
  package var jobs: [Job]
  /// The index of the first job's id: 0, but at a prompt the number of jobs entered before.
  package var firstJob: Int
  /// The steps in the order of the script; a step begins when the one before it is done.
  package var steps: [Step]
  /// How many jobs may be in flight at once, at most; the settings of a job say how many may be
  /// beside it.
  package var concurrency: Int
  /// What happens to the rest when a job fails, as it holds at the end of the script.
  package var onError: OnError
  /// What all of it may cost and submit.
  package var budget: BudgetCaps
  /// Beyond what a person is asked before anything is sent.
  package var confirmation: ConfirmationThreshold

  /// Creates a plan.
  package init(
    jobs: [Job], firstJob: Int = 0, steps: [Step], concurrency: Int, onError: OnError,
    budget: BudgetCaps = BudgetCaps(), confirmation: ConfirmationThreshold = .standard
  ) {
    self.jobs = jobs
    self.firstJob = firstJob
    self.steps = steps
    self.concurrency = concurrency
    self.onError = onError
    self.budget = budget
    self.confirmation = confirmation
  }

  /// The job of that id, which must be one of this plan.
  package subscript(id: JobID) -> Job { jobs[id.index - firstJob] }

  /// The jobs of earlier plans whose results this one needs, ascending and each once.
  package var earlierJobs: [JobID] {
    var needed = Set(jobs.flatMap(\.parents))
    for step in steps { needed.formUnion(step.needs) }
    return needed.filter { $0.index < firstJob }.sorted()
  }

  /// One step of a script.
  package enum Step: Sendable {
    /// A `run`: its jobs, followed until each has ended and its outputs are on disk; a `start` is not
    /// awaited, so that the next step begins at once.
    case run(label: String, jobs: [JobID], isAwaited: Bool)
    /// A `wait` for some jobs, nil for all that were started.
    case wait([JobID]?, SourceSpan)
    /// A `print`: the value, which is known when the jobs that it needs have ended.
    case print(Expression, SourceSpan)
    /// An `expect` about results.
    case expect(Expectation)
    /// A `save` of results.
    case save(Copy)

    /// The jobs that must have ended before a step other than a run can be performed.
    package var needs: [JobID] {
      switch self {
      case .run: []
      case .wait(let jobs, _): jobs ?? []
      case .print(let value, _): value.neededJobs
      case .expect(let expectation):
        Set(expectation.neededItems.joined()).sorted().map(JobID.init)
      case .save(let copy): copy.subject.items.map(JobID.init)
      }
    }
  }

  /// The words of `option on-error`.
  package enum OnError: String, Sendable, CaseIterable {
    /// Nothing new is submitted; what is paid for is followed and downloaded.
    case stop
    /// Jobs that do not hang on the failed one go on.
    case `continue`
  }
}
