import LosslessJSON
import Sandbox
import SkillsVideo

/// The service for commands that only read from it: no ledger is opened, no folder made.
struct ServiceReading: Sendable {
  /// The variables that name the service and the key: the program's own, or the imitation's.
  let environment: [String: String]
  /// The name that the service has in the ledger; nil for its address.
  var serviceName: String?
  private var server: SandboxServer?

  /// Opens the service that was asked for; an imitation keeps nothing.
  init(_ options: ServiceOptions) async throws {
    var environment = Environment.current
    if options.sandbox {
      var settings = SandboxOptions()
      if let shapes = options.shapes { settings.shapes = shapes }
      settings.credits = 1_000_000_000
      let server = try SandboxServer(try ContractOptions.inUse(), options: settings)
      environment[Configuration.baseURLVariable] = try await server.start()
      environment[Configuration.keyVariable] = "sandbox"
      self.server = server
      serviceName = "sandbox"
    }
    self.environment = environment
  }

  /// The configuration of a program that keeps no ledger, so that it needs no place for one.
  func configuration() throws(EngineError) -> Configuration {
    var configuration = try Configuration(
      environment: environment.merging(["XDG_STATE_HOME": "/"]) { $1 })
    if let serviceName { configuration.serviceName = serviceName }
    return configuration
  }

  /// The ledger that a command which runs would use: its path, and the service's name in it; nil where
  /// there is no place for one or the service's address cannot be used.
  var ledger: (path: String, service: String)? {
    var variables = environment
    variables[Configuration.keyVariable] = nil
    return (try? Configuration(environment: variables)).map {
      ($0.ledgerPath, serviceName ?? $0.serviceName)
    }
  }

  /// Ends the imitation.
  func close() async { await server?.stop() }
}
