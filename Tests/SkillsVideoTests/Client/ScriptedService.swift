import Synchronization

@testable import SkillsVideo

/// A transport that plays the service and its media hosts by a script, and keeps what it was asked.
///
/// All that it waits for is the simulation's clock. Once it is cut off, as a killed program is, it
/// answers nothing more and notes nothing more.
final class ScriptedService: Transport {
  /// What comes of one request.
  enum Play: Sendable {
    case answer(Int, String, headers: [HTTPField] = [], after: Duration = .zero)
    case stream([Piece])
    case media(
      [[UInt8]], headers: [HTTPField] = [], status: Int = 200, failure: TransportError? = nil)
    case failure(TransportError.Code, wasSent: Bool, after: Duration = .zero)
    /// No answer until the task is cancelled.
    case silence
  }

  /// What comes of one step of a stream; its last piece is followed by the end.
  enum Piece: Sendable {
    case text(String)
    case bytes([UInt8])
    case pause(Duration)
    case failure(TransportError.Code)
    case silence
  }

  private struct State {
    var submits: [Play]
    var polls: [Play]
    var media: [String: [Play]]
    var credits: [Play]
    var running: [Play]
    var requests: [HTTPRequest] = []
    var forms: [[SentPart]] = []
    var isCutOff = false
    var onRelease: (@Sendable () -> Void)?
  }

  private let state: Mutex<State>
  private let time: Simulation

  init(
    _ time: Simulation, submits: [Play] = [], polls: [Play] = [], media: [String: [Play]] = [:],
    credits: [Play] = [], running: [Play] = []
  ) {
    self.time = time
    state = Mutex(
      State(submits: submits, polls: polls, media: media, credits: credits, running: running))
  }

  /// What was asked, in order.
  var requests: [HTTPRequest] { state.withLock { $0.requests } }
  /// What each submit with files carried, as it was read when it was sent.
  var forms: [[SentPart]] { state.withLock { $0.forms } }
  /// How many submits reached the service, or may have.
  var submits: Int { requests.count { $0.purpose == .submit } }
  /// How many polls there were.
  var polls: Int { requests.count { $0.purpose == .read && !$0.isLook } }
  /// How often was asked what is running.
  var looks: Int { requests.count(where: \.isLook) }
  /// How many files were asked for.
  var downloads: Int { requests.count { $0.purpose == .media } }

  /// Has a handler called when a stream is let go.
  func whenBodyIsReleased(_ handler: @escaping @Sendable () -> Void) {
    state.withLock { $0.onRelease = handler }
  }

  /// Plays dead from now on.
  func cutOff() { state.withLock { $0.isCutOff = true } }

  func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let play = state.withLock { state -> Play? in
      guard !state.isCutOff else { return .silence }
      state.requests.append(request)
      if case .multipart(let parts) = request.body {
        state.forms.append(SentPart.read(parts, telling: request.uploadProgress))
      }
      switch request.purpose {
      case .submit: return state.submits.isEmpty ? nil : state.submits.removeFirst()
      case .read:
        if request.url.hasSuffix("/credits") {
          return state.credits.isEmpty ? nil : state.credits.removeFirst()
        }
        if request.isLook {
          return state.running.count > 1 ? state.running.removeFirst() : state.running.first
        }
        // The last answer is given again and again.
        return state.polls.count > 1 ? state.polls.removeFirst() : state.polls.first
      case .media:
        guard var plays = state.media[request.url], !plays.isEmpty else { return nil }
        defer { state.media[request.url] = plays }
        return plays.count > 1 ? plays.removeFirst() : plays[0]
      }
    }
    guard let play else { throw TransportError(.connect, wasSent: false, "no such script") }
    return try await perform(play, request)
  }

  private func perform(
    _ play: Play, _ request: HTTPRequest
  ) async throws(TransportError) -> HTTPResponse {
    switch play {
    case .answer(let status, let text, let headers, let delay):
      try await pause(delay)
      return HTTPResponse(
        status: status,
        headers: HTTPHeaders([HTTPField("Content-Type", "application/json")] + headers),
        body: HTTPBody(text: text), url: request.url)
    case .stream(let pieces):
      return HTTPResponse(
        status: 200, headers: ["Content-Type": "text/event-stream; charset=utf-8"],
        body: body(pieces), url: request.url)
    case .media(let chunks, let headers, let status, let failure):
      let length = HTTPField("Content-Length", "\(chunks.reduce(0) { $0 + $1.count })")
      let isTold = failure != nil || headers.contains { $0.name == length.name }
      return HTTPResponse(
        status: status, headers: HTTPHeaders(isTold ? headers : headers + [length]),
        body: HTTPBody(chunks: chunks, failure: failure), url: request.url)
    case .failure(let code, let wasSent, let delay):
      try await pause(delay)
      throw TransportError(code, wasSent: wasSent, "the script says \(code.rawValue)")
    case .silence:
      try await pause(.seconds(1_000_000_000))
      throw TransportError(.timeout, wasSent: true, "the silence ended")
    }
  }

  private func body(_ pieces: [Piece]) -> HTTPBody {
    let next = Counter()
    return HTTPBody(
      source: { [self] () async throws(TransportError) in
        while true {
          let place = next.next()
          guard place < pieces.count else { return nil }
          if state.withLock({ $0.isCutOff }) { try await pause(.seconds(1_000_000_000)) }
          switch pieces[place] {
          case .text(let text): return Array(text.utf8)
          case .bytes(let bytes): return bytes
          case .pause(let delay): try await pause(delay)
          case .failure(let code):
            throw TransportError(code, wasSent: true, "the script says \(code.rawValue)")
          case .silence: try await pause(.seconds(1_000_000_000))
          }
        }
      }, onRelease: { [self] in state.withLock { $0.onRelease }?() })
  }

  private func pause(_ delay: Duration) async throws(TransportError) {
    guard delay > .zero else { return }
    do {
      try await time.sleep(until: time.now + delay)
    } catch {
      throw TransportError(.cancelled, wasSent: true, "the task was cancelled")
    }
  }
}

extension HTTPRequest {
  /// Whether it asks what the service has running.
  fileprivate var isLook: Bool { url.contains("/generations/running?") }
}

extension ScriptedService.Piece {
  /// A frame of the event stream, `data: {…}` and a blank line.
  static func frame(_ json: String, name: String? = nil) -> Self {
    .text((name.map { "event: \($0)\n" } ?? "") + "data: \(json)\n\n")
  }
}

/// Counts from 0.
final class Counter: Sendable {
  private let count = Mutex(0)

  /// The next number.
  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
