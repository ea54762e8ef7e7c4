/// A regular expression of a schema (`pattern`), as ECMA-262 writes it.
///
/// Every part of an expression maps the places where it may begin to those where it then ends, so
/// that no text takes long. Look-around, back references, word boundaries and Unicode properties
/// are not read, nor are repetitions that come to more than `maximumSize` parts.
struct SchemaPattern {
  static let maximumSize = 1_000

  private typealias Places = Set<Int>

  private struct Part {
    var size = 1
    let ends: ([Unicode.Scalar], Places) -> Places
  }

  private let whole: Part

  /// Reads an expression; nil if it cannot be read.
  init?(_ expression: String) {
    var rest = Array(expression.unicodeScalars)[...]
    guard let part = Self.either(&rest, depth: 0), rest.isEmpty, part.size <= Self.maximumSize
    else {
      return nil
    }
    whole = part
  }

  /// Whether a part of the text matches.
  func occurs(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return !whole.ends(scalars, Places(0...scalars.count)).isEmpty
  }

  // MARK: - Reading

  private static func either(_ rest: inout ArraySlice<Unicode.Scalar>, depth: Int) -> Part? {
    guard depth < 32, var all = sequence(&rest, depth: depth) else { return nil }
    while rest.first == "|" {
      rest.removeFirst()
      guard let next = sequence(&rest, depth: depth) else { return nil }
      let one = all
      all = Part(size: one.size + next.size) { one.ends($0, $1).union(next.ends($0, $1)) }
    }
    return all
  }

  private static func sequence(_ rest: inout ArraySlice<Unicode.Scalar>, depth: Int) -> Part? {
    var parts: [Part] = []
    while let first = rest.first, first != "|", first != ")" {
      guard let part = single(&rest, depth: depth), let all = repeated(part, &rest) else {
        return nil
      }
      parts.append(all)
    }
    let all = parts
    return Part(size: all.reduce(1) { $0 + $1.size }) { text, places in
      all.reduce(places) { $1.ends(text, $0) }
    }
  }

  private static func single(_ rest: inout ArraySlice<Unicode.Scalar>, depth: Int) -> Part? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "^": return Part { _, places in places.intersection([0]) }
    case "$": return Part { text, places in places.intersection([text.count]) }
    case ".": return one(of: .anyInLine)
    case "[": return PatternSet(inBrackets: &rest).map(one)
    case "\\": return PatternSet(afterBackslash: &rest).map(one)
    case "*", "+", "?", "{", "}", "]": return nil
    case "(":
      if rest.first == "?" {
        guard rest.dropFirst().first == ":" else { return nil }
        rest.removeFirst(2)
      }
      guard let inside = either(&rest, depth: depth + 1), rest.popFirst() == ")" else { return nil }
      return inside
    default: return one(of: PatternSet(scalar))
    }
  }

  private static func one(of set: PatternSet) -> Part {
    Part { text, places in
      Places(places.lazy.filter { $0 < text.count && set.contains(text[$0]) }.map { $0 + 1 })
    }
  }

  // MARK: - Repetition

  private static func repeated(_ part: Part, _ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    guard let (least, most) = bounds(&rest) else { return nil }
    if rest.first == "?", least != 1 || most != 1 { rest.removeFirst() }
    let times = max(least, most ?? least + 1)
    let (size, isTooLarge) = part.size.multipliedReportingOverflow(by: max(times, 1))
    if isTooLarge || size > maximumSize { return nil }
    return Part(size: size) { text, places in
      var ends = (0..<least).reduce(places) { places, _ in part.ends(text, places) }
      var fresh = ends
      var count = least
      while !fresh.isEmpty, most.map({ count < $0 }) ?? true {
        fresh = part.ends(text, fresh).subtracting(ends)
        ends.formUnion(fresh)
        count += 1
      }
      return ends
    }
  }

  /// How often what stands before is repeated; nil for what cannot be read.
  private static func bounds(
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) -> (least: Int, most: Int?)? {
    let signs: [Unicode.Scalar: (Int, Int?)] = ["*": (0, nil), "+": (1, nil), "?": (0, 1)]
    switch rest.first {
    case let sign? where signs[sign] != nil:
      rest.removeFirst()
      return signs[sign]
    case "{":
      let inside = rest.dropFirst().prefix { $0 != "}" }
      guard rest.count > inside.count + 1 else { return nil }
      rest = rest.dropFirst(inside.count + 2)
      let numbers = inside.split(separator: ",", omittingEmptySubsequences: false)
        .map { String(String.UnicodeScalarView($0)) }
      guard let first = numbers.first, numbers.count <= 2, let least = count(first) else {
        return nil
      }
      if numbers.count == 1 { return (least, least) }
      if numbers[1].isEmpty { return (least, nil) }
      guard let most = count(numbers[1]), most >= least else { return nil }
      return (least, most)
    default: return (1, 1)
    }
  }

  private static func count(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}
