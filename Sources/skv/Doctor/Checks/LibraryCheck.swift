import SkillsVideo

/// The libraries that do the work.
struct LibraryCheck: HealthCheck {
  let name = "libraries"
  /// What libcurl says of itself.
  let curl: CurlVersion

  func examine() -> CheckResult? {
    let libraries =
      "libcurl \(curl.number) (\(curl.tls ?? "no TLS")), SQLite \(LedgerInspection.engineVersion), "
      + "\(CryptoVersion.loaded.split(separator: " ").prefix(2).joined(separator: " ")), "
      + "libedit \(LibEditVersion.built)"
    return curl.tls == nil
      ? .problem(libraries, advice: "install a libcurl with TLS") : .ok(libraries)
  }
}
