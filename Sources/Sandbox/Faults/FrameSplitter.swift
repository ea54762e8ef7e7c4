/// Splits an event stream into its events, each with the empty line that ends it.
struct FrameSplitter: Sendable {
  private var begun: [UInt8] = []
  private var isLineEmpty = true
  private var wasCarriageReturn = false
  private var isFrameOver = false

  /// Takes bytes and gives the events that have become whole; the bytes are never changed.
  mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
    var frames: [[UInt8]] = []
    for byte in bytes {
      let isSecondOfPair = byte == 0x0A && wasCarriageReturn
      // The line feed of a CR LF belongs to the line that the CR ended.
      if isFrameOver && !isSecondOfPair { end(&frames) }
      begun.append(byte)
      wasCarriageReturn = byte == 0x0D
      switch byte {
      case 0x0A where isSecondOfPair: if isFrameOver { end(&frames) }
      case 0x0A:
        if isLineEmpty { end(&frames) } else { isLineEmpty = true }
      case 0x0D:
        if isLineEmpty { isFrameOver = true } else { isLineEmpty = true }
      default: isLineEmpty = false
      }
    }
    return frames
  }

  /// What has come of an event that is not whole.
  mutating func takeRest() -> [UInt8] {
    defer { begun = [] }
    return begun
  }

  private mutating func end(_ frames: inout [[UInt8]]) {
    frames.append(begun)
    begun = []
    isLineEmpty = true
    isFrameOver = false
  }
}
