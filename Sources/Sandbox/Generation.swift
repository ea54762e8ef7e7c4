import LosslessJSON

/// One accepted request and what becomes of it.
///
/// Its state is a function of the time: nothing runs in the background, and a generation goes on
/// while the sandbox is down. Closing its stream does not cancel it, which is the sandbox's own
/// choice: the service's pages do not say what happens then.
struct Generation: Sendable {
  /// How far a generation has come.
  enum State: Sendable, Hashable {
    case queued, inProgress, completed, failed

    var isFinal: Bool { self == .completed || self == .failed }
  }

  let id: String
  let model: String
  let kind: OutputKind
  /// The request as it was sent; the files in it stand as paths without a host.
  let input: JSON
  /// The files that came with it.
  var files: [Upload] = []
  /// The SHA-256 of the canonical form of `input`.
  let inputDigest: String
  /// Since 1970.
  let acceptedAt: Duration
  let usage: Usage
  let timetable: Timetable
  /// The request as the service shows it, with defaults or without; files as in `input`.
  let shownInput: JSON

  /// The words in a prompt that end its generation in FAILED.
  static let failingWords = "please-fail"
  /// The words in a prompt that are refused.
  static let rejectedWords = "forbidden-content"

  var prompt: String { input["prompt"]?.string ?? "" }
  var outputCount: Int { Prices.outputCount(of: input) }
  var ending: State { prompt.contains(Self.failingWords) ? .failed : .completed }

  /// The states with the moments (since 1970) at which they begin.
  var course: [(state: State, at: Duration)] {
    [
      (.queued, acceptedAt), (.inProgress, acceptedAt + timetable.start),
      (ending, acceptedAt + timetable.end),
    ]
  }

  func state(at now: Duration) -> State {
    course.last { $0.at <= now }?.state ?? .queued
  }

  /// The digest that an output is drawn from: equal requests give equal media.
  ///
  /// - Parameter index: From 0, below `outputCount`.
  func mediaDigest(_ index: Int) -> [UInt8] {
    SHA256.digest(of: "\(model)\n\(inputDigest)\n\(index)".utf8)
  }
}
