public import LosslessJSON

/// Something that happened to one generation.
///
/// The cases are the events of the machine output, with exactly its fields; the last six are for
/// live lines only. Exactly one ``terminal``, ``timeout`` or ``error`` comes for each generation;
/// only downloads may follow it.
public enum RunEvent: Sendable, Hashable {
  /// The request is about to be sent to `url`; `mode` tells how it will be followed.
  case start(url: String, mode: Mode)
  /// The event stream has opened.
  case sseOpen(httpStatus: Int, url: String)
  /// An event of the stream; `payload` is a string where its data is no JSON.
  case sseEvent(
    name: String?, generationID: String?, status: String?, statusKey: String?, terminal: Bool,
    payload: JSON)
  /// The stream has ended before a terminal state.
  case sseStreamEnded
  /// The service answered a submit that asked for a stream with a refusal.
  case sseHTTPError(httpStatus: Int, message: String, payload: JSON?)
  /// The stream has brought no byte for the idle limit; it stays open.
  case sseTimeout
  /// The stream could not be opened, or was lost.
  case sseConnectError
  /// Polling takes over from the stream, or joins it.
  case fallbackPollingStart
  /// A poll was answered.
  case poll(
    generationID: String, attempt: Int, httpStatus: Int, status: String?, statusKey: String?,
    terminal: Bool)
  /// A poll failed; `transient` tells whether it is tried again. `httpStatus` is nil where no answer
  /// came.
  case pollError(
    generationID: String, attempt: Int, httpStatus: Int?, transient: Bool, message: String)
  /// The time is up; the generation goes on at the service.
  case timeout(generationID: String, elapsed: Duration, lastStatus: String?)
  /// Polling after a stream has ended, with the exit code that it leads to.
  case fallbackPollingEnd(exitCode: Int32)
  /// The submit will be sent again; `attempt` counts from 1.
  case retry(attempt: Int, delay: Duration, reason: String)
  /// The run waits until a cap has room for it; nothing of it has been sent.
  case budgetWait(message: String)
  /// An output is on disk.
  case download(path: String, url: String, bytes: Int, sha256: String)
  /// An output could not be brought to disk and is not tried again now. `place` is its place in its
  /// job from 1; 0, with an empty `url`, means that the service named no file at all.
  case downloadError(place: Int, url: String, message: String)
  /// The generation has ended; `ok` tells whether well.
  case terminal(source: Source, ok: Bool, generationID: String?, status: String?, response: JSON)
  /// The run has ended otherwise; `code` is a stable word.
  case error(code: String, message: String)
  /// The service has taken the request on, and its id is in the ledger. For live lines only.
  case accepted(generationID: String)
  /// Whether the service took the request is not known, and what it has running is looked through. For
  /// live lines only.
  case reconciling
  /// A run in doubt was found among what the service has running. For live lines only.
  case adopted(generationID: String)
  /// Another process of this machine has the job in hand, and is waited for. For live lines only.
  case followedElsewhere(process: Int)
  /// An output is on its way; `total` is nil where the server did not tell. For live lines only.
  case downloadProgress(bytes: Int, total: Int?)
  /// The files of the request are on their way. For live lines only.
  case uploadProgress(bytes: Int, total: Int)

  /// How a generation is followed.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// By the event stream that the submit answers with.
    case stream = "sse"
    /// By asking for its state.
    case polling
  }

  /// Where the last state came from.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The event stream.
    case stream = "sse"
    /// An answer to a question for the state.
    case poll
  }
}
