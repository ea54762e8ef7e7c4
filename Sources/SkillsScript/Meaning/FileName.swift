/// The name of a file as a script writes it, with the folder that it is relative to.
struct FileName: Sendable, Hashable {
  /// The name as written.
  var written: String
  /// Whether it was written in quotes, so that `*`, `?` and `[` mean themselves.
  var isQuoted: Bool
  /// The folder; empty for the working directory.
  var folder: String

  /// The path as it is read: relative to the working directory, or absolute.
  var path: String { Self.joined(written, to: folder) }

  /// Whether it stands for every file that its wildcards match.
  var isPattern: Bool { !isQuoted && written.contains { "*?[".contains($0) } }

  /// A path of a folder as a path of the working directory.
  static func joined(_ path: String, to folder: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// The folder of the file at a path; empty for the working directory.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
