/// Makes keys of the bytes that a terminal sends.
///
/// Push any number of bytes; whole keys come back in order. UTF-8 is put together, escape sequences
/// become `EditorKey`s, a bracketed paste is one key however long it is. A byte that is no UTF-8
/// becomes U+FFFD, so that nothing typed vanishes. A sequence that no key is known for is dropped,
/// or passed on as it came if `passesUnknown` (for bindings of the person's own).
struct KeyDecoder {
  /// What one key gives.
  enum Key: Equatable {
    case scalar(Unicode.Scalar)
    case special(EditorKey)
    /// A pasted block, made clean by `PastedText`.
    case paste(String)
  }

  /// Whether sequences without a known key are passed on.
  var passesUnknown = false
  private var state = State.ground
  private var keys: [Key] = []
  private var taken = 0
  /// What has come of a paste; not in its state, where each byte would copy it.
  private var pasted: [UInt8] = []

  private enum State {
    case ground
    case character([UInt8], length: Int)
    case escape
    case sequence([UInt8])
    case paste
  }

  private static let longestSequence = 32
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Takes in bytes as they were read.
  mutating func push(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  /// The next whole key; nil until more bytes come.
  mutating func next() -> Key? {
    guard taken < keys.count else {
      keys = []
      taken = 0
      return nil
    }
    taken += 1
    return keys[taken - 1]
  }

  /// Whether an Escape is held that may be a key of its own or the beginning of a sequence.
  var holdsEscape: Bool {
    switch state {
    case .escape, .sequence: true
    default: false
    }
  }

  /// Takes a held Escape for a key of its own, since nothing followed it.
  mutating func releaseEscape() {
    guard holdsEscape else { return }
    keys.append(.scalar("\u{1B}"))
    if case .sequence(let bytes) = state { append(bytes) }
    state = .ground
  }

  /// Forgets everything that is half read.
  mutating func reset() {
    state = .ground
    keys = []
    taken = 0
  }

  // MARK: - States

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takePlain(byte)
    case .character(let bytes, let length): takeRest(byte, after: bytes, length: length)
    case .escape: takeAfterEscape(byte)
    case .sequence(let bytes): takeInSequence(byte, after: bytes)
    case .paste: takePasted(byte)
    }
  }

  private mutating func takePlain(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0..<0x80: keys.append(.scalar(Unicode.Scalar(byte)))
    case 0xC2...0xDF: state = .character([byte], length: 2)
    case 0xE0...0xEF: state = .character([byte], length: 3)
    case 0xF0...0xF4: state = .character([byte], length: 4)
    default: keys.append(.scalar("\u{FFFD}"))
    }
  }

  private mutating func takeRest(_ byte: UInt8, after bytes: [UInt8], length: Int) {
    guard 0x80...0xBF ~= byte else {
      keys.append(.scalar("\u{FFFD}"))
      state = .ground
      takePlain(byte)
      return
    }
    let bytes = bytes + [byte]
    guard bytes.count == length else {
      state = .character(bytes, length: length)
      return
    }
    state = .ground
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    // A C1 control would be taken for one of the keys.
    if let scalar = scalars.first, scalars.count == 1, !(0x80..<0xA0 ~= scalar.value) {
      keys.append(.scalar(scalar))
    } else {
      keys.append(.scalar("\u{FFFD}"))
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "O"): state = .sequence([byte])
    case 0x1B: keys.append(.scalar("\u{1B}"))
    default:
      keys.append(.scalar("\u{1B}"))
      state = .ground
      takePlain(byte)
    }
  }

  private mutating func takeInSequence(_ byte: UInt8, after bytes: [UInt8]) {
    guard byte >= 0x20, byte < 0x7F else {
      state = .ground
      takePlain(byte)
      return
    }
    let bytes = bytes + [byte]
    let isLast = bytes[0] == UInt8(ascii: "O") || byte >= 0x40
    guard isLast || bytes.count > Self.longestSequence else {
      state = .sequence(bytes)
      return
    }
    state = .ground
    let sequence = String(decoding: bytes, as: UTF8.self)
    if sequence == "[200~" {
      state = .paste
      pasted = []
    } else if let key = EditorKey(sequence: sequence) {
      keys.append(.special(key))
    } else if passesUnknown {
      keys.append(.scalar("\u{1B}"))
      append(bytes)
    }
  }

  private mutating func takePasted(_ byte: UInt8) {
    pasted.append(byte)
    guard byte == Self.pasteEnd.last, pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
    else { return }
    pasted.removeLast(Self.pasteEnd.count)
    keys.append(.paste(PastedText.cleaned(String(decoding: pasted, as: UTF8.self))))
    pasted = []
    state = .ground
  }

  private mutating func append(_ bytes: [UInt8]) {
    for byte in bytes { keys.append(.scalar(Unicode.Scalar(byte))) }
  }
}
