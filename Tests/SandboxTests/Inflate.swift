/// A small reader of zlib streams (RFC 1950, RFC 1951) with every kind of block, for these tests.
struct Inflate {
  struct Broken: Error {}

  private let input: [UInt8]
  private var position = 2
  private var bit = 0
  private var output: [UInt8] = []

  private init(_ input: [UInt8]) { self.input = input }

  static func zlib(_ input: [UInt8]) throws -> [UInt8] {
    guard input.count > 6, input[0] & 15 == 8, (Int(input[0]) * 256 + Int(input[1])) % 31 == 0,
      input[1] & 32 == 0
    else { throw Broken() }
    var inflate = Inflate(input)
    while try !inflate.block() {}
    if inflate.bit > 0 { inflate.position += 1 }
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in inflate.output {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    let sum = input[inflate.position...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard inflate.position + 4 == input.count, sum == high << 16 | low else { throw Broken() }
    return inflate.output
  }

  private mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for index in 0..<count {
      guard position < input.count else { throw Broken() }
      value |= (Int(input[position]) >> bit & 1) << index
      bit += 1
      if bit == 8 { (bit, position) = (0, position + 1) }
    }
    return value
  }

  /// One block; true if it was the last.
  private mutating func block() throws -> Bool {
    let isLast = try bits(1) == 1
    switch try bits(2) {
    case 0:
      if bit > 0 { (bit, position) = (0, position + 1) }
      let length = try bits(16)
      guard try bits(16) == 0xFFFF - length else { throw Broken() }
      for _ in 0..<length { output.append(UInt8(try bits(8))) }
    case 1:
      var lengths = [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      lengths += [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
      try codes(Tree(lengths), Tree([Int](repeating: 5, count: 30)))
    case 2:
      let (literals, distances, count) = (try bits(5) + 257, try bits(5) + 1, try bits(4) + 4)
      var lengths = [Int](repeating: 0, count: 19)
      let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
      for index in order.prefix(count) { lengths[index] = try bits(3) }
      let tree = Tree(lengths)
      var all: [Int] = []
      while all.count < literals + distances {
        switch try symbol(tree) {
        case 16: all += Array(repeating: all.last ?? 0, count: try bits(2) + 3)
        case 17: all += Array(repeating: 0, count: try bits(3) + 3)
        case 18: all += Array(repeating: 0, count: try bits(7) + 11)
        case let length: all.append(length)
        }
      }
      try codes(Tree(Array(all[..<literals])), Tree(Array(all[literals...])))
    default: throw Broken()
    }
    return isLast
  }

  private mutating func codes(_ literals: Tree, _ distances: Tree) throws {
    let bases = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
      131, 163, 195, 227, 258,
    ]
    let extras = [
      0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    while true {
      let code = try symbol(literals)
      if code == 256 { return }
      if code < 256 {
        output.append(UInt8(code))
        continue
      }
      guard code <= 285 else { throw Broken() }
      let length = bases[code - 257] + (try bits(extras[code - 257]))
      let place = try symbol(distances)
      let extra = max(0, place / 2 - 1)
      let base = place < 2 ? place + 1 : (2 + place % 2) << extra + 1
      let distance = base + (try bits(extra))
      guard distance <= output.count else { throw Broken() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func symbol(_ tree: Tree) throws -> Int {
    var code = 1
    while code < 1 << 16 {
      code = code << 1 | (try bits(1))
      if let symbol = tree.symbols[code] { return symbol }
    }
    throw Broken()
  }

  /// The canonical codes of RFC 1951, 3.2.2, each behind a leading one.
  private struct Tree {
    var symbols: [Int: Int] = [:]

    init(_ lengths: [Int]) {
      var code = 0
      for length in 1...15 {
        for (symbol, other) in lengths.enumerated() where other == length {
          symbols[1 << length | code] = symbol
          code += 1
        }
        code <<= 1
      }
    }
  }
}
