import ArgumentParser
import Glibc
import LosslessJSON
import Sandbox
import SkillsVideo
import SkvInterpreter

/// Which service a command talks to.
struct ServiceOptions: ParsableArguments {
  @Flag(
    help: """
      Talk to an imitation of the service inside this program, without a key and without credits; \
      --sandbox=2s lets its generations take time.
      """)
  var sandbox = false

  @Option(help: .hidden, transform: SandboxWords.pace)
  var pace: Pace?

  @Option(help: .hidden, transform: SandboxWords.shapes)
  var shapes: Shapes?

  @Option(
    help: ArgumentHelp(
      "How long what is in doubt is looked for among what the service has running.",
      valueName: "duration", visibility: .hidden),
    transform: TimeWords.duration("--look-time"))
  var lookTime: Duration?

  @Option(help: .hidden)
  var faults: String?

  @Option(help: .hidden)
  var faultSeed: UInt64?

  func validate() throws {
    if !sandbox && (pace != nil || shapes != nil || faults != nil) {
      throw ValidationError("--pace, --shapes and --faults go with --sandbox")
    }
    _ = try faults.map(SandboxWords.faults)
    if faults == nil && faultSeed != nil {
      throw ValidationError("--fault-seed goes with --faults")
    }
  }

  /// Makes the imitation the service, at a pace that a person can watch.
  mutating func useSandbox() {
    sandbox = true
    if pace == nil { pace = .fixed(.seconds(1)) }
  }

  /// The commands as they are called for this service.
  var commands: CommandNames { CommandNames(isSandbox: sandbox) }

  /// The command that takes up runs of this service; their numbers go behind it.
  var resumeCommand: String { commands.named("resume") }

  /// Opens the service that was asked for.
  ///
  /// An imitation judges by `contract`, nil for the one in use. Prints what is missing and ends with
  /// its exit code where there is no key though one is needed, no usable address, or no usable
  /// ledger.
  func connect(
    needsKey: Bool = true, json: Bool = false, contract: ContractInUse? = nil
  ) async throws -> Connection {
    do {
      return sandbox
        ? try await imitation(contract: try contract ?? ContractOptions.inUse())
        : try await service(needsKey: needsKey)
    } catch let error as EngineError {
      throw CommandFailure.ending(with: error, json: json)
    }
  }

  private func service(needsKey: Bool) async throws(EngineError) -> Connection {
    var configuration = try Configuration(environment: Environment.current)
    configuration.secrets = GivenSecrets.all
    if needsKey { _ = try configuration.requiredKey() }
    if let lookTime { configuration.doubtPatience = lookTime }
    return Connection(client: try await Client.open(configuration, userAgent: Version.userAgent))
  }

  private func imitation(contract: ContractInUse) async throws -> Connection {
    var environment = Environment.current
    var options = SandboxOptions()
    if let pace { options.pace = pace }
    if let shapes { options.shapes = shapes }
    let folder = try Configuration.stateFolder(environment: environment)
    options.journal = folder + "/sandbox.journal"
    options.credits = 1_000_000_000
    let server = try Self.server(contract, options)
    let address = try await server.start()
    let log = FaultLog()
    let front = try faults.map(SandboxWords.faults).map { plan in
      try FaultProxy(.init(server: address, plan: plan, seed: faultSeed ?? 0), report: log.add)
    }
    environment[Configuration.baseURLVariable] = front?.baseURL ?? address
    environment[Configuration.keyVariable] = "sandbox"
    var configuration = try Configuration(environment: environment)
    configuration.serviceName = "sandbox"
    configuration.withheld = Environment.key
    configuration.secrets = GivenSecrets.all
    if let lookTime { configuration.doubtPatience = lookTime }
    let client = try await Client.open(configuration, userAgent: Version.userAgent)
    return Connection(
      client: client, server: server, front: front, faults: log, journal: options.journal)
  }

  /// A server that goes on from its journal; a damaged journal is put aside.
  private static func server(
    _ contract: ContractInUse, _ options: SandboxOptions
  ) throws -> SandboxServer {
    do throws(SandboxError) {
      return try SandboxServer(contract, options: options)
    } catch {
      guard error.code == .badJournal, let journal = options.journal,
        rename(journal, journal + ".damaged") == 0
      else { throw ValidationError(error.message) }
      StandardStream.error.write("skv: \(error.message); it is put aside as \(journal).damaged\n")
      return try SandboxServer(contract, options: options)
    }
  }
}

/// A client, with the imitation that it talks to where there is one.
struct Connection: Sendable {
  /// The client.
  let client: Client
  /// The imitation that runs in this program.
  var server: SandboxServer?
  /// What stands before it and spoils what passes.
  var front: FaultProxy?
  /// The faults that took place.
  var faults = FaultLog()
  /// What keeps the imitation's generations for a later process.
  var journal: String?
  /// Whether it talks to an imitation, in this program or on this machine, and not to the service.
  var isSandbox: Bool { client.talksToThisMachine }

  /// Ends the imitation, after a line for each fault that it was made to have; its journal keeps its
  /// generations, so that a later process can have their files again as it could from the service.
  ///
  /// It goes once nothing is unfinished and it takes noticeable time to read, or much room.
  func close() async {
    await front?.stop()
    await server?.stop()
    for fault in faults.all {
      StandardStream.error.write("fault: \(TerminalText.escaped("\(fault)"))\n")
    }
    guard let journal, let runs = try? await client.runs() else { return }
    if !runs.contains(where: \.state.isUnfinished), Self.isLarge(journal) {
      SandboxServer.removeJournal(at: journal)
    }
  }

  /// Whether a journal is above 4 MB, which are some ten thousand generations, or the uploads beside it
  /// above 100 MB.
  private static func isLarge(_ journal: String) -> Bool {
    let size = SandboxServer.journalSize(at: journal)
    return size.journal > 4_000_000 || size.uploads > 100_000_000
  }
}
