import Synchronization

/// The live lines of several reporters as one block, in the order of the reporters.
final class LiveBoard: Sendable {
  private let display: any Display
  private let parts = Mutex<[(owner: Int, lines: [String])]>([])
  private let owners = Atomic(0)

  /// Creates a board that is shown on `display`.
  init(_ display: any Display) {
    self.display = display
  }

  /// A number for one more reporter.
  func newOwner() -> Int { owners.add(1, ordering: .relaxed).newValue }

  /// Replaces the lines of one reporter; none takes its part away.
  ///
  /// What does not fit on the screen is counted in a last line.
  func show(_ lines: [String], of owner: Int) {
    guard display.isInteractive else { return }
    parts.withLock { parts in
      let place = parts.firstIndex { $0.owner == owner }
      switch (place, lines.isEmpty) {
      case (let place?, true): parts.remove(at: place)
      case (let place?, false): parts[place].lines = lines
      case (nil, false):
        let behind = parts.firstIndex { $0.owner > owner } ?? parts.endIndex
        parts.insert((owner, lines), at: behind)
      case (nil, true): return
      }
      let all = parts.flatMap(\.lines)
      let room = max(1, display.rows - 1)
      let hidden = all.count - room
      display.show(hidden > 0 ? all.prefix(room - 1) + ["  … and \(hidden + 1) more"] : all)
    }
  }
}
