/// How patiently a generation is submitted and followed.
public struct FollowSettings: Sendable, Hashable {
  /// How often a request that was certainly not taken is sent again.
  public var retry: Int
  /// How long the generation is followed, from its submit on, before it is left running.
  public var timeout: Duration
  /// The longest pause between two polls; less than ``shortestPollInterval`` counts as that.
  public var pollInterval: Duration
  /// How long a stream may be silent before polling starts beside it.
  public var idleLimit: Duration
  /// How long one poll may take.
  public var pollTimeout: Duration
  /// How long name, connection and TLS may take together.
  public var connectTimeout: Duration

  /// The shortest pause between two polls: half a second.
  public static let shortestPollInterval = Duration.milliseconds(500)

  /// The longest pause between two polls, never below the floor.
  package var boundedPollInterval: Duration { max(Self.shortestPollInterval, pollInterval) }

  /// Creates settings; what is not given is what scripts get.
  public init(
    retry: Int = 3, timeout: Duration = .seconds(900), pollInterval: Duration = .seconds(3),
    idleLimit: Duration = .seconds(30), pollTimeout: Duration = .seconds(30),
    connectTimeout: Duration = .seconds(15)
  ) {
    self.retry = retry
    self.timeout = timeout
    self.pollInterval = pollInterval
    self.idleLimit = idleLimit
    self.pollTimeout = pollTimeout
    self.connectTimeout = connectTimeout
  }
}
