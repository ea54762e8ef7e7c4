import LosslessJSON

@testable import SkillsVideo

/// Tells a lifecycle one thing after the other and keeps what it asks for.
struct LifecycleScript {
  var lifecycle: RunLifecycle
  /// What was asked for last.
  var last: [RunAction] = []
  /// All that was asked for.
  var all: [RunAction] = []

  init(
    mode: RunEvent.Mode = .stream, retry: Int = 3, timeout: Duration = .seconds(900),
    pollInterval: Duration = .seconds(3)
  ) {
    lifecycle = RunLifecycle(Self.terms(mode, retry, timeout, pollInterval))
  }

  init(following id: String, age: Duration) {
    lifecycle = RunLifecycle(
      Self.terms(.polling, 3, .seconds(900), .seconds(3)), following: id, age: age, credits: nil)
  }

  private static func terms(
    _ mode: RunEvent.Mode, _ retry: Int, _ timeout: Duration, _ pollInterval: Duration
  ) -> RunLifecycle.Terms {
    RunLifecycle.Terms(
      mode: mode, url: "https://service.example/x", request: [:],
      settings: FollowSettings(retry: retry, timeout: timeout, pollInterval: pollInterval),
      random: { 1 })
  }

  mutating func tell(_ observations: RunObservation..., at elapsed: Duration = .zero) {
    for observation in observations {
      last = lifecycle.handle(observation, at: elapsed)
      all += last
    }
  }

  /// How it ended, nil while it goes on.
  var ending: RunEnding? {
    for case .end(let ending) in all { return ending }
    return nil
  }

  /// A word for how it ended.
  var end: End? { ending.map(End.init) }

  /// How often a submit was asked for.
  var submits: Int { all.count { $0 == .submit } }

  /// What was asked for last, without reports.
  var deeds: [RunAction] {
    last.filter { if case .report = $0 { false } else { true } }
  }

  /// The names of all events.
  var events: [String] {
    all.compactMap { if case .report(let event) = $0 { event.json?["event"]?.string } else { nil } }
  }

  enum End: Equatable {
    case finished, failed, canceled, refused, timedOut, pollingRefused, inDoubt, notSent, detached

    init(_ ending: RunEnding) {
      switch ending {
      case .ended(let result):
        switch result.kind {
        case .succeeded: self = .finished
        case .failed: self = .failed
        case .canceled: self = .canceled
        }
      case .refused: self = .refused
      case .timedOut: self = .timedOut
      case .pollingRefused: self = .pollingRefused
      case .inDoubt: self = .inDoubt
      case .notSent: self = .notSent
      case .detached: self = .detached
      }
    }
  }
}

extension RunObservation {
  static func answer(
    _ status: Int, _ body: String, type: String = "application/json", retryAfter: Duration? = nil
  ) -> RunObservation {
    .submitAnswered(
      ServiceAnswer(
        status: status, bytes: Array(body.utf8), contentType: type, retryAfter: retryAfter))
  }

  static func polled(
    _ status: Int, _ body: String, retryAfter: Duration? = nil
  ) -> RunObservation {
    .pollAnswered(
      ServiceAnswer(
        status: status, bytes: Array(body.utf8), contentType: "application/json",
        retryAfter: retryAfter))
  }

  static func frame(_ data: String, name: String? = nil) -> RunObservation {
    .frame(ServerSentEvent(name: name, data: data))
  }

  static let opened = RunObservation.streamOpened(httpStatus: 200, url: "https://service.example/x")
}
