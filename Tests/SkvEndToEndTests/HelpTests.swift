import Foundation
import Testing

/// The help pages: short, complete, and with examples that run.
@Suite struct HelpTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func help(_ arguments: [String]) async throws -> String {
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    return result.output
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The indented lines below a headline.
  private func block(_ headlines: Set<String>, of text: String) -> [String] {
    lines(text).drop { !headlines.contains($0) }.dropFirst().prefix { $0.hasPrefix("  ") }
      .map { String($0.drop { $0 == " " }) }
  }

  private func commands() async throws -> [String] {
    try await block(["Commands:"], of: help(["--help"])).flatMap { line in
      line[..<(line.firstRange(of: "  ")?.lowerBound ?? line.endIndex)].split(separator: ", ")
        .map(String.init)
    }
  }

  /// Runs an example as a person does: in a shell, with skv on the path, a script at hand, and a
  /// service that costs nothing.
  private func expectToRun(_ example: String) async throws {
    let bin = folder.file(".bin")
    try? FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try? FileManager.default.createSymbolicLink(
      atPath: bin + "/skv", withDestinationPath: Skv.path)
    try folder.write("use seedream-4.5\nset prompt \"a red fox\"\nrun as fox\n", to: "film.skv")
    let sandbox = try await SandboxProcess(in: folder)
    let isServer = example.hasPrefix("skv sandbox")
    let program = try Skv.start(
      ["-c", (isServer ? "exec " : "") + example], in: folder,
      environment: sandbox.environment.merging([
        "PATH": bin + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
      ]) { $1 }, binary: "/bin/bash")
    if isServer {
      #expect(await program.firstLine().hasPrefix("http://127.0.0.1:"))
      program.signal(SIGTERM)
    }
    let result = try await program.ended()
    #expect(result.status == 0, "\(example): \(result.errors)")
  }

  @Test("the root's page fits a screen and names every command")
  func rootFits() async throws {
    let page = try await help(["--help"])
    #expect(lines(page).count - 1 <= 24)
    for line in lines(page) { #expect(line.count <= 80, "\(line)") }
    let named = try await commands()
    #expect(
      Set(named).isSuperset(of: ["run", "check", "resume", "models", "sandbox", "completions"]),
      "\(named)")
    // What the shell is offered is what there is.
    let offered = try await Skv.run(["completions", "fish"], in: folder).output
    for match in offered.matches(of: /-fa '([a-z]+)' -d/) {
      let inner = ["list", "update", "diff", "prune"]
      #expect((named + inner + ["help"]).contains(String(match.1)), "\(match.1)")
    }
    for way in [["-h"], ["help"], ["help", "--help"], ["help", "help"]] {
      #expect(try await help(way) == page)
    }
  }

  @Test("what the root's page says to start with runs")
  func rootExamples() async throws {
    let starts = try await block(["Start here:"], of: help(["--help"]))
    let examples = starts.filter { $0.hasPrefix("skv") }.map { line in
      line.firstRange(of: "  ").map { String(line[..<$0.lowerBound]) } ?? line
    }
    #expect(examples.count >= 3)
    for example in examples { try await expectToRun(example) }
  }

  @Test("every command's page has lines of at most 80 columns and examples that run")
  func commandPages() async throws {
    for command in try await commands() {
      let page = try await help([command, "--help"])
      for line in lines(page) { #expect(line.count <= 80, "\(command): \(line)") }
      #expect(try await help(["help", command]) == page)
      let examples = block(["Example:", "Examples:"], of: page)
      #expect(!examples.isEmpty, "\(command)")
      for example in examples { try await expectToRun(example) }
    }
  }

  @Test("`skv FILE.skv --help` lists the arguments of the script")
  func scriptHelp() async throws {
    try folder.write(
      """
      # How many takes.
      # At least one.
      arg takes in 1..3 = 2
      arg photo file
      use qwen-image
      """, to: "film.skv")
    let page = try await help(["film.skv", "--help"])
    #expect(
      page == """
        usage: skv film.skv [NAME=VALUE...] [options]

        Arguments:
          takes  How many takes. At least one. (1, 2 or 3; default: 2)
          photo  (a file; required)

        `skv run --help` lists the options.

        """)
    try folder.write("use qwen-image", to: "plain.skv")
    #expect(try await help(["plain.skv", "-h"]).contains("plain.skv takes no arguments."))
  }

