import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A question that sees how far it gets")
struct ServiceProbeTests {
  /// A clock on which nothing is ever over, or everything at once.
  private struct Clock: TimeSource {
    let isOver: Bool
    var now: Duration { .zero }

    func sleep(until moment: Duration) async throws {
      if isOver { return }
      for await _ in AsyncStream<Never>.makeStream().stream {}
      throw CancellationError()
    }
  }

  /// Answers one way, and keeps what it was asked.
  private final class OneAnswer: Transport {
    private let play: @Sendable () async throws(TransportError) -> HTTPResponse
    private let asked = Mutex<HTTPRequest?>(nil)

    init(_ play: @escaping @Sendable () async throws(TransportError) -> HTTPResponse) {
      self.play = play
    }

    var request: HTTPRequest? { asked.withLock { $0 } }

    func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      asked.withLock { $0 = request }
      return try await play()
    }
  }

  private func sighting(_ transport: OneAnswer, key: String? = World.key, isOver: Bool = false)
    async throws -> ServiceSighting
  {
    let configuration = try Configuration(
      baseURL: "https://service.example/api/v1", key: key.flatMap { Secret($0) }, ledgerPath: "/l")
    return await ServiceProbe(
      configuration, transport: transport, time: Clock(isOver: isOver),
      wallClock: { 784_111_777_000 + 90_000 }
    ).sighting(within: .seconds(8))
  }

  @Test(
    "compares the clocks where the answer tells a time of its own",
    arguments: [
      ([HTTPField("Date", "Sun, 06 Nov 1994 08:49:37 GMT")], 90),
      ([HTTPField("Date", "Sun, 06 Nov 1994 08:51:17 GMT")], -10),
      ([HTTPField("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), HTTPField("Age", "3")], nil),
      ([HTTPField("Date", "today")], nil), ([], nil),
    ] as [([HTTPField], Int64?)])
  func clock(fields: [HTTPField], lead: Int64?) async throws {
    let transport = OneAnswer {
      HTTPResponse(status: 200, headers: HTTPHeaders(fields), body: HTTPBody(text: "7"))
    }
    let sighting = try await sighting(transport)
    #expect(sighting.clockLead == lead)
    guard case .answered(let answer) = sighting.outcome else { return #expect(Bool(false)) }
    #expect(answer.json == 7)
    #expect(transport.request?.bearer == Secret(World.key))
  }

  @Test("asks without a key too, and sends none then")
  func noKey() async throws {
    let transport = OneAnswer { HTTPResponse(status: 401) }
    let sighting = try await sighting(transport, key: nil)
    guard case .answered(let answer) = sighting.outcome else { return #expect(Bool(false)) }
    #expect(answer.status == 401)
    #expect(transport.request?.bearer == nil)
    #expect(transport.request?.url == "https://service.example/api/v1/credits")
  }

  @Test("says why no answer came, without the key")
  func failed() async throws {
    let transport = OneAnswer { () async throws(TransportError) in
      throw TransportError(.tls, wasSent: false, "no trust in \(World.key)")
    }
    guard case .failed(let error) = try await sighting(transport).outcome else {
      return #expect(Bool(false))
    }
    #expect(error.code == .tls)
    #expect(error.message == "no trust in ***")
  }

  @Test("is given up when its time is over, even where nothing heeds that")
  func silent() async throws {
    let (stream, _) = AsyncStream<Never>.makeStream()
    let transport = OneAnswer {
      // A task of its own does not hear of the cancellation.
      await Task { for await _ in stream {} }.value
      return HTTPResponse(status: 200)
    }
    #expect(try await sighting(transport, isOver: true).outcome == .silent)
  }

  @Test(
    "knows where the service is",
    arguments: [
      ("https://Service.example:8443/a", ServiceHost("service.example", false, true)),
      ("http://127.0.0.1:1/a", ServiceHost("127.0.0.1", true, false)),
      ("https://localhost", ServiceHost("localhost", true, true)),
    ])
  func host(url: String, host: ServiceHost) throws {
    #expect(try Configuration(baseURL: url, key: nil, ledgerPath: "/l").host == host)
  }
}

extension ServiceHost {
  fileprivate init(_ name: String, _ isThisMachine: Bool, _ usesTLS: Bool) {
    self.init(name: name, isThisMachine: isThisMachine, usesTLS: usesTLS)
  }
}
