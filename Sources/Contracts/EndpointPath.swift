/// The path of a generation endpoint, taken apart.
///
/// `/generation/x` and `/v1/generation/x` name the same endpoint; `/generation/sse/x` is the twin
/// of `/generation/x` that answers with an event stream.
struct EndpointPath: Sendable, Hashable {
  /// What stands behind `/generation/` or `/generation/sse/`: the model's path.
  let model: String
  /// Whether it is the twin with the event stream.
  let isStream: Bool

  /// Reads a path as OpenAPI documents write it; nil if it is not a generation endpoint.
  ///
  /// Paths with parameters (`/generation/{id}`) are none.
  init?(_ path: String) {
    var rest = Substring(path)
    if rest.hasPrefix("/v1/") { rest = rest.dropFirst(3) }
    guard rest.hasPrefix("/generation/") else { return nil }
    rest = rest.dropFirst("/generation/".count)
    isStream = rest.hasPrefix("sse/")
    if isStream { rest = rest.dropFirst("sse/".count) }
    guard !rest.isEmpty, !rest.utf8.contains(UInt8(ascii: "{")) else { return nil }
    model = String(rest)
  }

  /// Whether the model's path can stand in an address and in a script as it is.
  ///
  /// Segments are letters, digits and `-._~+:@`, none is empty, `.` or `..`, and all together have
  /// at most 512 bytes. A document with other paths would make requests to places that it does not
  /// describe.
  var isUsable: Bool {
    guard model.utf8.count <= 512 else { return false }
    return model.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".."
        && segment.utf8.allSatisfy(Self.isPlain)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default:
      "-._~+:@".utf8.contains(byte)
    }
  }
}
