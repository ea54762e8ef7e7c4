/// What a client is given, one after the other.
enum OutputStep: Sendable, Hashable {
  case bytes([UInt8])
  /// So many bytes at a time, with a pause behind each part.
  case dribble(ArraySlice<UInt8>, count: Int, every: Duration)
  /// Nothing for a time, or for ever.
  case pause(Duration?)
  /// The letter x so many times, or for ever, each block framed as a chunk if it says so.
  case flood(Int?, isChunked: Bool)
  /// The fault has taken place.
  case strike
  /// The answer is whole, and the next request may come.
  case done
  /// The connection ends in good order.
  case close
  /// The connection is reset.
  case reset
}
