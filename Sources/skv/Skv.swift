import ArgumentParser

/// The command `skv`.
struct Skv: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skv",
    abstract: "Make images and videos through the skills.video API, from scripts you keep.",
    version: Version.current,
    subcommands: [
      InteractiveCommand.self, RunCommand.self, CheckCommand.self, PlanCommand.self,
      FormatCommand.self, ExplainCommand.self, ScriptHelpCommand.self, ResumeCommand.self,
      RunsCommand.self, ShowCommand.self, WaitCommand.self, DownloadCommand.self,
      ModelsCommand.self, FieldsCommand.self, TemplateCommand.self, ContractCommand.self,
      CreditsCommand.self, DoctorCommand.self, VerifyCommand.self, DiffCommand.self,
      RecipeCommand.self,
      LockCommand.self, SandboxCommand.self, CompletionsCommand.self,
    ])
}
