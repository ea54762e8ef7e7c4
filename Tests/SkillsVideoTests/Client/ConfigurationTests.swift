import Testing

@testable import SkillsVideo

@Suite("A configuration")
struct ConfigurationTests {
  @Test("of an ordinary environment is the service with the ledger below the home folder")
  func ordinary() throws {
    let configuration = try Configuration(environment: [
      "HOME": "/home/me", "SKILLS_VIDEO_API_KEY": "  sk-1 \n", "https_proxy": "http://p:1",
    ])
    #expect(configuration.baseURL == "https://open.skills.video/api/v1")
    #expect(configuration.key == Secret("sk-1"))
    #expect(configuration.ledgerPath == "/home/me/.local/state/skv/ledger.sqlite")
    #expect(configuration.environment == ["HOME": "/home/me", "https_proxy": "http://p:1"])
  }

  @Test(
    "keeps an imitation's runs in a ledger of their own",
    arguments: [
      "http://127.0.0.1:8080/api/v1", "http://localhost:1/", "http://[::1]:9/x",
      "https://127.9.9.9",
    ])
  func loopback(url: String) throws {
    let configuration = try Configuration(environment: [
      "XDG_STATE_HOME": "/state", "HOME": "/home/me", "SKILLS_VIDEO_BASE_URL": url,
    ])
    #expect(configuration.ledgerPath == "/state/skv/sandbox.sqlite")
    #expect(!configuration.baseURL.hasSuffix("/"))
  }

  @Test("drops trailing slashes and white space of the address")
  func slashes() throws {
    let configuration = try Configuration(environment: [
      "HOME": "/h", "SKILLS_VIDEO_BASE_URL": " https://other.example/api// \n",
    ])
    #expect(configuration.baseURL == "https://other.example/api")
    #expect(configuration.ledgerPath.hasSuffix("ledger.sqlite"))
  }

  @Test(
    "refuses an address that is not safe or not one",
    arguments: [
      "http://other.example/api", "ftp://127.0.0.1/", "other.example", "https://",
      "http://127.0.0.1.evil.example",
      "https://me:pw@other.example", "https://other.example/?x=1", "https://other.example/#x",
      "/api",
      "https://other.example/a b\u{7}",
    ])
  func unsafe(url: String) {
    #expect {
      try Configuration(environment: ["HOME": "/h", "SKILLS_VIDEO_BASE_URL": url])
    } throws: { error in
      guard let error = error as? EngineError else { return false }
      return error.code == .invalidConfiguration && !error.message.contains("pw")
    }
  }

  @Test("refuses an address that holds the key, and does not show it")
  func keyInAddress() {
    #expect {
      try Configuration(environment: [
        "HOME": "/h", "SKILLS_VIDEO_BASE_URL": "https://other.example/sk-1234567",
        "SKILLS_VIDEO_API_KEY": "sk-1234567",
      ])
    } throws: { error in
      guard let error = error as? EngineError else { return false }
      return error.code == .invalidConfiguration && !"\(error)".contains("sk-1234567")
    }
  }

  @Test("without a key says where to get one and how to set it", arguments: [nil, "", "  \n"])
  func missingKey(key: String?) throws {
    var environment = ["HOME": "/h"]
    environment["SKILLS_VIDEO_API_KEY"] = key
    let configuration = try Configuration(environment: environment)
    #expect {
      try configuration.requiredKey()
    } throws: { error in
      guard let error = error as? EngineError else { return false }
      return error.code == .missingAPIKey && error.exitCode == 1
        && error.message.contains("https://skills.video/dashboard/developer")
        && error.message.contains("export SKILLS_VIDEO_API_KEY=")
    }
  }

  @Test(
    "refuses a key that cannot stand in a header field",
    arguments: ["sk-1\nsk-2", "sk\u{0}", "sk-\u{7F}x", "sk-ü", "sk-1\u{A0}2"])
  func unsendableKey(key: String) {
    #expect {
      try Configuration(environment: ["HOME": "/h", "SKILLS_VIDEO_API_KEY": key])
    } throws: { error in
      guard let error = error as? EngineError else { return false }
      return error.code == .invalidConfiguration && error.exitCode == 1
        && error.message.contains("SKILLS_VIDEO_API_KEY") && !error.message.contains("sk-")
    }
  }

  @Test(
    "needs a place for the ledger", arguments: [[:], ["HOME": "here"], ["XDG_STATE_HOME": "rel"]])
  func noHome(environment: [String: String]) {
    #expect(throws: EngineError.self) { try Configuration(environment: environment) }
  }

  @Test("an empty or relative XDG_STATE_HOME counts as none", arguments: ["", "relative/path"])
  func badStateHome(value: String) throws {
    let configuration = try Configuration(environment: ["HOME": "/h", "XDG_STATE_HOME": value])
    #expect(configuration.ledgerPath.hasPrefix("/h/.local/state/"))
  }

  @Test(
    "the cache is skv below XDG_CACHE_HOME, else below ~/.cache",
    arguments: [
      (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/skv"), (["HOME": "/h"], "/h/.cache/skv"),
      (["XDG_CACHE_HOME": "rel", "HOME": "/h"], "/h/.cache/skv"),
      (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/skv"), (["HOME": "rel"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func cache(environment: [String: String], folder: String?) {
    #expect((try? Configuration.cacheFolder(environment: environment)) == folder)
  }

  @Test("never shows the key")
  func silence() throws {
    let configuration = try Configuration(environment: [
      "HOME": "/h", "SKILLS_VIDEO_API_KEY": "sk-hidden",
    ])
    var text = String(describing: configuration) + String(reflecting: configuration)
    dump(configuration, to: &text)
    #expect(!text.contains("sk-hidden"))
  }
}
