/// Cuts what a program writes into characters and control sequences (ECMA-48).
struct ScreenParser: Sendable {
  /// One thing to do.
  enum Action: Equatable, Sendable {
    case character(Unicode.Scalar)
    case control(UInt8)
    /// ESC and a character.
    case escape(Character)
    /// CSI: the private mark if any, the numbers, the last character.
    case sequence(private: Bool, numbers: [Int], last: Character)
    case unknown(String)
  }

  private enum State { case ground, escape, charset, sequence, string, stringEscape }

  private var state = State.ground
  private var text = ""
  private var character: [UInt8] = []

  mutating func take(_ byte: UInt8) -> [Action] {
    switch state {
    case .ground: return takePlain(byte)
    case .escape: return takeEscape(byte)
    case .charset:
      state = .ground
      return []
    case .sequence:
      text.unicodeScalars.append(Unicode.Scalar(byte))
      guard 0x40...0x7E ~= byte else { return [] }
      state = .ground
      return [sequence()]
    case .string:
      if byte == 0x07 { state = .ground }
      if byte == 0x1B { state = .stringEscape }
      return []
    case .stringEscape:
      state = .ground
      return []
    }
  }

  private mutating func takePlain(_ byte: UInt8) -> [Action] {
    if byte >= 0x80 {
      character.append(byte)
      let scalars = String(decoding: character, as: UTF8.self).unicodeScalars
      let isWhole = scalars.count == 1 && scalars.first != "\u{FFFD}"
      guard isWhole || character.count == 4 else { return [] }
      character = []
      return scalars.first.map { [.character($0)] } ?? []
    }
    character = []
    if byte == 0x1B {
      state = .escape
      return []
    }
    return [byte < 0x20 || byte == 0x7F ? .control(byte) : .character(Unicode.Scalar(byte))]
  }

  private mutating func takeEscape(_ byte: UInt8) -> [Action] {
    state = .ground
    switch byte {
    case UInt8(ascii: "["):
      state = .sequence
      text = ""
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
    default: return [.escape(Character(Unicode.Scalar(byte)))]
    }
    return []
  }

  private func sequence() -> Action {
    guard let last = text.last else { return .unknown("CSI") }
    var body = text.dropLast()
    let isPrivate = body.first == "?"
    if isPrivate { body.removeFirst() }
    guard body.allSatisfy({ $0.isNumber || $0 == ";" }) else { return .unknown("CSI " + text) }
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0) ?? 0
    }
    return .sequence(private: isPrivate, numbers: numbers == [0] ? [] : numbers, last: last)
  }
}
