import Glibc

/// The proxy and the trusted certificates, by the usual environment variables.
package struct TransportEnvironment: Sendable, Hashable {
  /// A variable that is set, and to what.
  package struct Setting: Sendable, Hashable {
    /// The variable that decided.
    package let variable: String
    /// Its value; that of a proxy may hold a password.
    package let value: String
  }

  /// Where trusted certificates are read from.
  package struct Trust: Sendable, Hashable {
    /// A file of certificates.
    package var file: String?
    /// A folder of certificates by hash.
    package var folder: String?
  }

  /// The proxy for https.
  package let proxy: Setting?
  /// The hosts that need no proxy.
  package let noProxy: Setting?
  /// The file of certificates that was asked for.
  package let certificateFile: Setting?
  /// The folder of certificates that was asked for.
  package let certificateFolder: Setting?
  /// What to trust; nil leaves libcurl its own defaults.
  package let trust: Trust?

  /// Reads the variables, of which an empty one counts as not set.
  ///
  /// `https_proxy`, else `all_proxy`, and `no_proxy`, each in small or capital letters; http needs none,
  /// since it is for loopback only, which never goes through a proxy. `CURL_CA_BUNDLE`, else
  /// `SSL_CERT_FILE`, and `SSL_CERT_DIR` for certificates. With none of these a folder of hashed
  /// certificates is used alone where there is one: reading the whole bundle costs each new connection
  /// 35 to 58 ms, the folder 3 to 8.
  package init(
    _ environment: [String: String],
    hashedFolder: (String) -> Bool = TransportEnvironment.isHashedFolder
  ) {
    func first(_ names: String...) -> Setting? {
      names.lazy.compactMap { name in
        environment[name].map { Setting(variable: name, value: $0) }
      }.first { !$0.value.isEmpty }
    }
    proxy = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    noProxy = first("no_proxy", "NO_PROXY")
    certificateFile = first("CURL_CA_BUNDLE", "SSL_CERT_FILE")
    certificateFolder = first("SSL_CERT_DIR")
    let usual = "/etc/ssl/certs"
    if certificateFile != nil || certificateFolder != nil {
      trust = Trust(file: certificateFile?.value, folder: certificateFolder?.value)
    } else {
      trust = hashedFolder(usual) ? Trust(folder: usual) : nil
    }
  }

  /// The proxy for an address, and the list of hosts that need none; nil for none at all.
  func proxy(for address: Address) -> (address: String, exceptions: String)? {
    guard let proxy, !address.isLoopback else { return nil }
    return (proxy.value, noProxy?.value ?? "")
  }

  /// Whether a folder holds a certificate under its hash, as OpenSSL looks for it: `12345678.0`.
  package static func isHashedFolder(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.count == 10, name[8] == UInt8(ascii: "."), name[9] == UInt8(ascii: "0"),
        name.prefix(8).allSatisfy({ isDigit($0) })
      {
        return true
      }
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
