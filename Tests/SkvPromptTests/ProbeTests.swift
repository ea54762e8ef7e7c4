import Dispatch
import Glibc
import TerminalEmulator
import Testing

@testable import skv

/// The line editor in a process of its own, with real signals and a shell's job control.
@Suite struct ProbeTests {
  private static let path: String? = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let program = String(
      decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return program.lastIndex(of: "/").map { program[...$0] + "PromptProbe" }
  }()

  private static func environment(_ more: [String: String]) -> [String: String] {
    ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PS1": "$ "]
      .merging(more) { $1 }
  }

  /// Performs a test on a thread where waiting blocks no other test.
  private func use(
    _ arguments: [String]? = nil, environment: [String: String] = [:], output: Int32? = nil,
    columns: Int = 60, _ body: @escaping @Sendable (TestTerminal, TerminalProgram) throws -> Void
  ) async throws {
    let probe = try #require(Self.path)
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        done.resume(
          with: Result {
            let terminal = try TestTerminal(columns: columns)
            let program = try TerminalProgram(
              arguments ?? [probe], on: terminal, environment: Self.environment(environment),
              output: output)
            try body(terminal, program)
          })
      }
    }
  }

  @Test("Ctrl-C clears the line and never ends the program, however often it comes")
  func interrupt() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      for number in 1...5 {
        terminal.type("half \(number)")
        try terminal.wait(for: "half \(number)")
        terminal.type(Key.controlC)
        try terminal.wait(for: "a new prompt") {
          $0.text.hasSuffix("half \(number)^C\ninterrupted\nskv>")
        }
      }
      terminal.type(Key.controlBackslash + "quit" + Key.enter)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 0)
    }
  }

  @Test("Ctrl-Z gives the shell its terminal back; fg goes on with what was typed")
  func stopAndContinue() async throws {
    let probe = try #require(Self.path)
    try await use(["/bin/sh", "-i"]) { terminal, shell in
      try terminal.wait(for: "$")
      terminal.type(probe + Key.enter)
      try terminal.wait(for: "skv>")
      let half = "half of a line that is too long for one row of sixty columns"
      terminal.type(half)
      try terminal.wait(for: "lumns")
      terminal.type(Key.controlZ)
      try terminal.wait(for: "the shell") {
        $0.text.contains("Stopped") && $0.lines.last == "$"
      }
      let isOrdinary = !terminal.screen.wantsBracketedPaste && terminal.echoes
      #expect(isOrdinary)
      terminal.type("echo in-$((1+1))-between" + Key.enter)
      try terminal.wait(for: "in-2-between")
      terminal.type("fg" + Key.enter)
      try terminal.wait(for: "the line again") {
        $0.lines.last == "lumns" && $0.wantsBracketedPaste
      }
      terminal.type(", whole" + Key.enter)
      try terminal.wait(for: "the whole line twice") {
        $0.lines.filter { $0.hasPrefix("skv> half of") }.count == 2
          && $0.text.contains("got: half of")
      }
      #expect(terminal.screen.lines.filter { $0.hasPrefix("skv> half of") }.count == 2)
      terminal.type("quit" + Key.enter)
      try terminal.wait(for: "the shell") { $0.lines.last == "$" }
      terminal.type("exit" + Key.enter)
      let code = try shell.exitCode(draining: terminal)
      #expect(code == 0)
    }
  }

  @Test("Started in the background it waits for fg, and leaves the shell its terminal")
  func background() async throws {
    let probe = try #require(Self.path)
    try await use(["/bin/sh", "-i"]) { terminal, shell in
      try terminal.wait(for: "$")
      terminal.type(
        probe + " & while ! grep -q '^State:.T' /proc/$!/status; do :; done; echo is-$((1+1))\r")
      try terminal.wait(for: "is-2")
      let isOrdinary = !terminal.screen.wantsBracketedPaste && terminal.echoes
      #expect(isOrdinary)
      terminal.type("fg" + Key.enter)
      try terminal.wait(for: "the prompt") { $0.lines.last == "skv>" }
      terminal.type("one" + Key.enter + "quit" + Key.enter)
      try terminal.wait(for: "got: one")
    }
  }

  @Test("Ctrl-Z where no shell could wake it again does not freeze the program")
  func stopWithoutShell() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("half")
      try terminal.wait(for: "skv> half")
      terminal.type(Key.controlZ)
      try terminal.wait(for: "the line again") { $0.lines == ["skv> half", "skv> half"] }
      terminal.type(Key.enter + "quit" + Key.enter)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 0)
    }
  }

  @Test("Stopped and woken from outside it shows its line again")
  func stoppedFromOutside() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("half")
      try terminal.wait(for: "skv> half")
      program.send(SIGSTOP)
      program.send(SIGCONT)
      terminal.type(" on" + Key.enter)
      try terminal.wait(for: "got: half on")
      terminal.type("quit" + Key.enter)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 0)
    }
  }

  @Test("A new window size is taken in at once")
  func resize() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("a line that will not fit into thirty")
      try terminal.wait(for: "into thirty")
      terminal.resize(columns: 30, rows: 24)
      try terminal.wait(
        forLines: ["skv> a line that will not fit ", "into thirty"].map {
          $0.hasSuffix(" ") ? String($0.dropLast()) : $0
        })
    }
  }

  @Test("A terminal that goes away ends the program")
  func hangUp() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("half")
      try terminal.wait(for: "half")
      terminal.hangUp()
      let code = try program.exitCode()
      #expect(code == 3)
    }
  }

  @Test("SIGTERM ends it with the terminal in order")
  func terminate() async throws {
    try await use { terminal, program in
      try terminal.wait(for: "skv>")
      program.send(SIGTERM)
      try terminal.wait(for: "ended: signal(15)")
      let isOrdinary = !terminal.screen.wantsBracketedPaste && terminal.echoes
      #expect(isOrdinary)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 3)
    }
  }

  @Test(
    "Japanese can be typed in any locale",
    arguments: [["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "xx_YY.ISO-8859-1"]])
  func locales(environment: [String: String]) async throws {
    try await use(environment: environment, columns: 20) { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("日本語の長い行です、" + Key.left + "字")
      try terminal.wait(forLines: ["skv> 日本語の長い行", "です字、"])
      terminal.type(Key.enter)
      try terminal.wait(for: "got: 日本語の長い行")
    }
  }

  @Test(
    "vt100, the console, screen and a terminal nobody knows show the same",
    arguments: ["vt100", "linux", "screen", "xterm-256color", "nobody-knows-it"])
  func terminals(type: String) async throws {
    try await use(environment: ["TERM": type]) { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("one" + Key.home + "two " + Key.enter)
      try terminal.wait(forLines: ["skv> two one", "got: two one", "skv>"])
    }
  }

  @Test("TERM=dumb gets a prompt, the terminal's own keys, blocks and no escape sequence")
  func dumb() async throws {
    try await use(environment: ["TERM": "dumb"]) { terminal, program in
      try terminal.wait(for: "skv>")
      terminal.type("[1," + Key.enter)
      try terminal.wait(for: "...")
      terminal.type("2]" + Key.enter)
      try terminal.wait(for: "got: [1,|2]")
      terminal.type("half" + Key.controlC)
      try terminal.wait(for: "interrupted")
      terminal.type("whole" + Key.enter)
      try terminal.wait(for: "got: whole")
      terminal.type(Key.controlD)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 3)
      #expect(terminal.screen.text.contains("ended: input"))
      #expect(!terminal.bytes.contains(0x1B))
    }
  }

  @Test("With its output piped it reads without a prompt")
  func piped() async throws {
    let pipe = try TestPipe()
    try await use(output: pipe.writer) { terminal, program in
      close(pipe.writer)
      terminal.type("one\nquit\n")
      let code = try program.exitCode(draining: terminal)
      #expect(code == 0)
      #expect(pipe.text() == "got: one\n")
      close(pipe.reader)
      #expect(!terminal.bytes.contains(0x1B))
    }
  }

  @Test("The history lasts from one process to the next")
  func history() async throws {
    let place = try TemporaryPlace()
    let environment = ["PROBE_HISTORY": place.path("history")]
    try await use(environment: environment) { terminal, program in
      terminal.type("remember me" + Key.enter + "quit" + Key.enter)
      let code = try program.exitCode(draining: terminal)
      #expect(code == 0)
    }
    try await use(environment: environment) { terminal, _ in
      try terminal.wait(for: "skv>")
      terminal.type(Key.up + Key.up + Key.enter)
      try terminal.wait(for: "got: remember me")
    }
  }
}
