/// Bounds how many jobs are in flight at once over several sessions.
///
/// Who comes first goes in first.
package actor JobGate {
  private var inside = 0
  private var waiting: [(bound: Int, entry: CheckedContinuation<Void, Never>)] = []

  /// Creates a gate that nobody has passed.
  package init() {}

  /// Waits until fewer than `bound` are inside, and goes in.
  package func enter(atMost bound: Int) async {
    if waiting.isEmpty, inside < bound {
      inside += 1
    } else {
      await withCheckedContinuation { waiting.append((bound, $0)) }
    }
  }

  /// How many wait to go in.
  package var waitingCount: Int { waiting.count }

  /// Goes out, which lets in who waits.
  package func leave() {
    inside -= 1
    while let first = waiting.first, inside < first.bound {
      waiting.removeFirst()
      inside += 1
      first.entry.resume()
    }
  }
}
