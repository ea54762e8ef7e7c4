/// The pauses between tries: 1, 2, 4, … at most 16 seconds, each shortened by up to a half at random.
///
/// The sequence never ends; how often is tried is the caller's to bound. With a `random` that always
/// gives 1 the pauses are exactly 1, 2, 4, 8, 16, 16, … seconds.
package struct RetryDelays: Sequence, Sendable {
  private let first: Duration
  private let longest: Duration
  private let random: @Sendable () -> Double

  /// Creates the pauses; `random` gives numbers from 0 to 1.
  package init(
    first: Duration = .seconds(1), longest: Duration = .seconds(16),
    random: @escaping @Sendable () -> Double
  ) {
    self.first = first
    self.longest = longest
    self.random = random
  }

  package func makeIterator() -> Iterator {
    Iterator(upcoming: Swift.min(first, longest), longest: longest, random: random)
  }

  /// Gives one pause after the other.
  package struct Iterator: IteratorProtocol, Sendable {
    fileprivate var upcoming: Duration
    fileprivate let longest: Duration
    fileprivate let random: @Sendable () -> Double

    /// The next pause; never nil.
    package mutating func next() -> Duration? { pause() }

    /// The next pause.
    package mutating func pause() -> Duration {
      let share = Swift.min(Swift.max(random(), 0), 1)
      defer { upcoming = Swift.min(upcoming * 2, longest) }
      return upcoming * (0.5 + share / 2)
    }
  }
}
