import Contracts
import LosslessJSON

/// A value of a script with its names looked up, before it meets a field.
struct Term: Sendable {
  /// What it is.
  let kind: Kind
  /// Where it stands; for a constant, where it is used.
  var span: SourceSpan
  /// Where the value of a constant was written.
  var origin: SourceSpan?
  /// How much it holds: bytes of text and number of values, all that it contains included.
  let size: Int
  /// How deep lists and objects are nested in it; 0 for a plain value.
  let depth: Int

  /// The largest size of a value, 1 MiB; constants that hold constants would grow without bound.
  static let largestSize = 1 << 20
  /// The greatest depth of lists and objects within each other.
  static let greatestDepth = 64

  /// What a value can be.
  indirect enum Kind: Sendable {
    /// A text, quoted.
    case text([Expression.TextPart])
    /// A number.
    case number(JSONNumber)
    /// A number with a unit.
    case quantity(JSONNumber, Unit)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// Whole numbers from one to another.
    case range(Int, Int)
    /// A bare word.
    case word(String)
    /// A file of this machine.
    case file(path: String, isQuoted: Bool)
    /// An address of a file elsewhere.
    case address(String)
    /// A result, or something in it.
    case result(ResultReference)
    /// A list.
    case list([Term])
    /// An object.
    case object([Member])
    /// Something that a finding was made for already.
    case unknown
  }

  /// One member of an object.
  struct Member: Sendable {
    var key: String
    var value: Term
  }

  init(_ kind: Kind, at span: SourceSpan, origin: SourceSpan? = nil) {
    self.kind = kind
    self.span = span
    self.origin = origin
    switch kind {
    case .text(let parts):
      size = parts.reduce(1) { size, part in
        if case .text(let text) = part { size + text.utf8.count } else { size + 1 }
      }
      depth = 0
    case .list(let elements):
      size = elements.reduce(1) { $0 + $1.size }
      depth = 1 + (elements.lazy.map(\.depth).max() ?? 0)
    case .object(let members):
      size = members.reduce(1) { $0 + $1.key.utf8.count + $1.value.size }
      depth = 1 + (members.lazy.map(\.value.depth).max() ?? 0)
    case .number, .quantity, .bool, .null, .range, .word, .file, .address, .result, .unknown:
      size = 1
      depth = 0
    }
  }

  /// The text of a bare token, which is compared with the words of a closed set before its shape
  /// is looked at.
  var token: String? {
    switch kind {
    case .number(let number): number.text
    case .quantity(let number, let unit): number.text + unit.rawValue
    case .bool(let bool): bool ? "true" : "false"
    case .null: "null"
    case .range(let first, let last): "\(first)..\(last)"
    case .word(let word): word
    case .text, .file, .address, .result, .list, .object, .unknown: nil
    }
  }

  /// The text of a quoted text that no result is part of.
  var plainText: String? {
    guard case .text(let parts) = kind else { return nil }
    return Expression.text(parts).constant?.string
  }

  /// The text inside another text; nil for what has no text form.
  var textForm: String? {
    switch kind {
    case .text: plainText
    case .number, .quantity, .bool, .null: token
    case .address(let address): address
    case .range, .word, .file, .result, .list, .object, .unknown: nil
    }
  }
}
