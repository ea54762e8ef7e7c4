import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A key that the service quotes")
struct ClientRedactionTests {
  /// All that a world has told or written, the ledger's files with it.
  private static func expectNoKey(_ world: World, _ outcome: Outcome) throws {
    var texts = world.events.all.map { String(describing: $0) }
    texts += world.events.all.compactMap { $0.json?.printed() }
    texts.append(String(describing: outcome))
    for name in world.folder.names(in: "state/skv") {
      let file = try PosixFileAccess().open(world.folder["state/skv/" + name], for: .reading)
      texts.append(String(decoding: try file.read(at: 0, count: 1 << 24), as: UTF8.self))
    }
    #expect(!texts.contains { $0.contains(World.key) })
    #expect(texts.contains { $0.contains("***") })
  }

  /// The key with its first dash written as JSON may write any character.
  private static let escaped = "sk\\u002dnever-to-be-seen-42"

  @Test("in a refusal is told nowhere", arguments: [World.key, escaped])
  func refusal(quoted: String) async throws {
    let body = #"{"code":"X","message":"bad key Bearer \#(quoted)","\#(quoted)":1}"#
    try await World.run(submits: [.answer(401, body)]) { world in
      let outcome = try await world.generate()
      guard case .refused(let record, let error) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(error.message == "bad key Bearer ***")
      #expect(record.errorMessage == "bad key Bearer ***")
      try Self.expectNoKey(world, outcome)
    }
  }

  @Test("in a page of HTML is told nowhere")
  func page() async throws {
    try await World.run(submits: [.answer(502, "upstream \(World.key) gone")]) { world in
      let outcome = try await world.generate()
      #expect(outcome.exitCode == 32)
      try Self.expectNoKey(world, outcome)
    }
  }

  @Test("in an event of the stream is told nowhere", arguments: [World.key, escaped])
  func frame(quoted: String) async throws {
    let state = #"{"id":"gen-1","status":"IN_QUEUE","note":"for \#(quoted)"}"#
    try await World.run(
      submits: [
        .stream([
          .frame(state, name: World.key), .frame("hello \(World.key)"), .frame(Answers.completed),
        ])
      ]
    ) { world in
      let outcome = try await world.generate()
      _ = try outcome.saved()
      try Self.expectNoKey(world, outcome)
    }
  }

  @Test("in a failed state is told nowhere", arguments: [World.key, escaped])
  func failedState(quoted: String) async throws {
    let state =
      #"{"id":"gen-1","status":"FAILED","data":{"k":"\#(quoted)"},"message":"\#(quoted)!"}"#
    try await World.run(
      submits: [.answer(200, Answers.accepted)], polls: [.answer(200, state)]
    ) { world in
      let outcome = try await world.generate(world.request(stream: false))
      guard case .failed(let record) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(record.errorMessage == "***!")
      try Self.expectNoKey(world, outcome)
    }
  }

  @Test("in the transport's words is told nowhere", arguments: [true, false])
  func transport(wasSent: Bool) async throws {
    let words = "cannot write Authorization: Bearer \(World.key)"
    try await World.run { world in
      var surroundings = Client.Surroundings()
      surroundings.time = world.time
      surroundings.executor = world.tasks
      let client = Client(
        configuration: try Configuration(
          baseURL: "https://service.example/api/v1", key: Secret(World.key),
          ledgerPath: world.ledgerPath),
        transport: FailingTransport(error: TransportError(.system, wasSent: wasSent, words)),
        ledger: try await world.ledger(), surroundings: surroundings)
      let outcome = await client.generate(world.request()) { world.events.hear($0) }
      try Self.expectNoKey(world, outcome)
      await #expect {
        try await client.credits()
      } throws: {
        !String(describing: $0).contains(World.key)
      }
    }
  }
}

/// A transport that answers nothing.
private struct FailingTransport: Transport {
  var error: TransportError

  func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse { throw error }
}
