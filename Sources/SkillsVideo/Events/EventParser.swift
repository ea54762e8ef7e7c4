/// Splits a byte stream into server-sent events (WHATWG HTML §9.2.6).
///
/// Push any number of bytes; complete events come back in order, the same wherever the bytes are cut.
/// An event without a `data` field is none, as the standard has it. Bytes that are not UTF-8 become
/// U+FFFD, and the event says so. A line above `maximumLineLength` bytes ends the stream with
/// `.lineTooLong` instead of growing without bound, an event above `maximumEventLength` with
/// `.eventTooLong`; after that nothing more is read.
package struct EventParser: Sendable {
  /// The most bytes of a line, without its end.
  package let maximumLineLength: Int
  /// The most bytes of one event's data.
  package let maximumEventLength: Int
  /// The last `id` field of the stream, nil before the first.
  package private(set) var lastEventID: String?
  /// The last `retry` field of the stream in milliseconds.
  package private(set) var reconnectionTime: Int?

  private var line: [UInt8] = []
  private var isFirstLine = true
  private var skipsLineFeed = false
  private var failure: EventParserError.Code?

  private var data: [UInt8] = []
  private var hasData = false
  private var name: String?
  private var retry: Int?
  private var hadInvalidUTF8 = false

  /// Makes a parser; the bounds are 8 and 16 MiB unless told.
  package init(maximumLineLength: Int = 8 << 20, maximumEventLength: Int = 16 << 20) {
    self.maximumLineLength = maximumLineLength
    self.maximumEventLength = maximumEventLength
  }

  /// Takes in bytes and gives the events they complete.
  ///
  /// Throws ``EventParserError``, which carries the events that were complete before; a parser that
  /// has thrown once throws the same on every push.
  package mutating func push(_ bytes: [UInt8]) throws(EventParserError) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    if let failure { throw error(failure, []) }
    var start = bytes.startIndex
    if skipsLineFeed, let first = bytes.first {
      skipsLineFeed = false
      if first == Self.lineFeed { start += 1 }
    }
    while start < bytes.endIndex {
      let rest = bytes[start...]
      guard let end = rest.firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn })
      else {
        try take(rest, events)
        break
      }
      try take(bytes[start..<end], events)
      start = end + 1
      if bytes[end] == Self.carriageReturn {
        if start == bytes.endIndex {
          skipsLineFeed = true
        } else if bytes[start] == Self.lineFeed {
          start += 1
        }
      }
      if let event = try endLine(events) { events.append(event) }
    }
    return events
  }

  /// Ends the stream and gives the event that still lacked its blank line, or nothing.
  ///
  /// The standard drops such an event; here it is delivered, marked `wasCutShort`, since the last
  /// state of something paid for may stand in it.
  package mutating func finish() -> [ServerSentEvent] {
    guard failure == nil else { return [] }
    skipsLineFeed = false
    if !line.isEmpty {
      do {
        _ = try endLine([])
      } catch {
        return []
      }
    }
    guard var event = dispatch() else { return [] }
    event.wasCutShort = true
    return [event]
  }
}

// MARK: - Lines

extension EventParser {
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  private mutating func take(
    _ bytes: ArraySlice<UInt8>, _ events: [ServerSentEvent]
  ) throws(EventParserError) {
    guard bytes.count <= maximumLineLength - line.count else {
      throw fail(.lineTooLong, events)
    }
    line.append(contentsOf: bytes)
  }

  private mutating func endLine(
    _ events: [ServerSentEvent]
  ) throws(EventParserError) -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: line.capacity <= 1 << 16) }
    var content = line[...]
    if isFirstLine {
      isFirstLine = false
      if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    }
    guard let first = content.first else { return dispatch() }
    guard first != UInt8(ascii: ":") else { return nil }
    let colon = content.firstIndex(of: UInt8(ascii: ":"))
    var value = colon.map { content[($0 + 1)...] } ?? []
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    try field(content[..<(colon ?? content.endIndex)], value, events)
    return nil
  }

  private mutating func field(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, _ events: [ServerSentEvent]
  ) throws(EventParserError) {
    if name.elementsEqual("data".utf8) {
      guard value.count + (hasData ? 1 : 0) <= maximumEventLength - data.count else {
        throw fail(.eventTooLong, events)
      }
      if hasData { data.append(Self.lineFeed) }
      data.append(contentsOf: value)
      hasData = true
    } else if name.elementsEqual("event".utf8) {
      let text = decoded(value)
      self.name = text.isEmpty ? nil : text
    } else if name.elementsEqual("id".utf8) {
      if !value.contains(0) { lastEventID = decoded(value) }
    } else if name.elementsEqual("retry".utf8) {
      guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
      guard let milliseconds = Int(String(decoding: value, as: UTF8.self)) else { return }
      retry = milliseconds
      reconnectionTime = milliseconds
    }
  }

  private mutating func decoded(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    hadInvalidUTF8 = true
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Events

extension EventParser {
  private mutating func dispatch() -> ServerSentEvent? {
    defer {
      data = []
      hasData = false
      name = nil
      retry = nil
      hadInvalidUTF8 = false
    }
    guard hasData else { return nil }
    let text = decoded(data)
    return ServerSentEvent(
      name: name, data: text, id: lastEventID, retry: retry, hadInvalidUTF8: hadInvalidUTF8)
  }

  private mutating func fail(
    _ code: EventParserError.Code, _ events: [ServerSentEvent]
  ) -> EventParserError {
    failure = code
    line = []
    data = []
    return error(code, events)
  }

  private func error(
    _ code: EventParserError.Code, _ events: [ServerSentEvent]
  ) -> EventParserError {
    let limit = code == .lineTooLong ? maximumLineLength : maximumEventLength
    return EventParserError(code: code, limit: limit, events: events)
  }
}
