/// The body of an answer, as the bytes come.
///
/// A body is read once, by one reader at a time: a second iterator goes on where the first stopped. What
/// was not taken yet is bounded, so a slow reader slows the server down. When the body and its
/// iterators are let go before the end, the transfer is cancelled.
package struct HTTPBody: AsyncSequence, Sendable {
  package typealias Element = [UInt8]
  package typealias Failure = TransportError

  /// What gives the next bytes: never an empty array, nil at the end; an error once, then nil.
  package typealias Source = @Sendable () async throws(TransportError) -> [UInt8]?

  private let source: Source
  private let lease: BodyLease?

  /// Makes a body of a source.
  ///
  /// `onRelease` is called once, when the body and all its iterators are gone, whether it was read to
  /// its end or not.
  package init(source: @escaping Source, onRelease: (@Sendable () -> Void)? = nil) {
    self.source = source
    lease = onRelease.map(BodyLease.init)
  }

  /// Makes a body that is there already: its chunks, then the error if there is one.
  package init(chunks: [[UInt8]], failure: TransportError? = nil) {
    let script = BodyScript(chunks: chunks, failure: failure)
    self.init(source: { () throws(TransportError) in try script.next() })
  }

  /// Makes a body of one piece of text.
  package init(text: String) {
    self.init(chunks: text.isEmpty ? [] : [Array(text.utf8)])
  }

  package func makeAsyncIterator() -> Iterator {
    Iterator(source: source, lease: lease)
  }

  /// Reads a body chunk by chunk.
  package struct Iterator: AsyncIteratorProtocol {
    package typealias Element = [UInt8]
    package typealias Failure = TransportError

    private let source: Source
    private let lease: BodyLease?

    fileprivate init(source: @escaping Source, lease: BodyLease?) {
      self.source = source
      self.lease = lease
    }

    /// The next bytes, nil at the end.
    package mutating func next() async throws(TransportError) -> [UInt8]? {
      try await source()
    }

    /// The next bytes, nil at the end.
    package mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(TransportError) -> [UInt8]? {
      try await source()
    }
  }

  /// Reads the whole body into memory.
  ///
  /// Throws `.tooLarge` as soon as more than `limit` bytes have come, and whatever ends the body early.
  package func collected(upTo limit: Int) async throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    var iterator = makeAsyncIterator()
    while let chunk = try await iterator.next() {
      guard chunk.count <= limit - bytes.count else {
        throw TransportError(
          .tooLarge, wasSent: true, "the answer is larger than \(limit) bytes")
      }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }
}
