import CCrypto

/// Digests bytes as they come, with libcrypto's SHA-256.
///
/// The library is asked for nothing but memory and its default digest; without either of them no
/// program of ours can go on, so both are preconditions.
package struct SHA256: ~Copyable {
  private let state: OpaquePointer

  /// Starts with no bytes.
  package init() {
    guard let state = ccrypto_sha256_new() else {
      preconditionFailure("libcrypto gives no SHA-256")
    }
    self.state = state
  }

  deinit {
    ccrypto_sha256_free(state)
  }

  /// Takes in bytes.
  package borrowing func update(_ bytes: [UInt8]) {
    let done = bytes.withUnsafeBytes { ccrypto_sha256_update(state, $0.baseAddress, $0.count) }
    precondition(done, "libcrypto refuses bytes")
  }

  /// The digest of all bytes so far; more may follow.
  package borrowing func digest() -> SHA256Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    precondition(ccrypto_sha256_digest(state, &bytes), "libcrypto gives no digest")
    return SHA256Digest(exactly: bytes)
  }
}
