import CCurl
import Glibc

/// An absolute address as libcurl itself reads it, so that what is checked is what is asked.
struct Address: Sendable, Hashable {
  /// The whole address, with spaces and non-ASCII characters encoded.
  let text: String
  /// `http` or `https`.
  let scheme: String
  /// The host as normalised: numbers as dotted quad, IPv6 in brackets.
  let host: String
  /// The port, also where it is the usual one.
  let port: String

  /// Reads an address.
  ///
  /// Throws `.badRequest` for what is no absolute http or https address, holds a control character, or
  /// names a user, whose password would end up in logs.
  init(_ text: String) throws(TransportError) {
    try self.init(parts: [text])
  }

  /// The address that a `Location` field leads to (RFC 9110 §10.2.2).
  func following(_ location: String) throws(TransportError) -> Address {
    try Address(parts: [text, location])
  }

  private init(parts: [String]) throws(TransportError) {
    let shown = parts.last.map { String($0.prefix { $0 != "?" }) } ?? ""
    func refusal(_ reason: String) -> TransportError {
      TransportError(.badRequest, wasSent: false, "\(shown.debugDescription) \(reason)")
    }
    guard parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
      throw refusal("holds control characters")
    }
    guard let handle = curl_url() else {
      throw TransportError(.system, wasSent: false, "out of memory")
    }
    defer { curl_url_cleanup(handle) }
    for part in parts {
      let code = curl_url_set(handle, CURLUPART_URL, part, UInt32(CURLU_URLENCODE))
      guard code == CURLUE_OK else {
        throw refusal("is no usable address: \(String(cString: curl_url_strerror(code)))")
      }
    }
    func part(_ part: CURLUPart, _ flags: Int32 = 0) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text
      else { return nil }
      defer { curl_free(text) }
      return String(cString: text)
    }
    guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil else {
      throw refusal("names a user, which is not supported")
    }
    guard let text = part(CURLUPART_URL),
      let scheme = part(CURLUPART_SCHEME)?.lowercased(),
      let host = part(CURLUPART_HOST)?.lowercased(),
      let port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT),
      scheme == "http" || scheme == "https"
    else { throw refusal("is no http or https address") }
    self.text = text
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// Whether the host can only be this machine.
  var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost")
      || Self.isLoopback(ip: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
  }

  /// Whether the address may be asked at all: https, or http on this machine.
  var isSecure: Bool {
    scheme == "https" || isLoopback
  }

  /// Whether a key for the one address may go to the other.
  func hasSameOrigin(as other: Address) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// Whether a numeric address is one of 127.0.0.0/8, `::1`, or the former written as IPv6.
  static func isLoopback(ip: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, ip, &four) == 1 {
      return UInt32(bigEndian: four.s_addr) >> 24 == 127
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, ip, &six) == 1 else { return false }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes.last == 1 }
    return bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127])
  }
}
