import Sandbox
import Testing

@testable import SkillsVideo

@Suite("A run over TLS", .serialized, .timeLimit(.minutes(1)))
struct SecureServiceTests {
  /// A certificate for `name`, and the environment of a client that trusts it.
  private func trusted(
    _ name: String, in folder: ScratchFolder
  ) throws -> (TLSIdentity, [String: String]) {
    let identity = try TLSIdentity.selfSigned(for: name)
    try folder.write(identity.certificate, to: "authority.pem")
    return (identity, ["CURL_CA_BUNDLE": folder["authority.pem"]])
  }

  @Test(
    "is saved, the file over TLS too",
    arguments: [("DNS:localhost", "localhost"), ("IP:127.0.0.1", "127.0.0.1")])
  func saved(_ name: String, _ host: String) async throws {
    let folder = ScratchFolder()
    let (identity, environment) = try trusted(name, in: folder)
    try await FaultyService.run("", identity: identity, environment: environment, host: host) {
      faulty async throws in
      let record = try await faulty.generate().saved()
      #expect(record.files.first?.url.hasPrefix("https://\(host):") == true)
      #expect(record.files.map(\.sha256) == [try await faulty.servedDigest()])
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test(
    "with a certificate for another host, or of an authority that nobody knows, sends nothing",
    arguments: [true, false])
  func untrusted(_ isKnown: Bool) async throws {
    let folder = ScratchFolder()
    let (wrong, environment) = try trusted("DNS:elsewhere.example", in: folder)
    let identity = isKnown ? wrong : try TLSIdentity.selfSigned(for: "DNS:localhost")
    try await FaultyService.run("", identity: identity, environment: environment) {
      faulty async throws in
      let outcome = await faulty.generate { $0.retry = 1 }
      guard case .notSent(let error) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(error.code == .notReached)
      #expect(try await faulty.accepted() == 0)
      #expect(try await faulty.client.runs().first?.state == .planned)
    }
  }

  @Test("that is reset in the handshake is sent again, since nothing had left")
  func handshake() async throws {
    let folder = ScratchFolder()
    let (identity, environment) = try trusted("DNS:localhost", in: folder)
    try await FaultyService.run(
      "connection 1 reset; connection 2 close", identity: identity, environment: environment
    ) { faulty async throws in
      _ = try await faulty.generate().saved()
      #expect(faulty.log.all.map(\.target) == ["connection", "connection"])
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test(
    "meets the faults of requests too",
    arguments: [
      ("stream 1 reset", false), ("stream 1 close", false), ("stream 1 drop", false),
      ("stream 1 cut line frames=1", true), ("stream 1 cut line frames=1 ending=reset", true),
      ("stream 1 dribble 50 every=1ms", true), ("stream 1 long-line frames=1", true),
      ("media 1 truncate", true), ("media 1 reset after=900", true),
    ])
  func faults(_ plan: String, _ isSaved: Bool) async throws {
    let folder = ScratchFolder()
    let (identity, environment) = try trusted("DNS:localhost", in: folder)
    try await FaultyService.run(plan, identity: identity, environment: environment) {
      faulty async throws in
      let outcome = await faulty.generate()
      switch outcome {
      case .saved: #expect(isSaved)
      case .inDoubt: #expect(!isSaved)
      default: Issue.record("\(outcome)")
      }
      #expect(try await faulty.accepted() == (plan.contains("drop") ? 0 : 1))
      #expect(faulty.log.all.count == 1)
    }
  }

  @Test("a certificate and a key that do not belong together are refused")
  func mismatch() throws {
    let one = try TLSIdentity.selfSigned(for: "DNS:localhost")
    let other = try TLSIdentity.selfSigned(for: "DNS:localhost")
    for identity in [
      TLSIdentity(certificate: one.certificate, key: other.key),
      TLSIdentity(certificate: "no PEM", key: one.key),
      TLSIdentity(certificate: one.certificate, key: ""),
    ] {
      #expect {
        try FaultProxy(.init(server: "http://127.0.0.1:1/api/v1", identity: identity))
      } throws: {
        ($0 as? SandboxError)?.code == .badCertificate
      }
    }
    #expect(throws: SandboxError.self) { try TLSIdentity.selfSigned(for: "nonsense") }
  }
}
