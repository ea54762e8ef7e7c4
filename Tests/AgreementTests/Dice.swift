/// Numbers that look random and are the same for the same seed (xorshift64*).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    // Seeds that follow each other are set far apart; zero would stay zero.
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<4 { _ = next() }
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// One of the elements; they must not be none.
  mutating func pick<Elements: Collection>(_ elements: Elements) -> Elements.Element {
    let offset = Int.random(in: 0..<elements.count, using: &self)
    return elements[elements.index(elements.startIndex, offsetBy: offset)]
  }

  /// Whether something happens that happens once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}
