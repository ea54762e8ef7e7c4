import CTLS

/// A certificate and its key, as PEM, with which a proxy speaks TLS.
package struct TLSIdentity: Sendable {
  /// The certificate, and those it hangs on behind it.
  package var certificate: String
  /// Its key, without a pass phrase.
  package var key: String

  /// An identity of PEM text; whether it can be used shows when a proxy starts.
  package init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }

  /// A new identity for a day that vouches for itself, so that its own certificate is what a client
  /// has to trust.
  ///
  /// - Parameter name: What it is for: `DNS:localhost`, `IP:127.0.0.1`.
  /// - Throws: `SandboxError.badCertificate` for a name of another form.
  package static func selfSigned(for name: String) throws(SandboxError) -> TLSIdentity {
    var certificate = [CChar](repeating: 0, count: 8192)
    var key = [CChar](repeating: 0, count: 8192)
    guard
      ctls_make_identity(name, &certificate, certificate.count, &key, key.count)
    else {
      throw SandboxError(
        .badCertificate, "no certificate can be made for \(name.debugDescription)")
    }
    return TLSIdentity(certificate: text(certificate), key: text(key))
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
