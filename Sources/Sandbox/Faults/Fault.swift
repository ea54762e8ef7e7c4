/// One thing that goes wrong with a connection, a request or its answer.
///
/// A count of frames says how many events of a stream pass unharmed before it.
package enum Fault: Sendable, Hashable {
  /// Nobody listens for a time, behind the connection that meets this.
  case refuse(Duration)
  /// The connection ends in good order: as soon as it is made, or in the place of an answer.
  case close
  /// The connection is reset once this many bytes of the answer have passed.
  case reset(after: Int)
  /// The connection is reset, and the server never sees the request.
  case drop
  /// Nothing passes for a time, for ever without one, once this many bytes of the answer have.
  case stall(after: Int, for: Duration?)
  /// So many bytes of the answer at a time.
  case dribble(count: Int, every: Duration)
  /// An answer of the proxy's own; the server never sees the request.
  case status(FaultAnswer)
  /// An answer of the proxy's own after the server has given its.
  case lateStatus(FaultAnswer)
  /// A stream that breaks off within a line, or within a character.
  case cut(Cut, frames: Int, ending: Ending)
  /// A stream that ends in good order before its time.
  case end(frames: Int)
  /// Every event comes this many times.
  case duplicate(times: Int)
  /// Two events change their places.
  case reorder(frames: Int)
  /// A line that is this long, without an end where there is no number, before the next event.
  case longLine(bytes: Int?, frames: Int)
  /// The body ends after this many bytes, half-way without a number, though more was promised.
  case truncate(bytes: Int?)
  /// `Content-Length` is off by this much.
  case wrongLength(by: Int)
  /// The files of a generation are refused with a status until its state is asked for.
  case expire(status: Int)

  /// Where a stream breaks off.
  package enum Cut: String, Sendable, CaseIterable {
    case line, character
  }

  /// What follows the last byte of a stream that breaks off: the end of the connection, the end of
  /// the body in good order, or a reset.
  package enum Ending: String, Sendable, CaseIterable {
    case close, clean, reset
  }
}
