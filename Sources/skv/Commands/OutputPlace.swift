import Glibc
import SkillsVideo
import SkvInterpreter

/// A place for files on the command line.
enum OutputPlace {
  /// The destination that a path means, which never overwrites: a folder where it ends in a slash or
  /// is one, else a file; a name without an extension gets the one of the content.
  static func destination(_ path: String, from folder: String) -> Destination {
    let absolute = FilePath.absolute(path, from: folder)
    var status = stat()
    let isFolder =
      path.hasSuffix("/") || (stat(absolute, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR)
    if isFolder {
      return Destination(
        folder: absolute, pieces: [.late(.id), .text("."), .late(.ext)], overwrite: .number)
    }
    let parts = absolute.split(separator: "/")
    let name = parts.last.map(String.init) ?? "output"
    let hasExtension = name.dropFirst().contains(".")
    return Destination(
      folder: "/" + parts.dropLast().joined(separator: "/"),
      pieces: [.text(name)] + (hasExtension ? [] : [.text("."), .late(.ext)]), overwrite: .number)
  }
}
