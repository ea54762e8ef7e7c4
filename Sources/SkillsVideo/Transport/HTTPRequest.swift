/// One request, and the rules under which it may travel.
package struct HTTPRequest: Sendable {
  /// What a request is for; it decides about connections, redirects and the key.
  package enum Purpose: Sendable, Hashable, CaseIterable {
    /// Costs money: a connection of its own that is not kept, no redirect, nothing repeated.
    case submit
    /// Asks the service: connections are kept, at most 3 redirects, the key only for the same origin.
    case read
    /// Fetches a file from any host: at most 5 redirects, and never a key.
    case media

    /// How many redirects are followed.
    package var redirectLimit: Int {
      switch self {
      case .submit: 0
      case .read: 3
      case .media: 5
      }
    }
  }

  /// What is sent after the head.
  package enum Body: Sendable {
    /// Nothing.
    case empty
    /// These bytes, with their count as `Content-Length`.
    case bytes([UInt8])
    /// These parts as `multipart/form-data` (RFC 7578), whose `Content-Type` the transport writes.
    ///
    /// Files are read while they are sent, on the transport's thread, and the length of the whole is
    /// the `Content-Length`. A file that gives fewer bytes than its length ends the transfer with `.send`.
    case multipart([Part])
  }

  /// One part of a `multipart/form-data` body.
  package struct Part: Sendable {
    /// What a part holds.
    package enum Content: Sendable {
      /// Text, as UTF-8.
      case text(String)
      /// A file, the name that it is given, and its media type.
      case file(any ByteSource, fileName: String, contentType: String)
    }

    /// The name of the field.
    package var name: String
    /// What it holds.
    package var content: Content

    /// Makes a part; nothing is checked before it is sent.
    package init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// `GET`, `POST` and the like.
  package var method: String
  /// An absolute http or https address; http only for loopback.
  package var url: String
  /// Fields beyond those the transport sets itself; a malformed one is refused as `.badRequest`.
  package var headers: [HTTPField]
  /// The key, sent as `Authorization: Bearer …` to the address's own origin and nowhere else.
  package var bearer: Secret?
  /// The body.
  package var body: Body
  /// What the request is for.
  package var purpose: Purpose
  /// The longest time for name, connection, proxy and TLS together.
  package var connectTimeout: Duration
  /// The longest silence once connected, `.stalled` beyond it; nil waits for ever.
  ///
  /// Time in which the reader has not taken what is there does not count.
  package var idleTimeout: Duration?
  /// The longest time for the whole request once it has begun, `.timeout` beyond it; nil for no bound.
  package var totalTimeout: Duration?
  /// The fewest bytes a second over each ``idleTimeout``, `.timeout` below it; nil for no bound.
  package var leastSpeed: Int?
  /// The most bytes a body may have, `.tooLarge` beyond it; nil for no bound.
  package var responseLimit: Int?
  /// Told on the transport's thread how many bytes of the files have been read to be sent; it returns
  /// at once.
  package var uploadProgress: (@Sendable (_ bytes: Int) -> Void)?

  /// Makes a request.
  package init(
    method: String = "GET", url: String, headers: [HTTPField] = [], bearer: Secret? = nil,
    body: Body = .empty, purpose: Purpose, connectTimeout: Duration = .seconds(30),
    idleTimeout: Duration? = .seconds(60), totalTimeout: Duration? = nil, leastSpeed: Int? = nil,
    responseLimit: Int? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.bearer = bearer
    self.body = body
    self.purpose = purpose
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.totalTimeout = totalTimeout
    self.leastSpeed = leastSpeed
    self.responseLimit = responseLimit
  }
}
