import FlyingSocks

/// A body whose pieces go out one by one, each at its moment.
///
/// A client that has gone is noticed when the next piece is written.
struct TimedBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let pieces: [TimedBytes]
  let clock: SandboxClock

  func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...], clock: clock) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    private var pieces: ArraySlice<TimedBytes>
    private var opened: ArraySlice<UInt8> = []
    private let clock: SandboxClock

    init(pieces: ArraySlice<TimedBytes>, clock: SandboxClock) {
      self.pieces = pieces
      self.clock = clock
    }

    mutating func next() async throws -> UInt8? {
      if opened.isEmpty, let piece = try await nextBuffer(suggested: 1) { opened = piece[...] }
      return opened.popFirst()
    }

    /// One whole piece, whatever its size: each becomes one chunk and leaves at once.
    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      guard let piece = pieces.popFirst() else { return nil }
      try await clock.sleep(piece.at)
      return piece.bytes
    }
  }
}
