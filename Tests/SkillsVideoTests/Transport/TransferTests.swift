import Testing

@testable import SkillsVideo

@Suite("A transfer")
struct TransferTests {
  private func transfer(_ url: String, _ variables: [String: String] = [:], idle: Duration? = nil)
    throws -> Transfer
  {
    let plan = try TransferPlan(
      HTTPRequest(url: url, purpose: .read, idleTimeout: idle), to: Address(url),
      environment: TransportEnvironment(variables), userAgent: "skv", keepsBearer: true)
    return try #require(Transfer(plan, Exchange(inbox: Inbox())))
  }

  @Test(
    "in plain http goes out to this machine alone, whatever its name led to",
    arguments: [
      ("http://localhost/", "127.0.0.1", true), ("http://localhost/", "::1", true),
      ("http://localhost/", "192.0.2.1", false), ("http://a.localhost/", "2001:db8::1", false),
      ("http://localhost/", "", false), ("https://service.example/", "192.0.2.1", true),
    ])
  func staysHere(url: String, remote: String, mayStart: Bool) throws {
    let transfer = try transfer(url)
    #expect(transfer.mayStart(remote: remote) == mayStart)
    #expect(transfer.isStarted == mayStart)
  }

  @Test(
    "has a name to look up where neither address nor proxy is a number or of this machine",
    arguments: [
      ("https://service.example/", [:], "service.example"), ("https://192.0.2.1/", [:], nil),
      ("https://[2001:db8::1]/", [:], nil), ("http://localhost/", [:], nil),
      ("https://192.0.2.1/", ["https_proxy": "http://proxy.example:80"], "http://proxy.example:80"),
      ("http://localhost/", ["https_proxy": "http://proxy.example:80"], nil),
    ] as [(String, [String: String], String?)])
  func name(url: String, variables: [String: String], expected: String?) throws {
    #expect(try transfer(url, variables).name == expected)
  }

  @Test("counts the server's silence, and not that of a reader with a full mailbox")
  func idle() throws {
    let transfer = try transfer("http://localhost/", idle: .seconds(5))
    let limit: Int64 = 5_000_000_000
    #expect(transfer.idleDeadline(now: 7) == 7 + limit)
    #expect(transfer.mayStart(remote: "::1"))
    let start = try #require(transfer.idleDeadline(now: 7))
    #expect(start > 7 + limit)
    #expect(transfer.idleDeadline(now: start + 100) == start)
    let bytes = [UInt8](repeating: 0, count: Exchange.highWater)
    #expect(bytes.withUnsafeBytes { transfer.takeBody($0) } == bytes.count)
    let later = try #require(transfer.idleDeadline(now: start))
    #expect(later >= start)
    #expect(transfer.idleDeadline(now: later + 100) == later)
    #expect(bytes.withUnsafeBytes { transfer.takeBody($0) } == 0x1000_0001)
    #expect(transfer.idleDeadline(now: later + 100) == later + 100 + limit)
  }

  @Test("without an idle limit waits for ever")
  func noIdle() throws {
    #expect(try transfer("http://localhost/", idle: nil).idleDeadline(now: 7) == nil)
  }
}
