/// Why a file was not filed; the generation it belongs to is untouched by this.
public struct DownloadError: Error, Sendable, Hashable {
  /// The kind of trouble.
  public enum Code: Sendable, Hashable {
    /// The media host answered with this HTTP status.
    case refused(Int)
    /// The body ended before its announced length, or told two lengths.
    case truncated
    /// The file is larger than the caller's limit.
    case tooLarge
    /// The answer makes no sense: empty, encoded, a part that was not asked for.
    case badResponse
    /// No room: the disk is full, a quota or the limit for one file is reached.
    case diskFull
    /// The file or folder cannot be made, written or named, whatever else is wrong with it.
    case notWritable
    /// A file of that name is there already.
    case nameTaken
    /// Another process is writing the same `.part`.
    case busy
    /// The connection failed; `transport` tells how.
    case transport
    /// The task was cancelled.
    case cancelled
  }

  /// The kind of trouble.
  public let code: Code
  /// One line for a person: what happened, where.
  public let message: String
  /// The transport's own error, for `.transport`, `.truncated`, `.tooLarge` and `.cancelled`.
  package let transport: TransportError?
  /// What is safely on disk, if the download can go on from there.
  package let partial: PartialDownload?
  /// The `Retry-After` field of a refusal as it came.
  package let retryAfter: String?

  /// Makes an error.
  package init(
    _ code: Code, _ message: String, transport: TransportError? = nil,
    partial: PartialDownload? = nil, retryAfter: String? = nil
  ) {
    self.code = code
    self.message = message
    self.transport = transport
    self.partial = partial
    self.retryAfter = retryAfter
  }

  /// Whether the same download may succeed a moment later.
  ///
  /// True for 408, 429 and 5xx, for a body cut short and for a connection that failed, but for no
  /// error of the address, of trust or of the disk.
  public var mayPass: Bool {
    switch code {
    case .refused(let status): status == 408 || status == 429 || status >= 500
    case .truncated: true
    case .transport:
      switch transport?.code {
      case .badRequest, .insecure, .tls, .tooLarge, .tooManyRedirects, .cancelled: false
      default: true
      }
    case .tooLarge, .badResponse, .diskFull, .notWritable, .nameTaken, .busy, .cancelled: false
    }
  }
}

extension DownloadError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
