import ArgumentParser
import Glibc

/// The program: reads its arguments, performs one command, and ends with its exit code.
@main
enum Main {
  static func main() async {
    Signals.ignoreWriteSignals()
    let arguments = Invocation.normalized(Array(CommandLine.arguments.dropFirst()))
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
    let message = Skv.fullMessage(for: error)
    if code == .success {
      if !message.isEmpty { print(message) }
    } else if !message.isEmpty {
      StandardStream.error.write(message + "\n")
    }
    // The argument parser ends usage errors with 64; skv's own table says 1.
    exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
  }
}
