import Glibc

/// The proxy and the trusted certificates, by the usual environment variables.
struct TransportEnvironment: Sendable, Hashable {
  /// Where trusted certificates are read from.
  struct Trust: Sendable, Hashable {
    /// A file of certificates.
    var file: String?
    /// A folder of certificates by hash.
    var folder: String?
  }

  private let proxy: String?
  private let noProxy: String?

  /// What to trust; nil leaves libcurl its own defaults.
  let trust: Trust?

  /// Reads the variables, of which an empty one counts as not set.
  ///
  /// `https_proxy`, else `all_proxy`, and `no_proxy`, each in small or capital letters; http needs none,
  /// since it is for loopback only, which never goes through a proxy. `CURL_CA_BUNDLE`, else
  /// `SSL_CERT_FILE`, and `SSL_CERT_DIR` for certificates. With none of these a folder of hashed
  /// certificates is used alone where there is one: reading the whole bundle costs each new connection
  /// 35 to 58 ms, the folder 3 to 8.
  init(
    _ environment: [String: String],
    hashedFolder: (String) -> Bool = TransportEnvironment.isHashedFolder
  ) {
    func first(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    proxy = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    noProxy = first("no_proxy", "NO_PROXY")
    let file = first("CURL_CA_BUNDLE", "SSL_CERT_FILE")
    let folder = first("SSL_CERT_DIR")
    let usual = "/etc/ssl/certs"
    if file != nil || folder != nil {
      trust = Trust(file: file, folder: folder)
    } else {
      trust = hashedFolder(usual) ? Trust(folder: usual) : nil
    }
  }

  /// The proxy for an address, and the list of hosts that need none; nil for none at all.
  func proxy(for address: Address) -> (address: String, exceptions: String)? {
    guard let proxy, !address.isLoopback else { return nil }
    return (proxy, noProxy ?? "")
  }

  /// Whether a folder holds a certificate under its hash, as OpenSSL looks for it: `12345678.0`.
  static func isHashedFolder(_ path: String) -> Bool {
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
