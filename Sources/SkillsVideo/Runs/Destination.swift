package import LosslessJSON

/// Where the outputs of a run go: a path below a folder, of which some parts are known only when the
/// outputs are.
public struct Destination: Sendable, Hashable {
  /// The folder, an absolute path; no output ever leaves it.
  public var folder: String
  /// The pieces of the path below the folder.
  public var pieces: [Piece]
  /// What happens to a file that stands where an output should go.
  public var overwrite: Overwrite
  /// Whether the recipe goes into the files, where their format has room for it.
  public var embedsRecipe: Bool

  /// Creates a destination.
  public init(
    folder: String, pieces: [Piece], overwrite: Overwrite = .never, embedsRecipe: Bool = false
  ) {
    self.folder = folder
    self.pieces = pieces
    self.overwrite = overwrite
    self.embedsRecipe = embedsRecipe
  }

  /// One piece of a path.
  public enum Piece: Sendable, Hashable {
    /// Text that is known.
    case text(String)
    /// A part that is filled in when the output is there.
    case late(LatePart)
  }

  /// What is known only when the output is there.
  public enum LatePart: String, Sendable, Hashable, CaseIterable {
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

  /// What happens to a file that stands where an output should go.
  public enum Overwrite: String, Sendable, Hashable, CaseIterable {
    /// A file that skv did not write is an error before anything is sent; one that it did write is
    /// kept beside the new one.
    case never
    /// The next free name is taken.
    case number
    /// The file is replaced.
    case always
  }
}

// MARK: - As JSON

extension Destination {
  /// The form in which the ledger keeps it.
  package var json: JSON {
    let pieces = pieces.map { piece -> JSON in
      switch piece {
      case .text(let text): ["text": .string(text)]
      case .late(let part): ["late": .string(part.rawValue)]
      }
    }
    return [
      "folder": .string(folder), "pieces": .array(pieces),
      "overwrite": .string(overwrite.rawValue), "embed": .bool(embedsRecipe),
    ]
  }

  /// Reads what ``json`` wrote; nil for anything else.
  package init?(_ json: JSON) {
    guard
      let folder = json["folder"]?.string,
      let pieces = json["pieces"]?.array,
      let overwrite = json["overwrite"]?.string.flatMap(Overwrite.init(rawValue:))
    else { return nil }
    // Ledgers of before have no word of it.
    self.init(
      folder: folder, pieces: [], overwrite: overwrite, embedsRecipe: json["embed"]?.bool ?? false)
    for piece in pieces {
      if let text = piece["text"]?.string {
        self.pieces.append(.text(text))
      } else if let part = piece["late"]?.string.flatMap(LatePart.init(rawValue:)) {
        self.pieces.append(.late(part))
      } else {
        return nil
      }
    }
  }
}
