import LosslessJSON

/// What a request is answered.
struct Answer: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// Bytes that go out at their moments, each as soon as it has come.
    case timed([TimedBytes])
  }

  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body

  static func json(_ status: Int, _ json: JSON) -> Answer {
    Answer(
      status: status, headers: [("Content-Type", "application/json")],
      body: .bytes(Array(json.printed().utf8)))
  }

  static func refusal(_ refusal: Refusal, _ shape: Shapes.Errors) -> Answer {
    let body = refusal.body(shape)
    return Answer(
      status: refusal.status, headers: [("Content-Type", body.type)],
      body: .bytes(Array(body.text.utf8)))
  }
}
