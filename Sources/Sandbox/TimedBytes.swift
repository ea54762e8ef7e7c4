/// Bytes and the moment (since 1970) at which they may be sent.
struct TimedBytes: Sendable, Hashable {
  var at: Duration
  var bytes: [UInt8]
}
