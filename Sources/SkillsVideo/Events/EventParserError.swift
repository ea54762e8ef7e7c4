/// An event stream that grows beyond its bounds.
package struct EventParserError: Error, Sendable, Hashable {
  /// Which bound was passed.
  package enum Code: String, Sendable, Hashable {
    /// A line is longer than `maximumLineLength`.
    case lineTooLong
    /// The data of one event is longer than `maximumEventLength`.
    case eventTooLong
  }

  /// Which bound was passed.
  package let code: Code
  /// The bound in bytes.
  package let limit: Int
  /// The events that were complete before the bound was passed, from the same push.
  ///
  /// They are to be acted on first: one of them may hold the id of what was paid for.
  package let events: [ServerSentEvent]

  /// One line for a person.
  package var message: String {
    switch code {
    case .lineTooLong: "a line of the event stream is longer than \(limit) bytes"
    case .eventTooLong: "an event of the event stream is longer than \(limit) bytes"
    }
  }
}
