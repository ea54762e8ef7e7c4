import Testing

@testable import SkillsVideo

@Suite("The transport's environment", .timeLimit(.minutes(1)))
struct TransportEnvironmentTests {
  private func environment(
    _ variables: [String: String], hasHashes: Bool = true
  ) -> TransportEnvironment {
    TransportEnvironment(variables, hashedFolder: { _ in hasHashes })
  }

  @Test("with proxies at a dead port still reaches this machine")
  func loopbackNeedsNoProxy() async throws {
    let dead = "http://127.0.0.1:\(try ScriptedServer.deadPort())"
    let names = [
      "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
    ]
    let transport = try CurlTransport(
      environment: Dictionary(uniqueKeysWithValues: names.map { ($0, dead) }))
    let server = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer("200 OK", "here") }
    }
    let response = try await transport.open(
      HTTPRequest(url: "http://localhost:\(server.port)/", purpose: .read))
    #expect(response.status == 200)
  }

  @Test(
    "gives the proxy by the usual variables, an empty one counting as none",
    arguments: [
      ([:], nil), (["https_proxy": "a", "HTTPS_PROXY": "b"], "a"),
      (["https_proxy": "", "HTTPS_PROXY": "b", "all_proxy": "c"], "b"), (["all_proxy": "c"], "c"),
      (["ALL_PROXY": "d"], "d"), (["http_proxy": "e"], nil),
    ] as [([String: String], String?)])
  func proxy(variables: [String: String], expected: String?) throws {
    let address = try Address("https://service.example/")
    #expect(environment(variables).proxy(for: address)?.address == expected)
  }

  @Test("hands the exceptions on, and makes loopback one always")
  func exceptions() throws {
    let environment = environment(["all_proxy": "p", "NO_PROXY": "a.example,b.example"])
    let outside = try #require(environment.proxy(for: Address("https://service.example/")))
    #expect(outside.exceptions == "a.example,b.example")
    for host in ["127.0.0.1", "127.9.9.9", "localhost", "x.localhost", "[::1]"] {
      #expect(try environment.proxy(for: Address("https://\(host)/")) == nil)
    }
  }

  @Test(
    "trusts what the variables name, else the hashed folder alone, else libcurl's own",
    arguments: [
      (["CURL_CA_BUNDLE": "a", "SSL_CERT_FILE": "b"], true, .init(file: "a")),
      (["SSL_CERT_FILE": "b", "SSL_CERT_DIR": "c"], true, .init(file: "b", folder: "c")),
      (["SSL_CERT_DIR": "c"], false, .init(folder: "c")),
      (["SSL_CERT_FILE": ""], true, .init(folder: "/etc/ssl/certs")), ([:], false, nil),
    ] as [([String: String], Bool, TransportEnvironment.Trust?)])
  func trust(
    variables: [String: String], hasHashes: Bool, expected: TransportEnvironment.Trust?
  ) {
    #expect(environment(variables, hasHashes: hasHashes).trust == expected)
  }

  @Test("finds no hashes in a folder without any, or in none")
  func hashes() {
    #expect(!TransportEnvironment.isHashedFolder("/proc/self"))
    #expect(!TransportEnvironment.isHashedFolder("/nowhere/at/all"))
  }
}
