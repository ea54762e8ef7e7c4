import Glibc
import Testing

/// A folder that goes away with its test.
final class TemporaryPlace {
  let folder: String

  init() throws {
    var template = Array("/tmp/skv-prompt-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for name in ["history", "editrc", "state/skv/history"] { unlink(folder + "/" + name) }
    for name in ["/state/skv", "/state", ""] { rmdir(folder + name) }
  }

  func path(_ name: String) -> String { folder + "/" + name }

  static func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "we"))
    fputs(text, file)
    fclose(file)
  }

  static func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "re"))
    defer { fclose(file) }
    var text = ""
    var line = [CChar](repeating: 0, count: 65536)
    while fgets(&line, Int32(line.count), file) != nil {
      text += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return text
  }
}
