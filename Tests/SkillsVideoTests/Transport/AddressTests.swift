import Testing

@testable import SkillsVideo

@Suite("An address")
struct AddressTests {
  @Test(
    "is this machine or not",
    arguments: [
      ("http://127.0.0.1/", true), ("http://127.255.0.3:8080/", true), ("http://localhost/", true),
      ("http://LOCALHOST/", true), ("http://a.localhost/", true), ("http://[::1]/", true),
      ("http://0x7f.1/", true), ("http://2130706433/", true), ("http://[::ffff:127.0.0.1]/", true),
      ("http://128.0.0.1/", false), ("http://localhost.example/", false),
      ("http://10.0.0.1/", false),
      ("http://127.0.0.1.example/", false), ("http://[::2]/", false), ("http://0.0.0.0/", false),
      ("http://notlocalhost/", false), ("http://[::]/", false),
    ])
  func loopback(text: String, isLoopback: Bool) throws {
    let address = try Address(text)
    #expect(address.isLoopback == isLoopback)
    #expect(address.isSecure == isLoopback)
  }

  @Test("reads the host that libcurl will ask, not what it looks like")
  func hostIsLibcurls() throws {
    #expect(try Address("https://service.example#@127.0.0.1/").host == "service.example")
    #expect(try Address("https://service.example/@127.0.0.1/").host == "service.example")
    #expect(throws: TransportError.self) { try Address("https://127.0.0.1@service.example/") }
  }

  @Test(
    "encodes what may not stand in one",
    arguments: [
      ("https://a.example/x y", "https://a.example/x%20y"),
      ("https://a.example/ü", "https://a.example/%c3%bc"),
      ("https://a.example/a%20b?c=%2F", "https://a.example/a%20b?c=%2F"),
      ("https://a.example", "https://a.example/"),
    ])
  func encodes(text: String, expected: String) throws {
    #expect(try Address(text).text == expected)
  }

  @Test("is of one origin with another if scheme, host and port agree")
  func origin() throws {
    let address = try Address("https://a.example/x")
    #expect(try address.hasSameOrigin(as: Address("https://A.example:443/y")))
    for other in ["https://a.example:8443/", "https://b.a.example/", "http://127.0.0.1:443/"] {
      #expect(try !address.hasSameOrigin(as: Address(other)))
    }
  }

  @Test("shows no query when it is refused")
  func hidesQuery() throws {
    let error = #expect(throws: TransportError.self) { try Address("nothing/x?signature=hunter2") }
    #expect(error?.message.contains("hunter2") == false)
  }
}
