import ArgumentParser
import LosslessJSON
import SkillsVideo

/// `skv credits`: the balance as the service tells it.
struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Show the balance as the service tells it.",
    usage: "skv credits [--json] [--sandbox]",
    discussion: """
      Examples:
        skv credits
        skv credits --json

      What the service answers is not documented, so it is shown as it comes. Credits are \
      recharged at https://skills.video/dashboard.
      """)

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print the answer as one line of JSON; text that is none as a string.")
  var json = false

  func run() async throws {
    let reading = try await ServiceReading(service)
    let answer: CreditsAnswer
    do throws(EngineError) {
      let configuration = try reading.configuration()
      let transport = try CurlTransport.starting(configuration)
      answer = try await CreditsInquiry(configuration, transport: transport).answer()
    } catch {
      await reading.close()
      if error.code == .missingAPIKey { throw CommandFailure.ending(with: error) }
      StandardStream.error.write("skv: \(CreditsWords.trouble(error))\n")
      throw ExitCode(ExitStatus(error).rawValue)
    }
    await reading.close()
    if case .refused(let error) = answer {
      StandardStream.error.write("skv: \(CreditsWords.trouble(answer) ?? "")\n")
      throw ExitCode(error.category.exitCode)
    }
    let screen = Screen(environment: Environment.current)
    let lines =
      json ? [CreditsWords.json(answer)?.printed(.spaced) ?? ""] : CreditsWords.lines(answer)
    for line in lines { screen.result(line) }
  }
}

extension CurlTransport {
  /// The transport of a command, by the variables of a configuration; throws `.notReached`.
  static func starting(_ configuration: Configuration) throws(EngineError) -> CurlTransport {
    do {
      return try CurlTransport(
        environment: configuration.environment, userAgent: Version.userAgent)
    } catch {
      throw EngineError(.notReached, "the transport cannot start", cause: error.message)
    }
  }
}
