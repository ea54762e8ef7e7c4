import ArgumentParser

/// The command `skv`.
struct Skv: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skv",
    abstract: "Makes images and videos through the skills.video API, from scripts you can keep.",
    discussion: """
      Try it, without a key:
        skv run --sandbox -c 'use kling-v2.6; set prompt "a red fox"; run'
      Every mistake of a script at once, nothing sent:
        skv check film.skv
      Perform it (short for skv run film.skv):
        skv film.skv
      """,
    version: Version.current,
    subcommands: [
      InteractiveCommand.self, RunCommand.self, CheckCommand.self, ResumeCommand.self,
      SandboxCommand.self,
    ])
}
