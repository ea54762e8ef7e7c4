/// How a fault is written in a plan: the one table that reads plans, explains mistakes and fills
/// the help.
struct FaultKind: Sendable {
  var name: String
  /// What happens, for the help.
  var summary: String
  var targets: [FaultRule.Target]
  /// The first may be given without its name.
  var parameters: [FaultParameter] = []
  var make: @Sendable (FaultArguments) -> Fault

  private static let requests: [FaultRule.Target] = [
    .any, .submit, .stream, .poll, .media, .running, .credits,
  ]
  private static let answersWithLength: [FaultRule.Target] = [
    .submit, .poll, .media, .running, .credits,
  ]

  private static let frames = FaultParameter(
    name: "frames", kind: .number(0...1_000_000), standard: "0")
  private static let answer = [
    FaultParameter(name: "status", kind: .number(400...599)),
    FaultParameter(
      name: "body", kind: .word(FaultAnswer.Body.allCases.map(\.rawValue)), standard: "json"),
    FaultParameter(name: "retry-after", kind: .delay, standard: "none"),
  ]

  private static func answer(_ arguments: FaultArguments) -> FaultAnswer {
    FaultAnswer(
      status: arguments.number("status") ?? 503, body: arguments.word("body", or: .json),
      retryAfter: arguments.delay("retry-after"))
  }

  static let all: [FaultKind] = [
    FaultKind(
      name: "refuse",
      summary: "nobody listens for a time, behind that connection (0: at the start)",
      targets: [.connection],
      parameters: [FaultParameter(name: "for", kind: .duration(mayBeNever: false))],
      make: { .refuse($0.duration("for") ?? .zero) }),
    FaultKind(
      name: "close", summary: "the connection ends: once it is made, or in the place of an answer",
      targets: [.connection] + requests, make: { _ in .close }),
    FaultKind(
      name: "reset",
      summary: "a reset (RST) after so many bytes of the answer, whose request arrived",
      targets: [.connection] + requests,
      parameters: [FaultParameter(name: "after", kind: .number(0...Int.max), standard: "0")],
      make: { .reset(after: $0.number("after") ?? 0) }),
    FaultKind(
      name: "drop", summary: "the request never arrives, and its connection is reset",
      targets: requests, make: { _ in .drop }),
    FaultKind(
      name: "stall", summary: "no byte for a time, after so many of the answer",
      targets: [.connection] + requests,
      parameters: [
        FaultParameter(name: "for", kind: .duration(mayBeNever: true), standard: "never"),
        FaultParameter(name: "after", kind: .number(0...Int.max), standard: "0"),
      ],
      make: { .stall(after: $0.number("after") ?? 0, for: $0.duration("for")) }),
    FaultKind(
      name: "dribble", summary: "so many bytes at a time", targets: requests,
      parameters: [
        FaultParameter(name: "bytes", kind: .number(1...1_000_000), standard: "1"),
        FaultParameter(name: "every", kind: .duration(mayBeNever: false), standard: "10ms"),
      ],
      make: {
        .dribble(
          count: $0.number("bytes") ?? 1, every: $0.duration("every") ?? .milliseconds(10))
      }),
    FaultKind(
      name: "status", summary: "an answer without a service: the request never arrives",
      targets: requests, parameters: answer, make: { .status(answer($0)) }),
    FaultKind(
      name: "late-status", summary: "the same, after the service has accepted and answered",
      targets: requests, parameters: answer, make: { .lateStatus(answer($0)) }),
    FaultKind(
      name: "cut", summary: "a stream breaks off within a line or a character",
      targets: [.stream],
      parameters: [
        FaultParameter(
          name: "within", kind: .word(Fault.Cut.allCases.map(\.rawValue)), standard: "line"),
        frames,
        FaultParameter(
          name: "ending", kind: .word(Fault.Ending.allCases.map(\.rawValue)), standard: "close"),
      ],
      make: {
        .cut(
          $0.word("within", or: .line), frames: $0.number("frames") ?? 0,
          ending: $0.word("ending", or: .close))
      }),
    FaultKind(
      name: "end", summary: "a stream ends in good order: frames=0 before the id, 1 behind it",
      targets: [.stream], parameters: [frames],
      make: { .end(frames: $0.number("frames") ?? 0) }),
    FaultKind(
      name: "duplicate", summary: "every event comes so many times", targets: [.stream],
      parameters: [FaultParameter(name: "times", kind: .number(2...1000), standard: "2")],
      make: { .duplicate(times: $0.number("times") ?? 2) }),
    FaultKind(
      name: "reorder", summary: "the two events behind those frames change places",
      targets: [.stream], parameters: [frames],
      make: { .reorder(frames: $0.number("frames") ?? 0) }),
    FaultKind(
      name: "long-line", summary: "a line of so many bytes (none given: without an end)",
      targets: [.stream],
      parameters: [
        FaultParameter(name: "bytes", kind: .number(1...Int.max), standard: "endless"), frames,
      ],
      make: { .longLine(bytes: $0.number("bytes"), frames: $0.number("frames") ?? 0) }),
    FaultKind(
      name: "truncate",
      summary: "the body (of no stream) ends after so many bytes of those promised",
      targets: answersWithLength,
      parameters: [FaultParameter(name: "bytes", kind: .number(0...Int.max), standard: "half")],
      make: { .truncate(bytes: $0.number("bytes")) }),
    FaultKind(
      name: "wrong-length", summary: "Content-Length (of no stream) is off by so much",
      targets: answersWithLength,
      parameters: [
        FaultParameter(name: "by", kind: .number(-1_000_000_000...1_000_000_000), standard: "1")
      ],
      make: { .wrongLength(by: $0.number("by") ?? 1) }),
    FaultKind(
      name: "expire", summary: "files are refused until their generation is asked for by id",
      targets: [.media],
      parameters: [FaultParameter(name: "status", kind: .word(["403", "404", "410"]))],
      make: { arguments in
        guard case .word(let text)? = arguments.values["status"] else {
          return .expire(status: 410)
        }
        return .expire(status: Int(text) ?? 410)
      }),
  ]
}
