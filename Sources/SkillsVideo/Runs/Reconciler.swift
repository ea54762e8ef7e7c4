import LosslessJSON

/// Decides which of the generations that the service has running are the ones that runs in doubt
/// sent.
///
/// It asks three times, so that a generation which begins late or ends early is seen, and takes what
/// it saw together. It is told what comes of each look and answers with what to do; it waits for
/// nothing and touches nothing. That nothing was found proves nothing, since a generation may have
/// ended before the first look.
package struct Reconciler: Sendable {
  /// Something that happened.
  package enum Observation: Sendable, Hashable {
    /// There is something in doubt. The first observation.
    case begin
    /// The service answered a look.
    case answered(ServiceAnswer)
    /// A look was not answered.
    case failed(String)
    /// The caller asked to stop.
    case interrupted
  }

  /// Something to do.
  package enum Action: Sendable, Hashable {
    /// Ask what is running, not before this time since the beginning.
    case look(at: Duration)
    /// Compare what is in doubt now with these generations; nothing more is asked.
    case settle([RunningTask])
    /// Leave everything in doubt, for this reason.
    case giveUp(String)
  }

  /// The most generations that the service lists at once; a list of so many may lack some.
  package static let limit = 100
  /// How often is asked.
  package static let looks = 3

  private let patience: Duration
  private var looked = 0
  private var answers = 0
  private var tasks: [RunningTask] = []
  private var trouble = ""

  /// Prepares to look for `patience`.
  package init(patience: Duration) {
    self.patience = patience
  }

  /// Takes in what happened and answers with what to do.
  package mutating func handle(_ observation: Observation) -> Action {
    switch observation {
    case .begin:
      return .look(at: .zero)
    case .interrupted:
      return .giveUp("stopped before that could be found out")
    case .failed(let message):
      trouble = message
      return next()
    case .answered(let answer):
      guard answer.isSuccess else {
        trouble = answer.error.description
        return answer.status == 429 || answer.status >= 500
          ? next() : .giveUp("the service does not tell what it has running (\(trouble))")
      }
      guard let entries = answer.json?.array else {
        return .giveUp("what the service tells of what it has running is no list")
      }
      guard entries.count < Self.limit else {
        return .giveUp(
          "the service has \(Self.limit) generations running or more, and lists no others")
      }
      answers += 1
      note(entries.map { RunningTask($0) })
      return next()
    }
  }

  private mutating func note(_ seen: [RunningTask]) {
    for task in seen where !tasks.contains(where: { $0.id == task.id && task.id != nil }) {
      tasks.append(task)
    }
  }

  private mutating func next() -> Action {
    looked += 1
    guard looked >= Self.looks else {
      return .look(at: patience * looked / (Self.looks - 1))
    }
    return answers > 0
      ? .settle(tasks) : .giveUp("the service does not tell what it has running (\(trouble))")
  }
}

// MARK: - What belongs to what

extension Reconciler {
  /// A run that may have a generation of which no id is known.
  package struct Claimant: Sendable, Hashable {
    /// Its number.
    package var run: Int64
    /// What it sent.
    package var request: SentRequest

    /// Creates a claimant.
    package init(run: Int64, request: SentRequest) {
      self.run = run
      self.request = request
    }
  }

  /// A generation that a run is given.
  package struct Adoption: Sendable, Hashable {
    /// The number of the run.
    package var run: Int64
    /// The generation's id.
    package var id: String

    /// Creates an adoption.
    package init(run: Int64, id: String) {
      self.run = run
      self.id = id
    }
  }

  /// Gives k runs with equal requests the k generations that match them, in any order.
  ///
  /// Nothing is given where that leaves a doubt: where more or fewer match, where one of them also
  /// matches another run in doubt or one of `rivals`, which may have sent it too, or where a
  /// generation tells too little. `owned` are the ids that any run has or ever had.
  package static func adoptions(
    of claimants: [Claimant], rivals: [Claimant], among tasks: [RunningTask], owned: Set<String>
  ) -> [Adoption] {
    let free = tasks.filter { !($0.id.map(owned.contains) ?? false) }
    let groups = Dictionary(grouping: claimants, by: \.request)
    return groups.flatMap { request, group -> [Adoption] in
      guard !free.contains(where: { $0.fit(request) == .unclear }) else { return [] }
      let matches = free.filter { $0.fit(request) == .matches }
      let others = rivals + claimants.filter { $0.request != request }
      guard matches.count == group.count,
        !matches.contains(where: { task in others.contains { task.fit($0.request) != .differs } })
      else { return [] }
      return zip(group.map(\.run).sorted(), matches.compactMap(\.id).sorted())
        .map { Adoption(run: $0, id: $1) }
    }.sorted { $0.run < $1.run }
  }
}