  @Test("help for a word that is no command says so")
  func unknownCommand() async throws {
    let result = try await Skv.run(["help", "rum"], in: folder)
    #expect(result.status == 1)
    #expect(result.errors == "skv: there is no command `rum`; did you mean `run`?\n")
  }

  @Test(
    "defaults of options are shown",
    arguments: [
      ("run", "--output <path>", "(default: out/${run.label}.${run.ext})"),
      ("run", "--overwrite <word>", "never, number or always (default: never; number with -c"),
      ("run", "--jobs <count>", "(default: 4)"), ("check", "--jobs <count>", "(default: 4)"),
      ("run", "--retry <count>", "(default: 3)"), ("run", "--timeout <duration>", "(default: 15m)"),
      ("run", "--poll-interval <duration>", "(default: 3s)"),
      ("run", "--on-error <word>", "stop or continue (default: stop)"),
      ("run", "--unchecked <word>", "refuse or allow (default: refuse)"),
      ("run", "--diagnostics <form>", "default: human)"), ("run", "--yes", "more than 10 jobs"),
      ("sandbox", "--port <n>", "(default: 0)"), ("sandbox", "--pace <pace>", "(default: 0)"),
      ("sandbox", "--credits <credits>", "(default: 10000)"),
    ])
  func defaults(command: String, option: String, shown: String) async throws {
    let page = try await help([command, "--help"])
    let entry = lines(page).drop { !$0.hasPrefix("  " + option) }
    let rest = entry.dropFirst().prefix { $0.hasPrefix("      ") }
    let text = ([entry.first ?? ""] + rest).joined(separator: " ").split(separator: " ")
      .joined(separator: " ")
    #expect(text.contains(shown), "\(text)")
  }

  @Test(
    "a script without any statement says that there is nothing to do",
    arguments: [
      ["run", "-c", ""], ["run", "-"], [], ["run", "empty.skv"], ["run", "-c", "# later"],
    ])
  func nothingToDo(arguments: [String]) async throws {
    try folder.write("# later\n\n", to: "empty.skv")
    let result = try await Skv.run(
      arguments, in: folder, environment: ["SKILLS_VIDEO_API_KEY": "k"])
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.errors == "nothing to do: the script has no statements\n")
  }

  @Test("a script that neither runs nor prints says so")
  func nothingRuns() async throws {
    let text = #"use kling-v2.6; set prompt "x""#
    let result = try await Skv.run(["run", "-c", text], in: folder)
    #expect(result.status == 0)
    #expect(result.errors.contains("nothing to do: no statement of the script makes or prints"))
  }

  @Test("check takes a text as run does")
  func checkText() async throws {
    let clean = try await Skv.run(
      ["check", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder)
    #expect(clean.status == 0)
    #expect(clean.errors == "<arg>: no errors, 1 job\n")
    let broken = try await Skv.run(
      ["check", "--diagnostics", "short", "-c", "use kling-v9"], in: folder)
    #expect(broken.status == 65)
    #expect(broken.errors.hasPrefix("<arg>:1:5: error E0201"))
    let empty = try await Skv.run(["check", "-c", ""], in: folder)
    #expect(empty.errors == "<arg>: nothing to do: the script has no statements\n")
    try folder.write("use kling-v2.6", to: "a.skv")
    let both = try await Skv.run(["check", "-c", "use kling-v2.6", "a.skv"], in: folder)
    #expect(both.status == 1)
    #expect(both.errors.hasPrefix("skv: name one script"))
  }
}
