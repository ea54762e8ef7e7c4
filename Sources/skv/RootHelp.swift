import ArgumentParser

/// The page that `skv --help` prints: one screen for someone who meets skv for the first time.
enum RootHelp {
  /// Whether the arguments ask for it, and not for the help of one command.
  static func isAsked(_ arguments: [String]) -> Bool {
    switch arguments.first {
    case "--help", "-h": true
    case "help":
      arguments.dropFirst().allSatisfy { $0 == "help" || $0 == "--help" || $0 == "-h" }
    default: false
    }
  }

  /// At most 24 lines of at most 80 columns.
  static var page: String {
    """
    skv: \(Skv.configuration.abstract)

    Start here:
      skv                    the prompt, one statement at a time
      skv check film.skv     every mistake of a script; nothing is sent
      skv film.skv           perform it (short for skv run film.skv)
      skv run --sandbox -c 'use kling-v2.6; set prompt "a red fox"; run'
                             the same on an imitation: no key, no credits

    Commands:
    \(commands)

    Read on:
      skv help COMMAND       its options and examples, as skv COMMAND --help does
      help                   at the prompt: statements, models and fields
    The key comes from SKILLS_VIDEO_API_KEY; skv --version prints the version.

    """
  }

  private static var commands: String {
    let known = Skv.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
    var rest = known.compactMap(\.commandName)
    var rows: [(String, String)] = []
    for group in groups {
      let names = group.names.filter(rest.contains)
      rest.removeAll(where: names.contains)
      if !names.isEmpty { rows.append((names.joined(separator: ", "), group.summary)) }
    }
    rows += known.filter { rest.contains($0.commandName ?? "") }
      .map { ($0.commandName ?? "", $0.abstract) }
    return TwoColumns.lines(rows).joined(separator: "\n")
  }

  /// The commands that belong together; one in no group has a line of its own.
  private static let groups: [(names: [String], summary: String)] = [
    (["prompt"], "statements one by one (skv alone does it)"),
    (["run", "plan", "resume"], "perform a script, show its plan, go on with it"),
    (["check", "explain", "fmt"], "its mistakes, what a code means, its form"),
    (["runs", "show", "wait", "download"], "what was run, follow it, fetch it again"),
    (
      ["models", "fields", "template"], "what there is, what it takes, a script from it"
    ),
    (["contract"], "the documents they are read from, and newer ones"),
    (["verify", "diff", "lock", "recipe"], "files and lock; what differs; how one was made"),
    (["credits", "doctor"], "the balance; what is wrong on this machine"),
    (["sandbox", "completions"], "the imitation as a server; words for your shell"),
  ]
}
