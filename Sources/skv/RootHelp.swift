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
    // A key path to a member of the commands' types crashes the compiler.
    Skv.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
      .map { command in
        let name = command.commandName ?? ""
        let gap = String(repeating: " ", count: max(1, 13 - name.count))
        return "  " + name + gap + command.abstract
      }.joined(separator: "\n")
  }
}
