import CTLS

/// OpenSSL's form of an identity, for the thread of one proxy.
final class TLSContext {
  private let context: OpaquePointer

  /// nil where certificate and key cannot be read or do not belong together.
  init?(_ identity: TLSIdentity) {
    let certificate = Array(identity.certificate.utf8)
    let key = Array(identity.key.utf8)
    guard
      let context = ctls_context_new(certificate, certificate.count, key, key.count)
    else { return nil }
    self.context = context
  }

  deinit { ctls_context_free(context) }

  /// The server's side of a connection; nil if there is no memory.
  func session(on socket: Int32) -> OpaquePointer? { ctls_session_new(context, socket) }
}
