import Contracts
import LosslessJSON
import Sandbox
import Testing

@testable import SkillsVideo

/// A client with the real transport, and an imitated service behind a proxy with faults.
struct FaultyService: Sendable {
  let client: Client
  /// A client of the same ledger that comes past the proxy, as a later program would.
  let later: Client
  let heard: EventLog
  let log: FaultLog
  let folder: ScratchFolder
  private let address: String

  static let model = "kling-ai/kling-v2.6"

  func request(stream: Bool = true, _ change: (inout FollowSettings) -> Void = { _ in })
    -> GenerationRequest
  {
    // On the clock of `FastTime` these are a fortieth.
    var settings = FollowSettings(timeout: .seconds(400), pollTimeout: .seconds(3))
    change(&settings)
    return GenerationRequest(
      model: Self.model, body: ["prompt": "a red fox"], useStream: stream, label: "fox",
      destination: Destination(folder: folder["out"], pieces: [.text("fox."), .late(.ext)]),
      settings: settings)
  }

  /// The contract and the navigation, read once.
  private static let documents = Result {
    let documents = Catalogue.builtInDocuments
    return (try JSON(parsing: documents.openapi), try JSON(parsing: documents.docs))
  }

  /// Generates once.
  func generate(
    stream: Bool = true, _ change: (inout FollowSettings) -> Void = { _ in }
  ) async -> Outcome {
    await client.generate(request(stream: stream, change)) { heard.hear($0) }
  }

  /// How many submits the service has accepted.
  func accepted() async throws -> Int {
    try await submissions().count
  }

  /// What the service has accepted.
  func submissions() async throws -> [JSON] {
    let transport = try CurlTransport(environment: [:])
    let url = address + "/sandbox/submissions"
    let response = try await transport.open(HTTPRequest(url: url, purpose: .read))
    return try JSON(parsing: await response.body.collected(upTo: 1 << 20)).array ?? []
  }

  /// The SHA-256 of the file that the service has for its only generation.
  func servedDigest() async throws -> String {
    let id = try #require(try await submissions().first?["id"]?.string)
    let transport = try CurlTransport(environment: [:])
    let response = try await transport.open(
      HTTPRequest(url: address + "/media/\(id)/1.mp4", purpose: .media))
    return SHA256Digest(of: try await response.body.collected(upTo: 1 << 24)).hex
  }

  /// Runs a test; `secured` gives the proxy TLS and the client an address of it.
  static func run(
    _ plan: String, pace: Pace = .immediate, identity: TLSIdentity? = nil,
    environment: [String: String] = [:], host: String = "localhost",
    _ body: (FaultyService) async throws -> Void
  ) async throws {
    let (contract, navigation) = try documents.get()
    let server = try SandboxServer(
      contract: contract, navigation: navigation, options: SandboxOptions(pace: pace))
    let address = try await server.start()
    let log = FaultLog()
    let proxy = try FaultProxy(
      .init(
        server: address, plan: plan.isEmpty ? FaultPlan() : try FaultPlan.parse(plan), seed: 1,
        identity: identity), report: log.add)
    let folder = ScratchFolder()
    let ledger = try await Ledger.open(path: folder["ledger.sqlite"])
    func client(_ base: String) throws -> Client {
      var surroundings = Client.Surroundings()
      surroundings.time = FastTime()
      surroundings.random = { 0 }
      var configuration = try Configuration(
        baseURL: base, key: Secret(World.key), ledgerPath: folder["ledger.sqlite"])
      configuration.serviceName = "faulty"
      return Client(
        configuration: configuration, transport: try CurlTransport(environment: environment),
        ledger: ledger, surroundings: surroundings)
    }
    let base = (identity == nil ? nil : proxy.secureBaseURL(host: host)) ?? proxy.baseURL
    let faulty = FaultyService(
      client: try client(base), later: try client(address), heard: EventLog(), log: log,
      folder: folder, address: String(address.dropLast("/api/v1".count)))
    do {
      try await body(faulty)
    } catch {
      await proxy.stop()
      await server.stop()
      throw error
    }
    await proxy.stop()
    await server.stop()
  }
}

/// The machine's clock, forty times as fast: pauses and deadlines of the engine pass quickly.
struct FastTime: TimeSource {
  private static let factor = 40
  private let system = SystemTime()

  var now: Duration { system.now * Self.factor }

  func sleep(until moment: Duration) async throws {
    try await system.sleep(until: moment / Self.factor)
  }
}
