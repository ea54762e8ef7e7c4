import ArgumentParser
import Glibc
import SkillsScript
import SkvInterpreter

/// A script as it was named on the command line.
struct ScriptInput: Sendable {
  /// The text with the name it has in findings.
  let source: SourceText
  /// Where it came from, which decides the defaults of some options.
  let origin: ScriptContext.Origin
  /// The folder that its files are relative to; empty for the working directory.
  let folder: String
  /// The file's name for the ledger; nil for text that has no file.
  let name: String?

  /// Text given with `-c`.
  init(text: String) {
    source = SourceText(name: "<arg>", text: text)
    origin = .commandLine
    folder = ""
    name = nil
  }

  /// A file, or standard input for `-`.
  ///
  /// Throws a `ValidationError` where it cannot be read.
  init(path: String) throws {
    if path == "-" {
      if isatty(0) == 1 {
        StandardStream.error.write("reading a script from the terminal; Ctrl-D ends it\n")
      }
      source = SourceText(name: "<stdin>", bytes: try Self.bytes(of: 0, named: "standard input"))
      origin = .standardInput
      folder = ""
      name = nil
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ValidationError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    source = SourceText(name: path, bytes: try Self.bytes(of: descriptor, named: path))
    origin = .file
    folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The script that is named, and the operands behind it that give its arguments their values.
  ///
  /// Throws a `ValidationError` where none is named, or several.
  static func named(
    text: String?, operands: [String]
  ) throws -> (input: ScriptInput, values: [String]) {
    let values = operands.filter(ScriptArguments.isValue)
    let files = operands.filter { !ScriptArguments.isValue($0) }
    switch (text, files.count) {
    case (nil, 1): return (try ScriptInput(path: files[0]), values)
    case (let text?, 0): return (ScriptInput(text: text), values)
    default: throw ValidationError(noScript)
    }
  }

  /// What is said where no script is named, or more than one way.
  static let noScript = "name one script: a file, - for standard input, or -c TEXT"

  /// What is said of a script without errors that does nothing.
  var idleness: String {
    Parser.parse(source).statements.isEmpty
      ? "nothing to do: the script has no statements"
      : "nothing to do: no statement of the script makes or prints anything"
  }

  /// The longest script that is read, 64 MiB.
  private static let largest = 64 << 20

  private static func bytes(of descriptor: Int32, named name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw ValidationError("cannot read \(name): \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += chunk.prefix(count)
      if bytes.count > largest {
        throw ValidationError("\(name) is larger than a script may be (\(largest) bytes)")
      }
    }
  }
}
