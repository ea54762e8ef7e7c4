import Testing

@testable import SkillsVideo

@Suite("A proxy's address")
struct ProxyAddressTests {
  @Test(
    "is shown without the user, the password and what follows the host",
    arguments: [
      ("http://proxy.example:3128", "http://proxy.example:3128"),
      ("proxy.example:3128", "proxy.example:3128"),
      ("http://me:pass@proxy.example:3128", "http://***@proxy.example:3128"),
      ("me:pass@proxy.example:3128", "***@proxy.example:3128"),
      ("socks5h://me@proxy.example", "socks5h://***@proxy.example"),
      ("http://me:p@ss@proxy.example/path?q=1", "http://***@proxy.example"),
      ("http://me:pa/ss@proxy.example", "http://***@proxy.example"),
      ("http://proxy.example/?token=1#x", "http://proxy.example"), ("", ""), ("@", "***@"),
      ("http://", "http://"),
    ])
  func masked(text: String, shown: String) {
    #expect(ProxyAddress(text).masked == shown)
  }

  @Test("stands in no message, whole or cut off")
  func messages() {
    let proxy = ProxyAddress("foo://me:pass@proxy.example")
    #expect(
      proxy.masked(in: "Unsupported scheme for 'foo://me:pass@proxy.example' here")
        == "Unsupported scheme for 'foo://***@proxy.example' here")
    #expect(
      proxy.masked(in: "Unsupported scheme for 'foo://me:pass@pro")
        == "Unsupported scheme for 'foo://***@proxy.example")
    #expect(proxy.masked(in: "no route") == "no route")
    #expect(ProxyAddress("http://p:1").masked(in: "at http://p:1") == "at http://p:1")
  }

  @Test("with a password that libcurl cannot read is quoted without it")
  func libcurl() async throws {
    let transport = try CurlTransport(
      environment: ["https_proxy": "foo://me:secret-pass@proxy.example"])
    await #expect {
      try await transport.open(HTTPRequest(url: "https://service.example/", purpose: .read))
    } throws: { error in
      let text = String(describing: error)
      return text.contains("***@proxy.example") && !text.contains("secret-pass")
    }
  }
}
