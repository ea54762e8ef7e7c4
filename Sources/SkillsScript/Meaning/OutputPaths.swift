/// The output paths of a script, none of which may be taken twice.
struct OutputPaths: Sendable {
  private var taken: [String: Taken] = [:]

  private struct Taken: Sendable {
    var span: SourceSpan
    var stem: String
    var suffix: String
  }

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
    case isTaken(SourceSpan, Likeness)
  }

  /// In what two paths that count as one differ.
  enum Likeness: Hashable {
    /// In nothing.
    case same
    /// In their extensions.
    case extensionDiffers
    /// In upper and lower case, which many file systems take for one.
    case caseDiffers
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
      for piece in safe(name) { append(piece, to: &result) }
    }
    return result
  }

  /// A name that any file system takes: not one of a device, with or without extension, and with no dot
  /// or blank at its end.
  private static func safe(_ name: [OutputTemplate.Piece]) -> [OutputTemplate.Piece] {
    var name = name
    if case .text(let first) = name[0] {
      let stem = first.prefix { $0 != "." }
      let isWhole = name.count == 1 || stem.count < first.count
      if isWhole, PathTemplate.isDevice(stem) {
        name[0] = .text(stem + "-" + first.dropFirst(stem.count))
      }
    }
    if case .text(let last) = name[name.count - 1], last.hasSuffix(".") || last.hasSuffix(" ") {
      name[name.count - 1] = .text(last.dropLast() + "-")
    }
    return name
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
  /// Neither the extension nor upper and lower case tell two paths apart. An id does, and so may a seed
  /// that is not known.
  mutating func take(
    _ pieces: [OutputTemplate.Piece], root: String?, for span: SourceSpan
  ) throws(Refusal) {
    if pieces.contains(.late(.id)) || pieces.contains(.late(.seed)) { return }
    let (stem, suffix) = Self.parts(of: pieces)
    let key = Self.plain((root ?? "") + "/" + stem, isAbsolute: root?.hasPrefix("/") == true)
      .lowercased()
    if let first = taken[key] {
      throw .isTaken(
        first.span,
        first.stem != stem
          ? .caseDiffers : first.suffix == suffix ? .same : .extensionDiffers)
    }
    taken[key] = Taken(span: span, stem: stem, suffix: suffix)
  }

  /// A path without empty and `.` parts.
  private static func plain(_ path: String, isAbsolute: Bool) -> String {
    (isAbsolute ? "/" : "")
      + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// A path as one text, in which marks stand for what is not known, with its extension apart.
  ///
  /// An extension is a dot and 1 to 5 ASCII letters and digits, not all of them digits, at the end
  /// of a name and not at its beginning: `v2.5` and `v2.final cut` have none. It is written in the
  /// last literal piece, or it is `${run.ext}` behind a dot. Outputs are numbered by the same rule.
  static func parts(of pieces: [OutputTemplate.Piece]) -> (stem: String, suffix: String) {
    var path = ""
    for piece in pieces {
      switch piece {
      case .text(let text): path += text
      case .late(let part): path += "\u{1}" + part.rawValue + "\u{1}"
      }
    }
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else { return (path, "") }
    let word = path[path.index(after: dot)...]
    guard word == "\u{1}ext\u{1}" || word.isExtension else { return (path, "") }
    return (String(path[..<dot]), String(path[dot...]))
  }
}

extension Substring {
  /// Whether it is 1 to 5 ASCII letters and digits, not all of them digits.
  fileprivate var isExtension: Bool {
    utf8.count <= 5 && utf8.contains { $0 > 0x39 }
      && utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
      }
  }
}
