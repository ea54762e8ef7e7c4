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
  /// Whether a variable of a sweep is part of it.
  let holdsVariable: Bool

  /// The largest size of a value, 1 MiB; constants that hold constants would grow without bound.
  static let largestSize = 1 << 20
  /// How much a number of a range counts, which takes little to write.
  static let sizeOfNumber = 16
  /// The greatest depth of lists and objects within each other.
  static let greatestDepth = 64

  /// What a value can be.
  indirect enum Kind: Sendable {
    /// A text, quoted.
    case text([TextPart])
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
    /// A file of this machine, or several where the name has wildcards.
    case file(FileName)
    /// A file whose name hangs on variables of a sweep; as a ``FileName`` once they have values.
    case fileTemplate([TextPart], isQuoted: Bool, folder: String)
    /// An address of a file elsewhere.
    case address(String)
    /// A result, or something in it.
    case result(ResultReference)
    /// A text that is data and takes the form its field wants: a cell of a table, an argument. A path
    /// in it is relative to the folder.
    case data(String, folder: String)
    /// A variable of a sweep, or a part of one, which is known for each job.
    case variable(Path)
    /// A list.
    case list([Term])
    /// An object.
    case object([Member])
    /// Something that a finding was made for already.
    case unknown
  }

  /// One part of a text.
  enum TextPart: Sendable, Hashable {
    /// Text that is known.
    case text(String)
    /// The text form of what a result holds at a path.
    case value(ResultPath)
    /// The text form of a variable of a sweep, or of a part of one.
    case variable(Path)
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
      holdsVariable = parts.contains { if case .variable = $0 { true } else { false } }
    case .list(let elements):
      size = elements.reduce(1) { $0 + $1.size }
      depth = 1 + (elements.lazy.map(\.depth).max() ?? 0)
      holdsVariable = elements.contains(where: \.holdsVariable)
    case .object(let members):
      size = members.reduce(1) { $0 + $1.key.utf8.count + $1.value.size }
      depth = 1 + (members.lazy.map(\.value.depth).max() ?? 0)
      holdsVariable = members.contains(where: \.value.holdsVariable)
    case .variable:
      size = 1
      depth = 0
      holdsVariable = true
    case .data(let text, _):
      size = 1 + text.utf8.count
      depth = 0
      holdsVariable = false
    case .range(let first, let last):
      size = Self.sizeOfNumber * (last - first + 1)
      depth = 0
      holdsVariable = false
    case .fileTemplate(let parts, _, _):
      size = Term(.text(parts), at: span).size
      depth = 0
      holdsVariable = true
    case .number, .quantity, .bool, .null, .word, .file, .address, .result, .unknown:
      size = 1
      depth = 0
      holdsVariable = false
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
    case .data(let text, _): text
    case .text, .file, .fileTemplate, .address, .result, .variable, .list, .object, .unknown: nil
    }
  }

  /// The text of a quoted text that no result is part of.
  var plainText: String? {
    guard case .text(let parts) = kind else { return nil }
    return parts.plainText
  }

  /// The text inside another text; nil for what has no text form.
  var textForm: String? {
    switch kind {
    case .text: plainText
    case .number, .quantity, .bool, .null, .data: token
    case .address(let address): address
    case .range, .word, .file, .fileTemplate, .result, .variable, .list, .object, .unknown: nil
    }
  }
}

extension [Term.TextPart] {
  /// The text, where all of it is known.
  var plainText: String? {
    var text = ""
    for part in self {
      guard case .text(let known) = part else { return nil }
      text += known
    }
    return text
  }

  /// The parts of a plan; nil where a variable is left.
  var expression: [Expression.TextPart]? {
    var parts: [Expression.TextPart] = []
    for part in self {
      switch part {
      case .text(let text): parts.append(.text(text))
      case .value(let path): parts.append(.value(path))
      case .variable: return nil
      }
    }
    return parts
  }

  /// Adds a part; two texts become one.
  mutating func join(_ part: Term.TextPart) {
    if case .text(let text) = part, case .text(let before) = last {
      self[count - 1] = .text(before + text)
    } else {
      append(part)
    }
  }
}
