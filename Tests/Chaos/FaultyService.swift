import Contracts
import LosslessJSON
import Sandbox

/// A sandbox of one pace with a front that spoils what passes.
struct FaultyService: Sendable {
  let server: SandboxServer
  private let front: FaultProxy

  /// The base URL through the front.
  var address: String { front.baseURL }

  init(pace: Pace, seed: UInt64) async throws {
    let documents = BuiltInDocuments()
    var options = SandboxOptions()
    options.pace = pace
    options.credits = 1_000_000_000
    server = try SandboxServer(
      contract: try JSON(parsing: documents.openapi),
      navigation: try JSON(parsing: documents.docs), options: options)
    front = try FaultProxy(
      FaultProxy.Settings(
        server: try await server.start(), plan: try FaultPlan.parse(FaultMix.plan), seed: seed))
  }

  func close() async {
    await front.stop()
    await server.stop()
  }
}
