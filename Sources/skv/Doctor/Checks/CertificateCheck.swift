import Glibc
import SkillsVideo

/// Which certificates are trusted, and whether they are enough for the service.
struct CertificateCheck: HealthCheck {
  let name = "certificates"
  /// The variables that count.
  let transport: TransportEnvironment
  /// What libcurl was built to use.
  let curl: CurlVersion
  /// What was learnt of the service.
  let contact: ServiceContact
  /// Whether a file can be read, and a folder looked through.
  var isReadable: @Sendable (String) -> Bool = { access($0, R_OK) == 0 }

  func examine() -> CheckResult? {
    let needsTrust = contact.host?.usesTLS ?? true
    if let error = contact.failure, error.code == .tls {
      return .problem(
        "\(contact.host?.name ?? "the service") is not trusted: \(error.message); \(places)",
        advice: unreadable.map { "check \($0.variable)" }
          ?? "check the clock and the package ca-certificates; for a proxy that opens TLS name its "
          + "certificate's file in SSL_CERT_FILE")
    }
    if let unreadable {
      let found = "\(unreadable.value) by \(unreadable.variable) cannot be read"
      let advice = "correct or unset \(unreadable.variable)"
      return needsTrust ? .problem(found, advice: advice) : .note(found, advice: advice)
    }
    guard needsTrust else { return .ok("not needed for this machine; \(places)") }
    return .ok(
      contact.answer == nil ? "not tried; \(places)" : "the service is trusted; \(places)")
  }

  /// The place that was asked for and cannot be used.
  private var unreadable: TransportEnvironment.Setting? {
    [transport.certificateFile, transport.certificateFolder].compactMap { $0 }
      .first { !isReadable($0.value) }
  }

  private var places: String {
    var places: [String] = []
    if let file = transport.certificateFile {
      places.append("file \(file.value) by \(file.variable)")
    }
    if let folder = transport.certificateFolder {
      places.append("folder \(folder.value) by \(folder.variable)")
    }
    if places.isEmpty, let folder = transport.trust?.folder { places.append("folder \(folder)") }
    if places.isEmpty {
      places += [
        curl.certificateFile.map { "file \($0)" }, curl.certificateFolder.map { "folder \($0)" },
      ]
      .compactMap { $0 }
    }
    return places.isEmpty ? "no place for certificates is known" : places.joined(separator: ", ")
  }
}
