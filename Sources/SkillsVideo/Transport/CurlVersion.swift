import CCurl

/// What libcurl says of itself.
package struct CurlVersion: Sendable, Hashable {
  /// Its version, such as `7.88.1`.
  package let number: String
  /// The library that it does TLS with, such as `OpenSSL/3.0.17`; nil if it has none.
  package let tls: String?
  /// The file of certificates that it was built to use.
  package let certificateFile: String?
  /// The folder of certificates that it was built to use.
  package let certificateFolder: String?

  /// Notes what a library says.
  package init(
    number: String, tls: String?, certificateFile: String? = nil, certificateFolder: String? = nil
  ) {
    self.number = number
    self.tls = tls
    self.certificateFile = certificateFile
    self.certificateFolder = certificateFolder
  }

  /// The library that is loaded.
  package static var loaded: CurlVersion {
    guard let info = curl_version_info(CURLVERSION_SEVENTH)?.pointee else {
      return CurlVersion(number: "unknown", tls: nil)
    }
    func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
    // The last two members are there from version 7.70 on.
    let tellsPlaces = info.age.rawValue >= CURLVERSION_SEVENTH.rawValue
    return CurlVersion(
      number: text(info.version) ?? "unknown", tls: text(info.ssl_version),
      certificateFile: tellsPlaces ? text(info.cainfo) : nil,
      certificateFolder: tellsPlaces ? text(info.capath) : nil)
  }
}
