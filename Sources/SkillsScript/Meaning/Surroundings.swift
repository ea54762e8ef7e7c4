/// Something outside of a script that its meaning depends on.
package enum Read: Hashable, Sendable {
  /// The bytes of a file; the path is relative to the working directory or absolute.
  case text(path: String)
  /// The digest and kind of a media file; the path is relative to the working directory or absolute.
  case media(path: String)
  /// The files whose paths a pattern with `*`, `?` and `[a-b]` matches.
  case files(pattern: String)

  /// The path, or the pattern, that is read.
  package var path: String {
    switch self {
    case .text(let path), .media(let path), .files(let path): path
    }
  }
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
    /// What was found of a media file.
    case media(LocalMedia)
    /// The paths of the files that match, in the order of their bytes; empty for none.
    case paths([String])
    /// There is nothing to be had; the reason is a short sentence without a full stop.
    case absent(reason: String)
  }
}
