/// Reads a regular expression into a tree; a struct over the scalars that are left, one function a
/// production.
struct TextPatternParser {
  /// A part of an expression.
  indirect enum Node: Sendable {
    case scalar(ScalarSet)
    case start
    case end
    case sequence([Node])
    case either([Node])
    case repeated(Node, least: Int, most: Int?)
  }

  private static let maximumDepth = 32
  private static let maximumCount = 1_000

  private var rest: ArraySlice<Unicode.Scalar>
  private var depth = 0

  init(_ expression: String) {
    rest = Array(expression.unicodeScalars)[...]
  }

  /// The whole expression; nil if it holds anything that is not read.
  mutating func parse() -> Node? {
    guard let node = either(), rest.isEmpty else { return nil }
    return node
  }

  private mutating func either() -> Node? {
    var nodes: [Node] = []
    repeat {
      guard let node = sequence() else { return nil }
      nodes.append(node)
    } while take("|")
    return .either(nodes)
  }

  private mutating func sequence() -> Node? {
    var nodes: [Node] = []
    while let next = rest.first, next != "|", next != ")" {
      guard let atom = atom(), let node = repeated(atom) else { return nil }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func atom() -> Node? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .scalar(.anyInLine)
    case "(": return group()
    case "[": return characterClass().map(Node.scalar)
    case "\\": return escape().map(Node.scalar)
    case "*", "+", "?", "{", "}", "]": return nil
    default: return .scalar(ScalarSet(scalar))
    }
  }

  private mutating func group() -> Node? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { return nil }
    if take("?") { guard take(":") else { return nil } }
    guard let node = either(), take(")") else { return nil }
    return node
  }

  private mutating func repeated(_ node: Node) -> Node? {
    var least = 1
    var most: Int? = 1
    if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      (least, most) = (1, nil)
    } else if take("?") {
      (least, most) = (0, 1)
    } else if take("{") {
      guard let low = count() else { return nil }
      (least, most) = (low, low)
      if take(",") { most = count() }
      guard take("}"), most.map({ $0 >= low }) ?? true else { return nil }
    } else {
      return node
    }
    // Whether a repetition takes much or little does not change whether there is a match.
    _ = take("?")
    return .repeated(node, least: least, most: most)
  }

  private mutating func count() -> Int? {
    var value: Int?
    while let digit = rest.first.flatMap({ Int(String($0)) }) {
      rest.removeFirst()
      value = (value ?? 0) * 10 + digit
      if value ?? 0 > Self.maximumCount { return nil }
    }
    return value
  }

  private mutating func characterClass() -> ScalarSet? {
    var set = ScalarSet()
    let isNegated = take("^")
    while !take("]") {
      guard let scalar = rest.popFirst(), let low = member(scalar) else { return nil }
      if let first = low.onlyScalar, rest.first == "-", rest.dropFirst().first != "]" {
        rest.removeFirst()
        guard let end = rest.popFirst(), let last = member(end)?.onlyScalar, first <= last else {
          return nil
        }
        set.insert(first...last)
      } else {
        set.insert(low)
      }
    }
    set.isNegated = isNegated
    return set
  }

  private mutating func member(_ scalar: Unicode.Scalar) -> ScalarSet? {
    scalar == "\\" ? escape() : ScalarSet(scalar)
  }

  private mutating func escape() -> ScalarSet? {
    guard let letter = rest.popFirst() else { return nil }
    if let set = ScalarSet(shorthand: letter) { return set }
    switch letter {
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "f": return ScalarSet("\u{C}")
    case "v": return ScalarSet("\u{B}")
    case "x": return hexadecimal(2)
    case "u": return hexadecimal(4)
    case "a"..."z", "A"..."Z", "0"..."9": return nil
    default: return ScalarSet(letter)
    }
  }

  private mutating func hexadecimal(_ count: Int) -> ScalarSet? {
    let digits = String(String.UnicodeScalarView(rest.prefix(count)))
    guard digits.count == count, let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    rest = rest.dropFirst(count)
    return ScalarSet(scalar)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }
}

extension ScalarSet {
  fileprivate var onlyScalar: UInt32? {
    guard !isNegated, ranges.count == 1, let range = ranges.first, range.count == 1 else {
      return nil
    }
    return range.lowerBound
  }
}
