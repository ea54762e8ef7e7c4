/// Which service is used, with which key, and where the record of its runs is kept.
public struct Configuration: Sendable {
  /// The service's address without a trailing slash.
  public var baseURL: String
  /// The name that the service has in the ledger and in identities: its address, or another one for
  /// an imitation whose address changes from call to call.
  public var serviceName: String
  /// The key, nil if none is configured; then nothing can be submitted.
  public var key: Secret?
  /// A key that this service does not get, and that is kept out of requests and records all the same:
  /// the person's own, while an imitation is talked to.
  package var withheld: Secret?
  /// Texts that may go into requests and stay out of records: in ledger and lock `***` stands for each.
  ///
  /// One of less than eight bytes is not told from other text and stays where it is.
  public var secrets: [Secret] = []
  /// The absolute path of the ledger's file.
  public var ledgerPath: String
  /// How long a run in doubt is looked for among what the service has running: half a minute.
  public var doubtPatience = Duration.seconds(30)
  /// The variables that the transport reads: proxies and certificates. The key is not among them.
  public var environment: [String: String]

  /// The service's own address.
  public static let serviceURL = "https://open.skills.video/api/v1"
  /// The variable that holds the key.
  public static let keyVariable = "SKILLS_VIDEO_API_KEY"
  /// The variable that holds another address of the service.
  public static let baseURLVariable = "SKILLS_VIDEO_BASE_URL"

  /// Creates a configuration, checked as ``init(environment:)`` does.
  public init(
    baseURL: String, key: Secret?, ledgerPath: String, environment: [String: String] = [:]
  ) throws(EngineError) {
    self.baseURL = try Self.checked(baseURL).url
    self.serviceName = self.baseURL
    guard key?.isSendable ?? true else {
      throw EngineError(
        .invalidConfiguration,
        "the key in \(Self.keyVariable) cannot be sent: it holds a line break, a control character or "
          + "one that is not ASCII; copy it again from https://skills.video/dashboard/developer")
    }
    guard !(key?.stands(in: Array(self.baseURL.utf8)) ?? false) else {
      throw EngineError(
        .invalidConfiguration, "the key stands in \(Self.baseURLVariable): take it out there")
    }
    self.key = key
    self.ledgerPath = ledgerPath
    self.environment = environment.filter { $0.key != Self.keyVariable }
  }

  /// Reads `SKILLS_VIDEO_API_KEY`, `SKILLS_VIDEO_BASE_URL`, `XDG_STATE_HOME` and `HOME`.
  ///
  /// The address is https, or http where the host is this machine; a trailing slash is dropped. The
  /// ledger is `skv/ledger.sqlite` below the state folder, `skv/sandbox.sqlite` where the host is this
  /// machine, so that an imitation's runs never mix with the service's. Throws ``EngineError`` of the
  /// code `.invalidConfiguration`.
  public init(environment: [String: String]) throws(EngineError) {
    let base = try Self.checked(
      Self.value(of: Self.baseURLVariable, in: environment) ?? Self.serviceURL)
    try self.init(
      baseURL: base.url,
      key: Self.value(of: Self.keyVariable, in: environment).flatMap { Secret($0) },
      ledgerPath: Self.stateFolder(environment: environment)
        + (base.isLoopback ? "/sandbox.sqlite" : "/ledger.sqlite"),
      environment: environment)
  }

  /// The folder for what skv remembers on this machine: `skv` below `XDG_STATE_HOME`, else below
  /// `~/.local/state`. Throws ``EngineError`` of the code `.invalidConfiguration`.
  public static func stateFolder(environment: [String: String]) throws(EngineError) -> String {
    if let home = value(of: "XDG_STATE_HOME", in: environment), home.hasPrefix("/") {
      return home + "/skv"
    }
    if let home = value(of: "HOME", in: environment), home.hasPrefix("/") {
      return home + "/.local/state/skv"
    }
    throw EngineError(
      .invalidConfiguration,
      "there is no place for the ledger: set HOME or XDG_STATE_HOME to an absolute path")
  }

  /// Whether the service is on this machine, which only an imitation is.
  package var isLoopback: Bool { (try? Address(baseURL))?.isLoopback ?? false }

  /// The folder for what skv can do without: `skv` below `XDG_CACHE_HOME`, else below `~/.cache`.
  ///
  /// Throws ``EngineError`` of the code `.invalidConfiguration`.
  public static func cacheFolder(environment: [String: String]) throws(EngineError) -> String {
    if let home = value(of: "XDG_CACHE_HOME", in: environment), home.hasPrefix("/") {
      return home + "/skv"
    }
    if let home = value(of: "HOME", in: environment), home.hasPrefix("/") {
      return home + "/.cache/skv"
    }
    throw EngineError(
      .invalidConfiguration,
      "there is no place for the cache: set HOME or XDG_CACHE_HOME to an absolute path")
  }

  private static func value(of name: String, in environment: [String: String]) -> String? {
    environment[name].flatMap { text in text.allSatisfy(\.isWhitespace) ? nil : text }
  }

  /// The key; throws `.missingAPIKey` with where to get one and how to set it.
  public func requiredKey() throws(EngineError) -> Secret {
    guard let key else { throw Self.missingKey }
    return key
  }

  static let missingKey = EngineError(
    .missingAPIKey,
    "no API key: make one at https://skills.video/dashboard/developer (Create API Key) and set it "
      + "with `export \(keyVariable)=…`")

  private static func checked(
    _ text: String
  ) throws(EngineError) -> (url: String, isLoopback: Bool) {
    var url = String(text.drop(while: \.isWhitespace))
    while let last = url.last, last == "/" || last.isWhitespace { url.removeLast() }
    let invalid = { (reason: String) in
      EngineError(
        .invalidConfiguration,
        "the service address in \(Self.baseURLVariable) cannot be used: \(reason)")
    }
    guard !url.contains("@"), !url.contains("?"), !url.contains("#") else {
      throw invalid("it may hold no user, query or fragment")
    }
    do {
      let address = try Address(url)
      guard address.isSecure else {
        throw invalid("http is for this machine alone, write https://\(address.host)")
      }
      return (url, address.isLoopback)
    } catch let error as EngineError {
      throw error
    } catch let error as TransportError {
      throw invalid(error.message)
    } catch {
      throw invalid("it cannot be read")
    }
  }
}
