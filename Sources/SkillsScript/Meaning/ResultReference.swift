import Contracts

/// A reference to a result, with what is known of it before it is there.
struct ResultReference: Sendable {
  /// The place in the result.
  var path: ResultPath
  /// What the run makes; nil if its model is not known.
  var output: MediaKind?
  /// What stands at the place.
  var shape: Shape

  /// What can stand at a place of a result.
  enum Shape: Sendable, Hashable {
    /// A whole result or item.
    case result
    /// The list of its files.
    case files
    /// One file.
    case file
    /// The address of a file.
    case address
    /// The path of a file on this machine.
    case localPath
    /// A text.
    case text
    /// A number; whole, or with decimals.
    case number(isWhole: Bool)
    /// The error, an object.
    case error
    /// Whatever the service sends.
    case any
  }

  /// Whether several values stand at the place, one for each item.
  var isSeveral: Bool {
    guard path.items.count > 1 else { return false }
    return switch path.steps.first {
    case .member("n"), .member("credits"), .member("elapsed"), .member("files"): false
    case .member, .index, nil: true
    }
  }
}

// MARK: - Members

extension ResultReference {
  /// The members of an item, in the order in which they are shown.
  static let itemMembers: [(name: String, shape: Shape)] = [
    ("status", .text), ("model", .text), ("id", .text), ("seed", .any),
    ("credits", .number(isWhole: false)), ("elapsed", .number(isWhole: false)), ("error", .error),
    ("n", .number(isWhole: true)), ("files", .files), ("data", .any),
  ]

  /// The members of an item's error.
  static let errorMembers: [(name: String, shape: Shape)] = [
    ("code", .text), ("message", .text),
  ]

  /// The members of a file.
  static let fileMembers: [(name: String, shape: Shape)] = [
    ("path", .localPath), ("url", .address), ("type", .text), ("bytes", .number(isWhole: true)),
    ("sha256", .text), ("width", .number(isWhole: true)), ("height", .number(isWhole: true)),
    ("duration", .number(isWhole: false)),
  ]

  /// The members that can follow a place of this shape; nil where any may.
  static func members(of shape: Shape) -> [(name: String, shape: Shape)]? {
    switch shape {
    case .result: itemMembers
    case .error: errorMembers
    case .file: fileMembers
    case .any: nil
    case .files, .address, .localPath, .text, .number: []
    }
  }
}

extension ResultPath {
  /// Whether an address can stand at the place: that of a file, or whatever the service sends.
  var canBeAddress: Bool {
    switch steps.first {
    case .member("files"): steps.last == .member("url")
    case .member("data"): true
    default: false
    }
  }
}
