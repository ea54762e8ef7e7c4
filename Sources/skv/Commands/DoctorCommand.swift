import ArgumentParser
import Glibc
import LosslessJSON
import SkillsVideo

/// `skv doctor`: what skv finds around it, and what to do about it; it makes and changes nothing.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check what skv needs: key, network, folders, ledger and so on.",
    usage: "skv doctor [--json] [--sandbox]",
    discussion: """
      Example:
        skv doctor

      A line a check: ok, note (worth knowing) or problem (keeps skv from working), what was \
      found, and what to do. Nothing is made or changed, nothing costs credits, and no key, \
      password or prompt is shown. The exit code is 1 if there is a problem.
      """)

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print the report as one JSON object.")
  var json = false

  func run() async throws {
    let environment = Environment.current
    let reading = try await ServiceReading(service)
    let contact = await ServiceContact.made(
      with: reading.environment, isImitation: service.sandbox, limit: Self.serviceLimit
    ) { configuration throws(TransportError) in
      try CurlTransport(environment: configuration.environment, userAgent: Version.userAgent)
    }
    let checks = HealthChecks.all(
      environment, contact, ledger: reading.ledger, resume: service.resumeCommand)
    let results = await Doctor(checks: checks, limit: Self.checkLimit, time: SystemTime()).results()
    await reading.close()
    let report = HealthReport(results: results)
    if json {
      Screen(environment: environment).result(report.json.printed(.spaced))
    } else {
      let terminal = Terminal(descriptor: 1, environment: environment)
      let lines = report.lines(
        columns: isatty(1) == 1 ? terminal.columns : nil, color: terminal.showsColor)
      StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }
    if !report.isSound { throw ExitCode(ExitStatus.usage.rawValue) }
  }

  /// The longest time for the service to answer.
  private static let serviceLimit = Duration.seconds(8)
  /// The longest time for any other check; a ledger of a million runs is looked through in less.
  private static let checkLimit = Duration.seconds(20)
}
