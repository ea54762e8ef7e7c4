/// The output paths of a script, none of which may be taken twice.
struct OutputPaths: Sendable {
  private var taken: [String: SourceSpan] = [:]

  /// Why a path cannot be used.
  enum Refusal: Error, Hashable {
    /// It has a `..` in it.
    case leavesRoot
    /// It is absolute and does not lie in the output root.
    case isAbsolute
    /// It ends without a name for the file.
    case hasNoName
    /// It, or a name in it, is longer than file systems take.
    case nameTooLong
    /// Another job has the same path; that job's statement or path stands there.
    case isTaken(SourceSpan)
  }

  /// The longest name in a path, in bytes; number, extension and `.part` have to fit behind it.
  static let longestName = 200

  /// The longest path, in bytes, that file systems take with a folder before it.
  static let longestPath = 2_000

  /// The path as it is used: relative to the root, without empty and `.` parts.
  ///
  /// `root` is the absolute folder that outputs stay in, where it is known.
  static func checked(
    _ pieces: [OutputTemplate.Piece], root: String?
  ) throws(Refusal) -> [OutputTemplate.Piece] {
    guard length(of: pieces) <= longestPath else { throw .nameTooLong }
    var names: [[OutputTemplate.Piece]] = [[]]
    for piece in try relative(pieces, root: root) {
      guard case .text(let text) = piece else {
        names[names.count - 1].append(piece)
        continue
      }
      for (index, part) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated()
      {
        if index > 0 { names.append([]) }
        if !part.isEmpty { names[names.count - 1].append(.text(String(part))) }
      }
    }
    guard let last = names.last, !last.isEmpty, last != [.text(".")] else { throw .hasNoName }
    var result: [OutputTemplate.Piece] = []
    for name in names where !name.isEmpty && name != [.text(".")] {
      if name == [.text("..")] { throw .leavesRoot }
      guard length(of: name) <= longestName else { throw .nameTooLong }
      if !result.isEmpty { append(.text("/"), to: &result) }
      for piece in name { append(piece, to: &result) }
    }
    return result
  }

  private static func length(of pieces: [OutputTemplate.Piece]) -> Int {
    pieces.reduce(0) { length, piece in
      if case .text(let text) = piece { length + text.utf8.count } else { length }
    }
  }

  private static func relative(
    _ pieces: [OutputTemplate.Piece], root: String?
  ) throws(Refusal) -> [OutputTemplate.Piece] {
    guard case .text(let first) = pieces.first, first.hasPrefix("/") else { return pieces }
    guard var root, root.hasPrefix("/") else { throw .isAbsolute }
    while root.hasSuffix("/") { root.removeLast() }
    guard first.hasPrefix(root + "/") else { throw .isAbsolute }
    return [.text(String(first.dropFirst(root.count + 1)))] + pieces.dropFirst()
  }

  private static func append(
    _ piece: OutputTemplate.Piece, to pieces: inout [OutputTemplate.Piece]
  ) {
    if case .text(let text) = piece, case .text(let before) = pieces.last {
      pieces[pieces.count - 1] = .text(before + text)
    } else {
      pieces.append(piece)
    }
  }

  /// Takes a path for a job; throws `isTaken` if another job has it.
  ///
  /// The extension does not tell two paths apart. An id does, and so may a seed that is not known.
  mutating func take(
    _ pieces: [OutputTemplate.Piece], root: String?, for span: SourceSpan
  ) throws(Refusal) {
    if pieces.contains(.late(.id)) || pieces.contains(.late(.seed)) { return }
    let key = (root ?? "") + "\u{0}" + Self.key(of: pieces)
    if let first = taken[key] { throw .isTaken(first) }
    taken[key] = span
  }

  private static func key(of pieces: [OutputTemplate.Piece]) -> String {
    var key = ""
    for piece in pieces {
      switch piece {
      case .text(let text): key += text
      case .late(.ext): key += "\u{1}"
      case .late(let part): key += "\u{2}\(part.rawValue)\u{2}"
      }
    }
    let name = key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex
    guard let dot = key[name...].lastIndex(of: "."), dot > name else { return key }
    return String(key[..<dot])
  }
}
