/// Something outside of a script that its meaning depends on.
package enum Read: Hashable, Sendable {
  /// The bytes of a file; the path is relative to the working directory or absolute.
  case text(path: String)
}

/// The answers to what a script wants to read, as far as they were given.
package struct Surroundings: Sendable {
  private var answers: [Read: Answer] = [:]

  /// Creates surroundings in which nothing has been read.
  package init() {}

  /// The answer to a read; nil if it was not asked yet.
  package subscript(read: Read) -> Answer? {
    get { answers[read] }
    set { answers[read] = newValue }
  }

  /// What a read gave.
  package enum Answer: Sendable, Hashable {
    /// The bytes of the file.
    case bytes([UInt8])
    /// There is nothing to be had; the reason is a short sentence without a full stop.
    case absent(reason: String)
  }
}
