import FlyingFox
import FlyingSocks
import Glibc
package import LosslessJSON

/// A loopback server that imitates the service as its pages describe it.
///
/// It listens on 127.0.0.1 only. Media, uploads, `/sandbox/health` and `/sandbox/submissions` need
/// no key.
package actor SandboxServer {
  private let port: UInt16
  let routes: Routes
  private var running: (server: HTTPServer, task: Task<Void, Never>)?

  /// Reads the contract and takes up the journal.
  ///
  /// - Parameters:
  ///   - contract: The service's OpenAPI document, which bodies are checked against.
  ///   - navigation: Its groups `Videos` and `Images`, which say what a model makes.
  /// - Throws: `SandboxError` with `badContract`, `badCredits` or `badJournal`.
  package init(
    contract: JSON, navigation: JSON, options: SandboxOptions = SandboxOptions()
  ) throws(SandboxError) {
    try self.init(contracts: [contract], navigation: navigation, options: options)
  }

  /// Reads a contract of several documents and takes up the journal.
  ///
  /// - Parameters:
  ///   - contracts: OpenAPI documents, each laid over those before it: one of a single model
  ///     replaces or adds that model, one of several replaces all.
  ///   - navigation: The groups `Videos` and `Images`, which say what a model makes.
  /// - Throws: `SandboxError` with `badContract`, `badCredits` or `badJournal`.
  package init(
    contracts: [JSON], navigation: JSON, options: SandboxOptions = SandboxOptions()
  ) throws(SandboxError) {
    let endpoints = try Endpoints(contracts: contracts, navigation: navigation)
    port = options.port
    routes = Routes(
      options: options, endpoints: endpoints,
      generations: try Generations(options: options, endpoints: endpoints))
  }

  /// Begins to listen and gives the base URL, `http://127.0.0.1:PORT/api/v1`.
  ///
  /// A server that is running already is stopped first.
  ///
  /// - Throws: `SandboxError.cannotListen`, for example where the port is taken.
  package func start() async throws -> String {
    await stop()
    DescriptorLimit.raise()
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 60,
      pool: PromptPool(base: HTTPServer.defaultPool()), logger: .disabled,
      handler: ServerRoutes(routes: routes))
    let (outcomes, outcome) = AsyncStream.makeStream(of: SandboxError?.self)
    let task = Task {
      do {
        try await server.run()
      } catch {
        outcome.yield(
          SandboxError(.cannotListen, "cannot listen on 127.0.0.1:\(self.port): \(error)"))
      }
    }
    let waiting = Task {
      do {
        try await server.waitUntilListening(timeout: 30)
        outcome.yield(nil)
      } catch {
        outcome.yield(SandboxError(.cannotListen, "cannot listen on 127.0.0.1:\(self.port)"))
      }
    }
    var first = outcomes.makeAsyncIterator()
    let outcomeOfStart = await first.next()
    let failure = outcomeOfStart ?? nil
    waiting.cancel()
    if let failure {
      task.cancel()
      throw failure
    }
    guard case .ip4(_, let bound)? = await server.listeningAddress else {
      task.cancel()
      throw SandboxError(.cannotListen, "cannot listen on 127.0.0.1:\(port)")
    }
    running = (server, task)
    return "http://127.0.0.1:\(bound)/api/v1"
  }

  /// Removes a journal and the uploads that it names; what is not there is no error.
  ///
  /// - Parameter path: As in `SandboxOptions.journal`. No sandbox may be using it.
  package static func removeJournal(at path: String) {
    // The journal first: cut off in between, this leaves files that no journal names.
    unlink(path)
    UploadFolder(journal: path).remove()
  }

  /// How long a journal and the uploads beside it are, in bytes; 0 for what is not there.
  package static func journalSize(at path: String) -> (journal: Int, uploads: Int) {
    var state = stat()
    let journal = stat(path, &state) == 0 ? Int(state.st_size) : 0
    return (journal, UploadFolder(journal: path).bytes)
  }

  /// Stops listening and cuts every connection; generations stay, for `start` to take up.
  package func stop() async {
    guard let (server, task) = running else { return }
    running = nil
    await server.stop(timeout: 0)
    task.cancel()
    await task.value
  }
}
