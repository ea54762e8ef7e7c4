import ArgumentParser
import Glibc
import SkillsVideo

/// The program: reads its arguments, performs one command, and ends with its exit code.
@main
enum Main {
  static func main() async {
    Signals.openClosedStreams()
    Signals.ignoreWriteSignals()
    OpenFileLimit.raise()
    let arguments = Invocation.normalized(Array(CommandLine.arguments.dropFirst()))
    if let complaint = Invocation.complaint(arguments) {
      StandardStream.error.write("skv: \(complaint)\n")
      exit(ExitStatus.usage.rawValue)
    }
    if RootHelp.isAsked(arguments) {
      StandardStream.output.write(RootHelp.page)
      exit(ExitStatus.done.rawValue)
    }
    do {
      var command = try Skv.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(with: error)
    }
  }

  private static func leave(with error: any Error) -> Never {
    let code = Skv.exitCode(for: error)
    if code == .success {
      StandardStream.output.write(Skv.fullMessage(for: error) + "\n")
    } else {
      let message = Skv.message(for: error)
      if !message.isEmpty { StandardStream.error.write("skv: \(message)\n") }
    }
    // The argument parser ends usage errors with 64; skv's own table says 1.
    exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
  }
}
