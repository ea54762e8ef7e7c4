/// A path for outputs, of which some parts are known only when the outputs are.
package struct OutputTemplate: Sendable, Hashable {
  /// The pieces in order.
  package var pieces: [Piece]
  /// The folder that the path is relative to, as given by `option output-root`; nil for the
  /// script's own folder, at the prompt the working directory.
  package var root: String?

  /// Creates a template.
  package init(pieces: [Piece], root: String? = nil) {
    self.pieces = pieces
    self.root = root
  }

  /// The path for a person, what is not known yet as `${run.…}`.
  package var shown: String {
    let path = pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .late(let part): "${run.\(part.rawValue)}"
      }
    }
    return (root.map { $0 + "/" } ?? "") + path.joined()
  }

  /// One piece of a path.
  package enum Piece: Sendable, Hashable {
    /// Text that is known.
    case text(String)
    /// A part that is filled in when the output is there.
    case late(LatePart)
  }

  /// What is known only when the output is there.
  package enum LatePart: String, Sendable, Hashable, CaseIterable {
    /// The extension that fits the content, without the dot.
    case ext
    /// The output's place in its job, from 1.
    case file
    /// The seed that the service used.
    case seed
    /// The generation's id.
    case id
    /// The day of the submit in UTC, 2026-11-23.
    case date
    /// The time of the submit in UTC, 04-38-24.
    case time
  }
}
