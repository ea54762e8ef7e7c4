import LosslessJSON

/// Drives a reconciler: asks the service what it has running, and lets the ledger give runs in doubt
/// what is theirs.
struct ReconcilerMonitor: Sendable {
  var service: Service
  /// The name of the service in the ledger.
  var serviceName: String
  var transport: any Transport
  var ledger: Ledger
  var time: any TimeSource
  var wallClock: WallClock
  /// How long is looked.
  var patience: Duration

  /// How long a look may take.
  static let lookTimeout = Duration.seconds(10)

  /// Looks for everything that is in doubt; cancelling the task leaves it there.
  ///
  /// Throws ``EngineError`` of the code `.ledgerUnusable`.
  func perform() async throws(EngineError) -> Reconciliation {
    let begin = time.now
    var reconciler = Reconciler(patience: patience)
    var observation = Reconciler.Observation.begin
    while true {
      switch reconciler.handle(observation) {
      case .look(let moment):
        observation = await look(at: begin + moment)
      case .settle(let tasks):
        let adopted = try await ledger.adopt(
          from: tasks, sentWith: service.key, to: serviceName)
        return Reconciliation(
          adopted: adopted, remark: "nothing that the service has running is certainly its own")
      case .giveUp(let reason):
        return Reconciliation(adopted: [], remark: reason)
      }
    }
  }

  private func look(at moment: Duration) async -> Reconciler.Observation {
    if moment > time.now {
      do { try await time.sleep(until: moment) } catch { return .interrupted }
    }
    guard !Task.isCancelled else { return .interrupted }
    do throws(TransportError) {
      let request = service.running(limit: Reconciler.limit, timeout: Self.lookTimeout)
      return .answered(
        try await ServiceAnswer(
          try await transport.open(request), now: wallClock(), key: service.key))
    } catch {
      return Task.isCancelled ? .interrupted : .failed(error.redacted(by: service.key).message)
    }
  }
}

/// What came of looking for runs in doubt among the generations that the service has running.
public struct Reconciliation: Sendable, Hashable {
  /// The numbers of the runs that were found, each with its generation's id. They are accepted now and
  /// can be taken up.
  public let adopted: [Int: String]
  /// Why the others are still in doubt, for a person: half a sentence.
  public let remark: String

  init(adopted: [Reconciler.Adoption], remark: String) {
    self.adopted = Dictionary(
      adopted.map { (Int($0.run), $0.id) }, uniquingKeysWith: { first, _ in first })
    self.remark = remark
  }
}
