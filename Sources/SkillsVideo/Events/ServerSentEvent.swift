/// One event of an event stream.
package struct ServerSentEvent: Sendable, Hashable {
  /// The `event` field; nil if there was none or it was empty (the type is then `message`).
  package var name: String?
  /// The `data` lines joined by a newline.
  package var data: String
  /// The stream's last event id so far, nil before the first; it holds over from earlier events.
  package var id: String?
  /// The `retry` field of this event in milliseconds.
  package var retry: Int?
  /// Whether bytes that are not UTF-8 were replaced by U+FFFD in a line of this event.
  package var hadInvalidUTF8: Bool
  /// Whether the stream ended before the blank line that ends an event.
  package var wasCutShort: Bool

  /// Makes an event.
  package init(
    name: String? = nil, data: String, id: String? = nil, retry: Int? = nil,
    hadInvalidUTF8: Bool = false, wasCutShort: Bool = false
  ) {
    self.name = name
    self.data = data
    self.id = id
    self.retry = retry
    self.hadInvalidUTF8 = hadInvalidUTF8
    self.wasCutShort = wasCutShort
  }
}
