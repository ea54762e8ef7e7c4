public import LosslessJSON
public import SkillsVideo

/// Hears everything that happens while a script is performed.
///
/// ```swift
/// struct News: Reporter {
///   func hear(_ event: SessionEvent) {
///     if case .ended(let job, .saved(let run)) = event { print(job, run.files.map(\.path)) }
///   }
/// }
/// ```
///
/// Events come in the order in which they happen, from any thread; a reporter returns at once.
public protocol Reporter: Sendable {
  /// Takes note of one event.
  func hear(_ event: SessionEvent)
}

/// The name of one job of a script, as a person knows it.
public struct JobName: Sendable, Hashable, CustomStringConvertible {
  /// The label of its run: `fox`, or `r1` where the script gave none.
  public var label: String
  /// Its place among the jobs of its run, from 0.
  public var item: Int
  /// How many jobs its run has; at least 1.
  public var itemCount: Int
  /// The path of its model: `kling-ai/kling-v2.6`.
  public var model: String

  /// Creates a name.
  public init(label: String, item: Int, itemCount: Int, model: String) {
    self.label = label
    self.item = item
    self.itemCount = itemCount
    self.model = model
  }

  /// `fox`, or `fox[2]` where the run has several jobs.
  public var description: String {
    itemCount == 1 ? label : "\(label)[\(item)]"
  }
}

/// What a reporter hears.
public enum SessionEvent: Sendable {
  /// The jobs that will be performed, in the order of the script; the first event of a session.
  case planned([JobName])
  /// A job is about to be submitted.
  case started(JobName)
  /// Something happened to a job's generation.
  case run(JobName, RunEvent)
  /// A job has ended; nothing more is heard of it.
  case ended(JobName, Outcome)
  /// A job will not be submitted, since another one did not end well.
  case skipped(JobName, reason: String)
  /// A `print` statement: one line a text, and the value itself.
  case printed(lines: [String], value: JSON)
  /// A `print` statement whose value a result does not hold, with the reason.
  case notPrinted(reason: String)
  /// An `expect` statement was looked at, or passed over.
  case expected(ExpectationReport)
  /// A `save` statement has put files where it says; what stood there already counts too.
  case copied(paths: [String])
  /// A `save` statement that could not be performed, with the reason.
  case notCopied(reason: String)
  /// Everything has ended; the last event of a session.
  case finished(SessionSummary)
}

/// How an `expect` statement turned out.
public struct ExpectationReport: Sendable, Hashable {
  /// The statement as it is written.
  public var text: String
  /// The items that were looked at, in order; empty if it was passed over.
  public var items: [Item] = []
  /// Why it was passed over: a result that it needs is not there. Nil if it was looked at.
  public var obstacle: String?

  /// Whether it was looked at and holds for every item.
  public var holds: Bool { obstacle == nil && items.allSatisfy(\.holds) }

  /// One item.
  public struct Item: Sendable, Hashable {
    /// The place that was looked at: `$grid[2].files[0].width`.
    public var place: String
    /// Whether the expectation holds there.
    public var holds: Bool
    /// What was found there; nil if there is no such place.
    public var found: JSON?
  }
}

/// How a whole script ended.
public struct SessionSummary: Sendable {
  /// The jobs that were started, with how each ended, in the order in which they ended.
  public var ended: [(name: JobName, outcome: Outcome)] = []
  /// The jobs that were not submitted, each with the reason.
  public var skipped: [(name: JobName, reason: String)] = []
  /// How many of those were not submitted because an `expect` statement did not hold.
  public var skippedByExpectations = 0
  /// How many `print` statements had no value.
  public var unprinted = 0
  /// The `expect` statements, in the order of the script.
  public var expectations: [ExpectationReport] = []
  /// How many `save` statements could not be performed.
  public var uncopied = 0
  /// Why the lock could not be written; what it should hold is in the ledger. Nil if it was, or there is
  /// none.
  public var unkept: EngineError?
  /// Whether the person asked to stop before everything was done.
  public var wasInterrupted = false
  /// How each cap of the script's budget stands at the end; empty without one.
  public var budget: [BudgetStanding] = []
  /// What came of each run by its label, a list with one object a job, in the order of the jobs; null
  /// for a job that has no result, such as one that was not submitted.
  ///
  /// An object has `status model id seed credits elapsed error.code error.message n files[] data`, and
  /// each of its files `path url type bytes sha256 width height duration`: `elapsed` and `duration` in
  /// seconds, what is not known null, a path relative to the working folder where it lies below it.
  /// A run none of whose jobs has a result is left out.
  public var results: [String: JSON] = [:]

  /// Creates an empty summary.
  public init() {}

  /// How many jobs have all their outputs on disk.
  public var savedCount: Int {
    ended.count {
      switch $0.outcome {
      case .saved, .reused: true
      default: false
      }
    }
  }

  /// Whether everything was done: each job has its outputs on disk, and nothing was left out.
  public var isComplete: Bool {
    savedCount == ended.count && skipped.isEmpty && unprinted == 0 && uncopied == 0
      && expectations.allSatisfy(\.holds) && unkept == nil && !wasInterrupted
  }

  /// How many jobs cost nothing, since they were done before.
  public var reusedCount: Int {
    ended.count { if case .reused = $0.outcome { true } else { false } }
  }

  /// What the jobs cost in all, as far as the service told; nil where it told nothing. What was done
  /// before cost nothing.
  public var credits: JSONNumber? {
    let known = ended.compactMap { _, outcome -> JSONNumber? in
      if case .reused = outcome { return nil }
      return outcome.record?.credits
    }
    guard let first = known.first else { return nil }
    return known.dropFirst().reduce(first) { sum, next in sum.flatMap { $0.adding(next) } }
  }
}
