import Synchronization

/// The faults that took place, in order.
package final class FaultLog: Sendable {
  private let faults = Mutex<[InjectedFault]>([])

  /// An empty log.
  package init() {}

  /// What has been added so far.
  package var all: [InjectedFault] { faults.withLock { $0 } }

  /// Adds one.
  package func add(_ fault: InjectedFault) { faults.withLock { $0.append(fault) } }
}
