package import LosslessJSON

/// How a sandbox behaves: where it listens, how fast it works and what it remembers.
package struct SandboxOptions: Sendable {
  /// The port on 127.0.0.1; 0 takes any free one.
  package var port: UInt16
  /// How long a generation takes.
  package var pace: Pace
  /// The forms of answers that the service leaves undocumented.
  package var shapes: Shapes
  /// The balance to begin with, in credits: not negative, at most 30 characters.
  package var credits: JSONNumber
  /// A file that keeps the accepted generations across restarts, with a folder beside it
  /// (`.uploads` added to its name) for the files that came with them; nil keeps both in memory.
  package var journal: String?
  /// The keys that are let in; nil lets in every key but `wrong-key` and `forbidden-key`.
  package var keys: [String]?
  /// Where the time comes from.
  package var clock: SandboxClock

  /// The defaults: any port, no delay, 10,000 credits, no journal, any key.
  package init(
    port: UInt16 = 0, pace: Pace = .immediate, shapes: Shapes = Shapes(),
    credits: JSONNumber = 10_000, journal: String? = nil, keys: [String]? = nil,
    clock: SandboxClock = .system
  ) {
    self.port = port
    self.pace = pace
    self.shapes = shapes
    self.credits = credits
    self.journal = journal
    self.keys = keys
    self.clock = clock
  }
}
