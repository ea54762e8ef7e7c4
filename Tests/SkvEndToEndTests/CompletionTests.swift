import Foundation
import Testing

/// The completion scripts, in the shells they are for.
@Suite struct CompletionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func script(_ shell: String) async throws -> String {
    let result = try await Skv.run(["completions", shell], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    return try folder.write(result.output, to: "skv.\(shell)")
  }

  @Test("each shell reads its script without a complaint", arguments: ["bash", "zsh", "fish"])
  func accepted(shell: String) async throws {
    let path = try await script(shell)
    let result = try await Skv.run(["-n", path], in: folder, binary: "/usr/bin/" + shell)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    #expect((folder.bytes(of: "skv.\(shell)")?.count ?? 0) > 1_000)
  }

  @Test("a shell that is not known is a usage error that names the three")
  func unknownShell() async throws {
    for arguments in [["completions", "tcsh"], ["completions"]] {
      let result = try await Skv.run(arguments, in: folder)
      #expect(result.status == 1)
      #expect(result.output == "")
      for shell in ["bash", "zsh", "fish"] { #expect(result.errors.contains(shell)) }
    }
  }

  /// What is offered behind some words, of which the last is being typed.
  private func bash(_ words: String...) async throws -> Set<String> {
    try await bash(words)
  }

  private func bash(_ words: [String]) async throws -> Set<String> {
    let path = try await script("bash")
    for name in ["film.skv", "notes.txt"] { try folder.write("", to: name) }
    try? FileManager.default.createDirectory(
      atPath: folder.file("films"), withIntermediateDirectories: true)
    let program = #"""
      source "$0"
      skv() { "$SKV_PATH" "$@"; }
      [[ "$(complete -p skv)" =~ -F\ ([^ ]+) ]] || exit 9
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      COMPREPLY=()
      "${BASH_REMATCH[1]}" skv "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\n' "${COMPREPLY[@]}"
      """#
    let result = try await Skv.run(
      ["--norc", "-c", program, path] + words, in: folder, environment: ["SKV_PATH": Skv.path],
      binary: "/bin/bash")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    return Set(result.output.split(separator: "\n").map(String.init))
  }

  @Test("bash completes commands")
  func bashCommands() async throws {
    let all = try await bash("skv", "")
    #expect(all.isSuperset(of: ["run", "check", "resume", "sandbox", "completions", "help"]))
    #expect(try await bash("skv", "re") == ["recipe", "resume"])
  }

  @Test("bash completes scripts and folders, no other files", arguments: ["run", "check"])
  func bashFiles(command: String) async throws {
    let offered = try await bash("skv", command, "")
    #expect(offered.isSuperset(of: ["film.skv", "films"]))
    #expect(!offered.contains("notes.txt"))
    #expect(try await bash("skv", command, "film.") == ["film.skv"])
  }

  @Test("bash completes models, by name and by path", arguments: ["fields", "template"])
  func bashModels(command: String) async throws {
    #expect(
      try await bash("skv", command, "kling-v2") == ["kling-v2.6", "kling-v2.5-turbo"])
    #expect(try await bash("skv", command, "luma/") == ["luma/ray-2", "luma/ray-2-flash"])
  }

  @Test("bash completes runs by number and label, and makes no ledger for that")
  func bashRuns() async throws {
    #expect(try await bash("skv", "show", "") == [])
    #expect(
      !FileManager.default.fileExists(atPath: folder.file(".home/.local/state/skv/ledger.sqlite")))
    let made = try await Skv.run(
      ["run", "--sandbox", "-c", #"use seedream-4.5; set prompt "x"; run as fox x 2"#], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    for command in ["show", "wait", "download", "resume"] {
      #expect(try await bash("skv", command, "--sandbox", "") == ["1", "2", "fox"], "\(command)")
    }
    #expect(try await bash("skv", "show", "") == [])
  }

  @Test("bash completes the words of options and the shells")
  func bashWords() async throws {
    #expect(try await bash("skv", "run", "--overwrite", "") == ["never", "number", "always"])
    #expect(try await bash("skv", "run", "--overwrite", "n") == ["never", "number"])
    #expect(try await bash("skv", "check", "--on-error", "") == ["stop", "continue"])
    #expect(try await bash("skv", "run", "--diagnostics", "") == ["human", "short", "json"])
    #expect(try await bash("skv", "completions", "").isSuperset(of: ["bash", "zsh", "fish"]))
    #expect(try await bash("skv", "run", "--ov") == ["--overwrite"])
    #expect(try await bash("skv", "run", "--output-root", "") == ["films"])
  }

  @Test("bash completes the commands under `contract`, and documents")
  func bashContract() async throws {
    for name in ["a.json", "b.txt"] { try folder.write("", to: name) }
    #expect(
      try await bash("skv", "contract", "").isSuperset(of: ["list", "update", "diff"]))
    #expect(try await bash("skv", "contract", "up") == ["update"])
    #expect(try await bash("skv", "contract", "update", "--b") == ["--built-in"])
    for words in [["contract", "update", ""], ["run", "--contract", ""]] {
      let offered = try await bash(["skv"] + words)
      #expect(offered.isSuperset(of: ["a.json", "films"]), "\(offered)")
      #expect(!offered.contains("b.txt"))
    }
  }

  @Test("fish completes commands, scripts and words")
  func fish() async throws {
    let path = try await script("fish")
    for name in ["film.skv", "notes.txt"] { try folder.write("", to: name) }
    for (line, wanted) in [
      ("skv ru", ["run", "runs"]), ("skv run fil", ["film.skv"]),
      ("skv run --overwrite n", ["never", "number"]), ("skv completions z", ["zsh"]),
    ] {
      let result = try await Skv.run(
        ["--no-config", "-c", "source $argv[1]; complete -C $argv[2]", path, line], in: folder,
        binary: "/usr/bin/fish")
      #expect(result.status == 0, "\(result.errors)")
      let words = result.output.split(separator: "\n").compactMap {
        $0.split(separator: "\t").first
      }
      #expect(words.map(String.init) == wanted, "\(line): \(result.output)")
    }
  }
}
