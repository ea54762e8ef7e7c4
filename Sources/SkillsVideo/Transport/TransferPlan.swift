/// One hop of a request, with everything decided that libcurl is to be told.
struct TransferPlan: Sendable {
  var address: Address
  var method: String
  var body: HTTPRequest.Body
  /// Whole header lines, the key's among them.
  var lines: [String]
  var isSubmit: Bool
  var connectTimeout: Duration
  var idleTimeout: Duration?
  var totalTimeout: Duration?
  var leastSpeed: Int?
  var responseLimit: Int?
  var uploadProgress: (@Sendable (Int) -> Void)?
  var proxy: (address: String, exceptions: String)?
  var trust: TransportEnvironment.Trust?
  var userAgent: String

  // What the transport itself decides; from a caller they would smuggle in a second request or a key.
  private static let reserved: Set<String> = [
    "authorization", "connection", "content-length", "expect", "host", "proxy-authorization",
    "transfer-encoding",
  ]

  /// Plans a hop; throws `.badRequest` or `.insecure` for one that may not be sent.
  init(
    _ request: HTTPRequest, to address: Address, environment: TransportEnvironment,
    userAgent: String, keepsBearer: Bool
  ) throws(TransportError) {
    guard address.isSecure else {
      throw TransportError(
        .insecure, wasSent: false,
        "\(address.scheme)://\(address.host) is neither https nor this machine")
    }
    var fields = request.headers
    if let bearer = request.bearer, keepsBearer, request.purpose != .media {
      fields.append(HTTPField("Authorization", bearer.withValue { "Bearer \($0)" }))
    }
    for (index, field) in fields.enumerated() {
      let isOwn = index >= request.headers.count
      guard field.isWellFormed, isOwn || !Self.reserved.contains(field.name.lowercased()) else {
        throw TransportError(
          .badRequest, wasSent: false,
          "the header field \(field.name.debugDescription) cannot be sent")
      }
    }
    guard HTTPField(request.method, "").isWellFormed else {
      throw TransportError(
        .badRequest, wasSent: false,
        "\(request.method.debugDescription) is no HTTP method")
    }
    // libcurl's way of writing a field without value, and of leaving out its own.
    lines = fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    lines.append("Expect:")
    let hasType = fields.contains { $0.name.lowercased() == "content-type" }
    if case .multipart(let parts) = request.body {
      try Self.check(parts, hasType: hasType)
    } else if !hasType {
      lines.append("Content-Type:")
    }
    self.address = address
    method = request.method
    body = request.body
    isSubmit = request.purpose == .submit
    connectTimeout = request.connectTimeout
    idleTimeout = request.idleTimeout
    totalTimeout = request.totalTimeout
    leastSpeed = request.leastSpeed
    responseLimit = request.responseLimit
    uploadProgress = request.uploadProgress
    proxy = environment.proxy(for: address)
    trust = environment.trust
    self.userAgent = userAgent
  }

  /// Refuses what libcurl would write as it stands, or cut off: names end at a NUL, and a type with a
  /// line break would be another field.
  private static func check(
    _ parts: [HTTPRequest.Part], hasType: Bool
  ) throws(TransportError) {
    guard !hasType else {
      throw TransportError(
        .badRequest, wasSent: false, "a body of parts has a content type of its own")
    }
    for part in parts {
      var isWellFormed = !part.name.utf8.contains(0)
      if case .file(let source, let fileName, let contentType) = part.content {
        isWellFormed =
          isWellFormed && source.length >= 0 && !fileName.utf8.contains(0)
          && HTTPField("Content-Type", contentType).isWellFormed
      }
      guard isWellFormed else {
        throw TransportError(
          .badRequest, wasSent: false, "the part \(part.name.debugDescription) cannot be sent")
      }
    }
  }
}
