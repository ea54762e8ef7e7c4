/// Spoils an event stream by its events.
struct StreamShaper: Sendable {
  private let fault: Fault
  private let isChunked: Bool
  private var splitter = FrameSplitter()
  private var frames = 0
  private var held: [UInt8]?
  private var hasStruck = false
  /// Whether nothing of the stream follows any more.
  private(set) var isOver = false

  /// - Parameters:
  ///   - fault: One that concerns streams; any other leaves the stream as it is.
  ///   - isChunked: Whether what goes out is framed in chunks.
  init(_ fault: Fault, isChunked: Bool) {
    self.fault = fault
    self.isChunked = isChunked
  }

  /// What happens before the first event.
  mutating func begin() -> [OutputStep] {
    switch fault {
    case .end(0): strike() + finish()
    default: []
    }
  }

  mutating func take(_ content: [UInt8]) -> [OutputStep] {
    var steps: [OutputStep] = []
    for frame in splitter.take(content) where !isOver { steps += next(frame) }
    return steps
  }

  mutating func end() -> [OutputStep] {
    let rest = (held ?? []) + splitter.takeRest()
    held = nil
    return (rest.isEmpty ? [] : [.bytes(framed(rest))]) + lastChunk
  }

  private mutating func next(_ frame: [UInt8]) -> [OutputStep] {
    defer { frames += 1 }
    switch fault {
    case .cut(let place, frames, let ending):
      isOver = true
      let begun = OutputStep.bytes(framed(Self.cut(frame, place)))
      return [begun] + strike() + self.ending(ending)
    case .end(let count) where frames + 1 == count:
      return [.bytes(framed(frame))] + strike() + finish()
    case .duplicate(let times):
      return strike() + Array(repeating: .bytes(framed(frame)), count: times)
    case .reorder(frames):
      held = frame
      return []
    case .reorder:
      guard let first = held else { return [.bytes(framed(frame))] }
      held = nil
      return strike() + [.bytes(framed(frame)), .bytes(framed(first))]
    case .longLine(let count, frames):
      let begun: [OutputStep] = [
        .bytes(framed(Array("data: ".utf8))), .flood(count, isChunked: isChunked),
      ]
      return strike() + begun + [.bytes(framed(Array("\n\n".utf8) + frame))]
    default: return [.bytes(framed(frame))]
    }
  }

  private mutating func strike() -> [OutputStep] {
    defer { hasStruck = true }
    return hasStruck ? [] : [.strike]
  }

  private mutating func finish() -> [OutputStep] {
    isOver = true
    return lastChunk + [.close]
  }

  private func ending(_ ending: Fault.Ending) -> [OutputStep] {
    switch ending {
    case .close: [.close]
    case .clean: lastChunk + [.close]
    case .reset: [.reset]
    }
  }

  // MARK: - Bytes

  private var lastChunk: [OutputStep] { isChunked ? [.bytes(Array("0\r\n\r\n".utf8))] : [] }

  private func framed(_ bytes: [UInt8]) -> [UInt8] { isChunked ? Self.chunk(bytes) : bytes }

  static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }

  /// The beginning of an event, up to within a line or a character.
  static func cut(_ frame: [UInt8], _ place: Fault.Cut) -> [UInt8] {
    let isBreak = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
    let half = frame.prefix(frame.count / 2)
    switch place {
    case .line:
      var begun = Array(half)
      while let last = begun.last, isBreak(last) { begun.removeLast() }
      return begun
    case .character:
      // Within the first character of several bytes, else within one that is put in half-way.
      if let lead = frame.firstIndex(where: { $0 >= 0xC0 }) { return Array(frame[...lead]) }
      return cut(frame, .line) + [0xC3]
    }
  }
}
