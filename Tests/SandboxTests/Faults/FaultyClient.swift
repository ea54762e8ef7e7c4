import LosslessJSON
import Testing

@testable import Sandbox

/// A client before a fault proxy before a sandbox of its own.
struct FaultyClient: Sendable {
  /// Asks the proxy.
  let client: RawClient
  /// Asks the server, past the proxy.
  let direct: RawClient
  let log: FaultLog
  let faults: AsyncStream<InjectedFault>

  /// How many submits the server has accepted.
  func accepted() async throws -> Int {
    try await direct.get("//sandbox/submissions").json().array?.count ?? -1
  }

  /// A generation that the server has made, past the proxy.
  func generation() async throws -> String {
    try #require(
      try await direct.post("/generation/acme/film", ["prompt": "x"]).json()["id"]?.string)
  }

  /// Sends one request on a connection of its own and reads to the connection's end.
  func talk(
    _ method: String, _ path: String, body: String = ""
  ) async throws -> (bytes: [UInt8], isReset: Bool) {
    let connection = try RawConnection(port: client.port)
    defer { connection.close() }
    await connection.send(client.request(method, path, body: Array(body.utf8)))
    return await connection.receiveToEnd()
  }

  /// Submits for an event stream.
  func stream() async throws -> (bytes: [UInt8], isReset: Bool) {
    try await talk("POST", "/generation/sse/acme/film", body: #"{"prompt":"x"}"#)
  }

  /// Waits for the next fault.
  func fault() async -> InjectedFault? {
    for await fault in faults { return fault }
    return nil
  }
}

/// Runs `body` against a sandbox behind a proxy with faults.
func withFaults(
  _ plan: String, seed: UInt64 = 1, options: SandboxOptions = SandboxOptions(),
  clock: SandboxClock = .system,
  _ body: (FaultyClient) async throws -> Void
) async throws {
  let server = try SandboxServer(
    contract: TestContract.document, navigation: TestContract.navigation, options: options)
  let base = try await server.start()
  let log = FaultLog()
  let (faults, continuation) = AsyncStream.makeStream(of: InjectedFault.self)
  let proxy = try FaultProxy(
    FaultProxy.Settings(
      server: base, plan: plan.isEmpty ? FaultPlan() : try FaultPlan.parse(plan), seed: seed,
      clock: clock)
  ) { fault in
    log.add(fault)
    continuation.yield(fault)
  }
  let client = FaultyClient(
    client: try RawClient(base: proxy.baseURL), direct: try RawClient(base: base), log: log,
    faults: faults)
  do {
    try await body(client)
  } catch {
    await proxy.stop()
    await server.stop()
    throw error
  }
  await proxy.stop()
  await server.stop()
}
