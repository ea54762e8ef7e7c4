import ArgumentParser

/// `skv completions`: prints what a shell needs to complete skv's words.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completion script for bash, zsh or fish.",
    discussion: """
      Examples:
        source <(skv completions bash)
        mkdir -p ~/.zfunc && skv completions zsh > ~/.zfunc/_skv
        mkdir -p ~/.config/fish/completions
        skv completions fish > ~/.config/fish/completions/skv.fish

      bash: the first line goes into ~/.bashrc, or the script into the file
      ~/.local/share/bash-completion/completions/skv.
      zsh: ~/.zshrc needs fpath=(~/.zfunc $fpath) before it calls compinit.
      fish finds the file by itself.
      """)

  @Argument(
    help: ArgumentHelp(
      "The shell.", valueName: Shell.allCases.map(\.rawValue).joined(separator: "|")))
  var shell: Shell

  /// The shells that are known.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var generated: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  func run() {
    StandardStream.output.write(Skv.completionScript(for: shell.generated) + "\n")
  }
}
