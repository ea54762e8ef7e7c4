import ArgumentParser
import Glibc
import SkillsVideo

/// The program: reads its arguments, performs one command, and ends with its exit code.
@main
enum Main {
  static func main() {
    Signals.openClosedStreams()
    Signals.ignoreWriteSignals()
    let arguments = Invocation.normalized(Array(CommandLine.arguments.dropFirst()))
    if let complaint = Invocation.complaint(arguments) {
      StandardStream.error.write("skv: \(complaint)\n")
      exit(ExitStatus.usage.rawValue)
    }
    if RootHelp.isAsked(arguments) {
      StandardStream.output.write(RootHelp.page)
      exit(ExitStatus.done.rawValue)
    }
    // Before the first thread starts.
    let isPrompt = arguments.first == InteractiveCommand.configuration.commandName
    if isPrompt {
      PromptSignals.block()
      PromptLocale.settle()
    }
    OpenFileLimit.raise()
    FirstThread.wait(takesSignals: !isPrompt) { await perform(arguments) }
  }

  private static func perform(_ arguments: [String]) async -> Int32 {
    do {
      var command = try await Skv.asyncParseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      guard let trouble = StandardStream.trouble else { return ExitStatus.done.rawValue }
      StandardStream.error.write("skv: the output could not be written: \(trouble)\n")
      return ExitStatus.usage.rawValue
    } catch {
      return end(with: error)
    }
  }

  private static func end(with error: any Error) -> Int32 {
    let code = Skv.exitCode(for: error)
    if code == .success {
      StandardStream.output.write(Skv.fullMessage(for: error) + "\n")
    } else {
      let message = Skv.message(for: error)
      if !message.isEmpty { StandardStream.error.write("skv: \(message)\n") }
    }
    // The argument parser ends usage errors with 64; skv's own table says 1.
    return code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue
  }
}
