import Glibc

@testable import SkillsVideo

/// An empty folder of its own for one test, taken away with all that is in it.
final class ScratchFolder: Sendable {
  /// The absolute path.
  let path: String

  init() {
    var template = Array("/tmp/skv-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
  }

  deinit {
    Self.remove(path)
  }

  /// The path of a name in the folder.
  subscript(_ name: String) -> String { "\(path)/\(name)" }

  /// The names in the folder, sorted.
  func names(in folder: String = "") -> [String] {
    Self.list(folder.isEmpty ? path : self[folder])
  }

  /// The text of a file, nil if there is none.
  func text(_ name: String) -> String? {
    guard let file = try? PosixFileAccess().open(self[name], for: .reading),
      let bytes = try? file.read(at: 0, count: 1 << 20)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file.
  func write(_ text: String, to name: String) throws {
    let file = try PosixFileAccess().open(self[name], for: .writing)
    try file.truncate(to: 0)
    try file.write(Array(text.utf8), at: 0)
  }

  /// Removes a file.
  func remove(_ name: String) throws {
    guard unlink(self[name]) == 0 else { throw FileError("remove", self[name]) }
  }

  private static func list(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = String(decoding: bytes, as: UTF8.self)
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in list(path) { remove("\(path)/\(name)") }
    Glibc.remove(path)
  }
}
