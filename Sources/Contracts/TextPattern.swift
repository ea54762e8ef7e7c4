/// A regular expression of a schema (`pattern`), matched in time linear in the text.
///
/// It reads the part of ECMA-262 that schemas use: literals, `.`, classes, `\d \w \s` and their
/// opposites, groups, `|`, `* + ? {m,n}`, `^` and `$`. Look-around, back references, word
/// boundaries and Unicode properties are not read, nor are expressions that need more than
/// `maximumInstructions`: what cannot be read is not checked. As in JSON Schema, a match anywhere
/// in the text is one.
package struct TextPattern: Sendable {
  /// The most instructions that an expression may become.
  package static let maximumInstructions = 1_000

  private let program: [Instruction]

  fileprivate enum Instruction: Sendable {
    case scalar(ScalarSet)
    case fork(Int, Int)
    case start
    case end
    case accept
  }

  /// Reads an expression; nil if it cannot be read.
  package init?(_ expression: String) {
    var parser = TextPatternParser(expression)
    guard let tree = parser.parse() else { return nil }
    var program: [Instruction] = []
    guard Self.emit(tree, into: &program) else { return nil }
    program.append(.accept)
    self.program = program
  }

  /// Whether the text, or a part of it, matches.
  package func matches(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    var arrived: [Int] = []
    var isFirst = true
    while true {
      let scalar = scalars.next()
      var threads = Threads(count: program.count)
      // A match may begin at every place, so place 0 is entered each time.
      for place in arrived + [0]
      where threads.follow(place, in: program, atStart: isFirst, atEnd: scalar == nil) {
        return true
      }
      guard let scalar else { return false }
      arrived = threads.waiting.filter { place in
        if case .scalar(let set) = program[place] { set.contains(scalar) } else { false }
      }.map { $0 + 1 }
      isFirst = false
    }
  }

  private struct Threads {
    private(set) var waiting: [Int] = []
    private var seen: [Bool]

    init(count: Int) {
      seen = Array(repeating: false, count: count)
    }

    /// Goes on from a place without taking a scalar; true if that reaches the end.
    mutating func follow(
      _ place: Int, in program: [Instruction], atStart: Bool, atEnd: Bool
    ) -> Bool {
      var open = [place]
      while let place = open.popLast() {
        guard !seen[place] else { continue }
        seen[place] = true
        switch program[place] {
        case .scalar: waiting.append(place)
        case .fork(let first, let second):
          open.append(second)
          open.append(first)
        case .start: if atStart { open.append(place + 1) }
        case .end: if atEnd { open.append(place + 1) }
        case .accept: return true
        }
      }
      return false
    }
  }

  // MARK: - From tree to program

  private static func emit(
    _ node: TextPatternParser.Node, into program: inout [Instruction]
  ) -> Bool {
    guard program.count < maximumInstructions else { return false }
    switch node {
    case .scalar(let set): program.append(.scalar(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let nodes):
      for node in nodes { guard emit(node, into: &program) else { return false } }
    case .either(let nodes):
      return emitChoice(nodes[...], into: &program)
    case .repeated(let node, let least, let most):
      for _ in 0..<least {
        let before = program.count
        guard emit(node, into: &program) else { return false }
        // What becomes no instruction stays nothing however often it is repeated.
        if program.count == before { break }
      }
      if let most {
        for _ in least..<max(least, most) {
          guard emitOptional(node, again: false, into: &program) else { return false }
        }
      } else {
        return emitOptional(node, again: true, into: &program)
      }
    }
    return program.count < maximumInstructions
  }

  private static func emitChoice(
    _ nodes: ArraySlice<TextPatternParser.Node>, into program: inout [Instruction]
  ) -> Bool {
    var exits: [Int] = []
    for (index, node) in nodes.enumerated() {
      let fork = program.count
      if index < nodes.count - 1 { program.append(.fork(fork + 1, fork + 1)) }
      guard emit(node, into: &program) else { return false }
      if index < nodes.count - 1 {
        exits.append(program.count)
        program.append(.fork(0, 0))
        program[fork] = .fork(fork + 1, program.count)
      }
    }
    for exit in exits { program[exit] = .fork(program.count, program.count) }
    return true
  }

  private static func emitOptional(
    _ node: TextPatternParser.Node, again: Bool, into program: inout [Instruction]
  ) -> Bool {
    let fork = program.count
    program.append(.fork(fork + 1, fork + 1))
    guard emit(node, into: &program) else { return false }
    if again { program.append(.fork(fork, fork)) }
    program[fork] = .fork(fork + 1, program.count)
    return true
  }
}
