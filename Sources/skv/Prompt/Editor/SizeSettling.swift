/// When the size that a terminal tells can be taken for the one it has.
///
/// While a window is dragged the size that is told runs behind: tmux holds it back for a quarter
/// of a second after each change, and has moved the rows long before.
struct SizeSettling {
  private let time: Duration
  private var end: ContinuousClock.Instant?

  /// Waits for so long after each change.
  init(time: Duration) { self.time = time }

  /// Takes in a change.
  mutating func start(at now: ContinuousClock.Instant) { end = now + time }

  /// Forgets the change.
  mutating func close() { end = nil }

  /// How long is to be waited, in milliseconds rounded up; nil if nothing is open.
  func rest(at now: ContinuousClock.Instant) -> Int32? {
    guard let end else { return nil }
    let left = max(end - now, .zero)
    return Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
  }
}
