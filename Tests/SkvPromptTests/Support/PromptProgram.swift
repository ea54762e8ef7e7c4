import Dispatch
import FoundationEssentials
import Glibc
import TerminalEmulator
import Testing

/// The built program at a terminal, in a home of its own.
enum PromptProgram {
  /// The release binary where `SKV_BINARY` names one, else the debug build beside the tests.
  static let path: String? = {
    if let named = getenv("SKV_BINARY") { return String(cString: named) }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let program = String(
      decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return program.lastIndex(of: "/").map { program[...$0] + "skv" }
  }()

  /// Performs a test on a thread where waiting blocks no other test.
  ///
  /// Without `arguments` it is `skv --sandbox=0`. The program's home and working folder are `home`.
  static func use(
    _ arguments: [String]? = nil, home: ProgramHome? = nil, environment: [String: String] = [:],
    output: Int32? = nil, columns: Int = 80,
    _ body: @escaping @Sendable (TestTerminal, TerminalProgram) throws -> Void
  ) async throws {
    let path = try #require(path)
    let home = try home ?? ProgramHome()
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        done.resume(
          with: Result {
            let terminal = try TestTerminal(columns: columns)
            let program = try TerminalProgram(
              ["/bin/sh", "-c", "cd \"$HOME\"; exec \"$@\"", "sh"]
                + (arguments ?? [path, "--sandbox=0"]),
              on: terminal, environment: Self.environment(home, environment), output: output)
            try body(terminal, program)
          })
      }
    }
    withExtendedLifetime(home) {}
  }

  private static func environment(
    _ home: ProgramHome, _ more: [String: String]
  ) -> [String: String] {
    [
      "TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PS1": "$ ",
      "HOME": home.folder,
    ].merging(more) { $1 }
  }
}

/// A home that goes away with its test.
final class ProgramHome: Sendable {
  let folder: String

  init() throws {
    var template = Array("/tmp/skv-home-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func holds(_ name: String) -> Bool { access(path(name), F_OK) == 0 }
}

extension TestTerminal {
  /// Types a line and Enter.
  func enter(_ line: String) { type(line + Key.enter) }

  /// Waits until the prompt stands alone in the last line.
  func waitForPrompt() throws {
    try wait(for: "an empty prompt") { $0.lines.last == "skv>" }
  }

  /// Waits until the screen shows a text, then for an empty prompt.
  func wait(forAnswer text: String) throws {
    try wait(for: text)
    try waitForPrompt()
  }
}
