/// Why a request brought no answer, or a body no end.
package struct TransportError: Error, Sendable, Hashable {
  /// The kind of trouble.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// The request itself cannot be sent: a bad address, a malformed field.
    case badRequest
    /// Not https and not loopback, or a redirect to such an address.
    case insecure
    /// A name that is not known.
    case resolve
    /// No connection, or none in time.
    case connect
    /// The proxy could not be reached or refused the tunnel.
    case proxy
    /// No trust: handshake or certificate.
    case tls
    /// The request could not be written.
    case send
    /// The answer could not be read.
    case receive
    /// The other side reset or closed the connection.
    case reset
    /// Longer than `connectTimeout` or `totalTimeout`, slower than `leastSpeed`, or timed out by the system.
    case timeout
    /// No byte for `idleTimeout`.
    case stalled
    /// The body ended before its announced length.
    case truncated
    /// Head or body above their bound.
    case tooLarge
    /// What came is not HTTP, or a redirect without a usable address.
    case badResponse
    /// More redirects than the purpose allows.
    case tooManyRedirects
    /// The task was cancelled or the body let go.
    case cancelled
    /// The machine ran out of something: memory, descriptors, threads.
    case system
  }

  /// The kind of trouble.
  package let code: Code
  /// False only if nothing of the request can have left this machine for the server.
  package let wasSent: Bool
  /// One line for a person, without the key and without the address's query.
  package let message: String

  /// Makes an error.
  package init(_ code: Code, wasSent: Bool, _ message: String) {
    self.code = code
    self.wasSent = wasSent
    self.message = message
  }
}

extension TransportError {
  /// Whether the same submit may get through a moment later: trouble on the way, not in the request.
  package var mayPass: Bool {
    switch code {
    case .resolve, .connect, .proxy, .tls, .timeout: true
    default: false
    }
  }
}

extension TransportError: CustomStringConvertible {
  package var description: String {
    "\(message) (\(code.rawValue)\(wasSent ? "" : ", nothing was sent"))"
  }
}
