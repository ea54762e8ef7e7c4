public import LosslessJSON

/// One generation that is wanted: what is sent, how it is followed, and where its outputs go.
public struct GenerationRequest: Sendable {
  /// The path of the model, `kling-ai/kling-v2.6`.
  public var model: String
  /// The body that is sent, member for member; a file has its mark here, `{"sha256": "…"}`.
  public var body: JSON
  /// The local files that are sent, each in the place of its mark in the body.
  public var uploads: [Upload]
  /// Whether the model has an event stream, which is then the submit unless there are uploads.
  public var useStream: Bool
  /// The label of the run that wants it.
  public var label: String
  /// Its place among the jobs of its run, from 0.
  public var item: Int
  /// Which of several equal requests it is, from 1.
  public var take: Int
  /// The name of the script, nil for text that has no file.
  public var script: String?
  /// What the job may take over from runs that were made before.
  public var reuse = Reuse.off
  /// The body that the job is known by, where it is not the one that is sent: with the mark of its bytes
  /// for each file that is sent as an address.
  public var identity: JSON?
  /// Where the outputs go.
  public var destination: Destination
  /// What its submit must keep within.
  public var limit: SpendingLimit
  /// How patiently it is submitted and followed.
  public var settings: FollowSettings

  /// Creates a request.
  public init(
    model: String, body: JSON, uploads: [Upload] = [], useStream: Bool, label: String,
    item: Int = 0, take: Int = 1, script: String? = nil, destination: Destination,
    limit: SpendingLimit = SpendingLimit(), settings: FollowSettings = FollowSettings()
  ) {
    self.model = model
    self.body = body
    self.uploads = uploads
    self.useStream = useStream
    self.label = label
    self.item = item
    self.take = take
    self.script = script
    self.destination = destination
    self.limit = limit
    self.settings = settings
  }

  /// What makes it the same job as another one of a service.
  package func runIdentity(at service: String) -> RunIdentity {
    RunIdentity(baseURL: service, model: model, body: identity ?? body, take: take)
  }

  /// How it is followed: the event stream takes JSON alone, so a request with files is polled for.
  var mode: RunEvent.Mode { useStream && uploads.isEmpty ? .stream : .polling }
}
