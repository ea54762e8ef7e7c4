import CCrypto

/// What libcrypto says of itself.
package enum CryptoVersion {
  /// The library that is loaded, such as `OpenSSL 3.0.17 1 Jul 2025`.
  package static var loaded: String { String(cString: ccrypto_version()) }
}
