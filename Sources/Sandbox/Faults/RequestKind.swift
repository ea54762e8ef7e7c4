/// What a request is for, as far as faults tell requests apart.
package enum RequestKind: String, Sendable, CaseIterable {
  /// A submit that is answered at once.
  case submit
  /// A submit that is answered with an event stream.
  case stream
  /// Asks for the state of a generation by its id.
  case poll
  /// Fetches an output.
  case media
  /// Asks for what is queued or in progress.
  case running
  /// Asks for the balance.
  case credits

  /// The kind of a request and the generation that it names.
  ///
  /// nil for everything else, which meets no fault: above all the sandbox's own `/sandbox/…`, so
  /// that what was accepted can always be counted.
  static func read(method: String, target: String) -> (kind: RequestKind, generation: String?)? {
    let path = target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    let isReading = method == "GET" || method == "HEAD"
    if isReading && path.count == 3 && path[0] == "media" { return (.media, path[1]) }
    guard path.starts(with: ["api", "v1"]) else { return nil }
    let rest = Array(path.dropFirst(2))
    if isReading && rest == ["credits"] { return (.credits, nil) }
    if isReading && rest == ["generations", "running"] { return (.running, nil) }
    guard rest.first == "generation", rest.count > 1 else { return nil }
    if isReading { return rest.count == 2 ? (.poll, rest[1]) : nil }
    guard method == "POST" else { return nil }
    return (rest[1] == "sse" && rest.count > 2 ? .stream : .submit, nil)
  }
}
