import FoundationEssentials
import Glibc
import TerminalEmulator
import Testing

extension PromptTests {
  /// What the README says can be done is done here, as it stands there.
  @Suite struct Readme {
    /// One fenced block: its language and its lines.
    struct Block: Sendable {
      let language: String
      let lines: [String]
    }

    static let blocks: [Block] = {
      let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../README.md")
      let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
      var blocks: [Block] = []
      var open: (language: String, lines: [String])?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("```") else {
          open?.lines.append(String(line))
          continue
        }
        if let block = open {
          blocks.append(Block(language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      }
      return blocks
    }()

    /// They build the program, which these tests need built; `scripts/test` runs the first of them.
    static let builders = ["scripts/demo", "scripts/test"]

    @Test("The README opens with the demo and the tests, and has no block of another kind")
    func blocks() {
      let commands = Self.blocks.filter { $0.language == "sh" }.flatMap(\.lines)
      #expect(commands.prefix(2) == Self.builders[...])
      #expect(Set(Self.blocks.map(\.language)) == ["sh", "skv", "session", "swift", "text"])
    }

    @Test("Every command runs, one after the other, with the scripts beside it")
    func commands() async throws {
      let skv = try #require(PromptProgram.path)
      let home = try ProgramHome()
      for block in Self.blocks where block.language == "skv" {
        guard let name = block.lines.first, name.hasPrefix("# ") else { continue }
        try TemporaryPlace.write(
          block.lines.joined(separator: "\n") + "\n", to: home.path(String(name.dropFirst(2))))
      }
      let commands = Self.blocks.filter { $0.language == "sh" }.flatMap(\.lines)
        .filter { !Self.builders.contains($0) }
      #expect(commands.count >= 5)
      let script = """
        exec </dev/null
        skv() { '\(skv)' "$@"; }
        exec 3< <(exec '\(skv)' sandbox --port 0); server=$!
        read -r SKILLS_VIDEO_BASE_URL <&3
        export SKILLS_VIDEO_BASE_URL SKILLS_VIDEO_API_KEY=sk-of-the-readme
        set -ex
        \(commands.joined(separator: "\n"))
        kill $server
        """
      try await PromptProgram.use(["/bin/bash", "-c", script], home: home, columns: 200) {
        terminal, shell in
        let code = try shell.exitCode(draining: terminal)
        #expect(code == 0, "\(terminal.screen.allLines.joined(separator: "\n"))")
      }
      for file in ["fox.mp4", "out/still.png", "out/clip.mp4"] { #expect(home.holds(file)) }
    }

    @Test("Every script is performed")
    func scripts() async throws {
      let skv = try #require(PromptProgram.path)
      for block in Self.blocks where block.language == "skv" {
        let home = try ProgramHome()
        try TemporaryPlace.write(block.lines.joined(separator: "\n"), to: home.path("script"))
        try await PromptProgram.use(
          [skv, "./script", "--sandbox"], home: home
        ) { terminal, program in
          let code = try program.exitCode(draining: terminal)
          #expect(code == 0, "\(terminal.screen.text)")
        }
        #expect(home.holds("out"))
      }
    }

    @Test("The first session goes as it is told")
    func session() async throws {
      let skv = try #require(PromptProgram.path)
      let block = try #require(Self.blocks.first { $0.language == "session" })
      try await PromptProgram.use([skv], columns: 100) { terminal, program in
        try terminal.waitForPrompt()
        var shown = terminal.screen.allLines.dropLast()
        for line in block.lines {
          guard line.hasPrefix("skv> ") else {
            shown.append(line)
            continue
          }
          try terminal.wait(for: "what was told so far\n\(shown.joined(separator: "\n"))") {
            $0.allLines.map(Self.withoutTime) == shown.map(Self.withoutTime) + ["skv>"]
          }
          terminal.enter(String(line.dropFirst("skv> ".count)))
          shown.append(line)
        }
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    /// How long a run took depends on the machine.
    private static func withoutTime(_ line: String) -> String {
      line.replacing(/[0-9]+:[0-9][0-9]$/, with: "0:00")
    }
  }
}
