import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor looks at proxies and certificates")
struct TransportCheckTests {
  private static let proxied = [
    "https_proxy": "http://me:secret@proxy.example:3128", "NO_PROXY": "a.example",
  ]

  private func proxy(_ variables: [String: String], _ contact: ServiceContact) -> CheckResult? {
    ProxyCheck(transport: TransportEnvironment(variables), contact: contact).examine()
  }

  @Test("a proxy is told with its variable and without its password")
  func shown() {
    let result = proxy(Self.proxied, .answered(200))
    #expect(
      result == .ok("http://***@proxy.example:3128 by https_proxy; none for a.example by NO_PROXY"))
    #expect(proxy([:], .answered(200)) == .ok("none is set"))
    #expect(proxy(["ALL_PROXY": "p:1"], .answered(200)) == .ok("p:1 by ALL_PROXY"))
  }

  @Test("a proxy is not used for this machine")
  func loopback() {
    let result = proxy(Self.proxied, .failed(.proxy, at: ServiceContact.here))
    #expect(result?.state == .ok)
    #expect(result?.found.hasSuffix("not used for this machine") == true)
  }

  @Test("a proxy that refuses is a problem")
  func refusing() {
    let result = proxy(Self.proxied, .failed(.proxy, "CONNECT tunnel failed, response 407"))
    #expect(result?.state == .problem)
    #expect(result?.found.contains("407") == true)
    #expect(result?.found.contains("secret") == false)
    #expect(result?.advice?.contains("https_proxy") == true)
  }

  private func certificates(
    _ variables: [String: String], _ contact: ServiceContact, readable: Set<String> = ["/c/all.pem"]
  ) -> CheckResult? {
    CertificateCheck(
      transport: TransportEnvironment(variables, hashedFolder: { _ in false }),
      curl: .loaded, contact: contact, isReadable: { readable.contains($0) }
    ).examine()
  }

  @Test("the place of the certificates is told with its variable")
  func places() {
    let result = certificates(["CURL_CA_BUNDLE": "/c/all.pem"], .answered(200))
    #expect(result == .ok("the service is trusted; file /c/all.pem by CURL_CA_BUNDLE"))
    let usual = CertificateCheck(
      transport: TransportEnvironment([:], hashedFolder: { _ in true }), curl: .loaded,
      contact: .answered(200)
    ).examine()
    #expect(usual == .ok("the service is trusted; folder /etc/ssl/certs"))
  }

  @Test("a place that cannot be read is a problem, and a note for this machine")
  func unreadable() {
    let variables = ["SSL_CERT_FILE": "/c/gone.pem"]
    let result = certificates(variables, .failed(.connect))
    #expect(result?.state == .problem)
    #expect(result?.found == "/c/gone.pem by SSL_CERT_FILE cannot be read")
    #expect(certificates(variables, .answered(200, at: ServiceContact.here))?.state == .note)
    #expect(certificates(["SSL_CERT_DIR": "/c"], .failed(.connect))?.state == .problem)
  }

  @Test("no trust is told apart from no network")
  func trust() {
    let result = certificates([:], .failed(.tls, "certificate has expired"))
    #expect(result?.state == .problem)
    #expect(result?.found.contains("open.skills.video is not trusted: certificate has exp") == true)
    #expect(result?.advice?.contains("clock") == true)
    let named = certificates(["CURL_CA_BUNDLE": "/c/gone.pem"], .failed(.tls))
    #expect(named?.advice == "check CURL_CA_BUNDLE")
    #expect(certificates([:], .failed(.resolve))?.found.hasPrefix("not tried; ") == true)
    #expect(
      certificates([:], .answered(200, at: ServiceContact.here))?.found
        .hasPrefix("not needed for this machine; ") == true)
  }
}
