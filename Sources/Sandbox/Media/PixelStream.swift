/// Packs rows of pixel runs into a zlib stream (RFC 1950) with fixed Huffman codes (RFC 1951).
///
/// A run becomes its first pixel as literals and then matches at distance 3, so the work grows
/// with the runs and not with the pixels; the Adler checksum of a run is computed in one step.
struct PixelStream: Sendable {
  private var bytes: [UInt8] = [0x78, 0x01]
  private var bits: UInt32 = 0
  private var bitCount: UInt32 = 0
  private var sum: UInt64 = 1
  private var sumOfSums: UInt64 = 0

  init() {
    // One last block with fixed codes: BFINAL 1, BTYPE 01.
    put(0b011, 3)
  }

  /// Adds a row: its filter byte (0, none) and its pixels in three bytes each.
  mutating func add(_ runs: [PixelRun]) {
    literal(0)
    count(filter: 0)
    for run in runs where run.count > 0 {
      literal(run.colour.red)
      literal(run.colour.green)
      literal(run.colour.blue)
      repeatLast((run.count - 1) * 3)
      count(run.colour.red, run.colour.green, run.colour.blue, pixels: run.count)
    }
  }

  /// Ends the stream and gives its bytes.
  mutating func finish() -> [UInt8] {
    put(0, 7)
    if bitCount > 0 { put(0, 8 - bitCount) }
    let adler = UInt32(sumOfSums) << 16 | UInt32(sum)
    for shift: UInt32 in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: adler >> shift)) }
    return bytes
  }

  // MARK: - Adler-32

  private static let modulus: UInt64 = 65_521

  private mutating func count(filter: UInt8) {
    sum = (sum + UInt64(filter)) % Self.modulus
    sumOfSums = (sumOfSums + sum) % Self.modulus
  }

  private mutating func count(_ red: UInt8, _ green: UInt8, _ blue: UInt8, pixels: Int) {
    // The second sum grows by every value that the first one takes; over n equal pixels that is
    // an arithmetic series. A row is far below 2^20 pixels, so nothing overflows.
    let count = UInt64(pixels)
    let pixel = UInt64(red) + UInt64(green) + UInt64(blue)
    let inner = 3 * UInt64(red) + 2 * UInt64(green) + UInt64(blue)
    let series = 3 * pixel * (count * (count - 1) / 2)
    sumOfSums = (sumOfSums + 3 * count * sum + series + count * inner) % Self.modulus
    sum = (sum + count * pixel) % Self.modulus
  }

  // MARK: - Codes

  private mutating func literal(_ byte: UInt8) {
    let value = UInt32(byte)
    if value < 144 {
      code(0x30 + value, 8)
    } else {
      code(0x190 + value - 144, 9)
    }
  }

  private mutating func repeatLast(_ length: Int) {
    var rest = length
    while rest >= 3 {
      // 258, the longest match, is a multiple of 3 like the whole: no rest is too short to match.
      let piece = min(rest, 258)
      match(piece)
      rest -= piece
    }
  }

  private mutating func match(_ length: Int) {
    var index = Self.lengths.count - 1
    while Self.lengths[index].base > length { index -= 1 }
    let entry = Self.lengths[index]
    let symbol = UInt32(257 + index)
    if symbol < 280 {
      code(symbol - 256, 7)
    } else {
      code(0xC0 + symbol - 280, 8)
    }
    put(UInt32(length - entry.base), entry.extra)
    code(2, 5)
  }

  /// Puts a Huffman code, whose first bit is its highest one.
  private mutating func code(_ value: UInt32, _ length: UInt32) {
    var turned: UInt32 = 0
    for index in 0..<length { turned |= (value >> index & 1) << (length - 1 - index) }
    put(turned, length)
  }

  private mutating func put(_ value: UInt32, _ length: UInt32) {
    bits |= value << bitCount
    bitCount += length
    while bitCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= 8
    }
  }

  private static let lengths: [(base: Int, extra: UInt32)] = {
    var table: [(base: Int, extra: UInt32)] = (3...10).map { ($0, 0) }
    var base = 11
    for extra: UInt32 in 1...5 {
      for _ in 0..<4 {
        table.append((base, extra))
        base += 1 << Int(extra)
      }
    }
    table.append((258, 0))
    return table
  }()
}
