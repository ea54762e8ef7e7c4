/// A drawn landscape whose sky, sun and hills follow from a digest.
///
/// Equal digests and sizes give equal bytes on every machine: all of it is integer arithmetic.
struct Picture: Sendable {
  let size: PictureSize
  private let digest: [UInt8]

  /// - Parameter digest: At least 32 bytes; the SHA-256 of the request.
  init(size: PictureSize, digest: [UInt8]) {
    self.size = size
    self.digest = digest
  }

  /// The PNG file; the digest stands in it as text, so that two requests never share their bytes.
  func file() -> [UInt8] {
    PNG.file(
      width: size.width, height: size.height, rows: rows(), note: SHA256.hexText(of: digest))
  }

  // MARK: - Painting

  private func rows() -> [PixelRow] {
    let mood = Self.moods[Int(byte(0)) % Self.moods.count]
    var rows = (0..<size.height).map { y in
      PixelRow(
        width: size.width, colour: mood.zenith.mixed(with: mood.horizon, part: y, of: size.height))
    }
    paintSun(mood, on: &rows)
    for layer in 0..<4 { paintHills(layer, mood, on: &rows) }
    return rows
  }

  private func paintSun(_ mood: Mood, on rows: inout [PixelRow]) {
    let short = min(size.width, size.height)
    let radius = short / 14 + short * Int(byte(1)) / 4096
    let centre = (
      x: size.width * (40 + Int(byte(2)) * 176 / 255) / 256,
      y: size.height * (40 + Int(byte(3)) * 70 / 255) / 256
    )
    for ring in [6, 4, 2, 0] {
      let reach = radius + radius * ring / 12
      for y in max(0, centre.y - reach)...min(size.height - 1, centre.y + reach) {
        let rise = y - centre.y
        let half = Self.root(reach * reach - rise * rise)
        let sky = mood.zenith.mixed(with: mood.horizon, part: y, of: size.height)
        rows[y].paint(
          centre.x - half..<centre.x + half + 1, mood.sun.mixed(with: sky, part: ring, of: 9))
      }
    }
  }

  private func paintHills(_ layer: Int, _ mood: Mood, on rows: inout [PixelRow]) {
    let colour = mood.far.mixed(with: mood.near, part: layer, of: 3)
    for (y, spans) in spans(under: ridge(layer)).enumerated() {
      for span in spans { rows[y].paint(span, colour) }
    }
  }

  /// The height of a layer's upper edge (a row number) for each column: two waves of its own.
  private func ridge(_ layer: Int) -> [Int] {
    let start = size.height * (118 + 36 * layer) / 256
    let swing = size.height * (12 + Int(byte(4 + layer)) / 9) / 256
    let long = 1 + Int(byte(8 + layer)) % 3
    let short = 4 + Int(byte(12 + layer)) % 4
    let shift = Int(byte(16 + layer)) * 4
    let width = size.width
    return (0..<width).map { x in
      let slow = Self.wave(x * 1024 * long / width + shift)
      let quick = Self.wave(x * 1024 * short / width + shift * 3)
      return min(max(start + (swing * slow + swing * quick / 5) / 1024, 0), size.height - 1)
    }
  }

  /// For each row, the columns that lie at or below `ridge`; the work grows with the ridge's
  /// length and not with the area.
  private func spans(under ridge: [Int]) -> [[Range<Int>]] {
    var spans = [[Range<Int>]](repeating: [], count: size.height)
    var open = [Int](repeating: -1, count: size.height)
    var edge = size.height
    for (x, top) in ridge.enumerated() {
      if top < edge {
        for y in top..<edge { open[y] = x }
      } else {
        for y in edge..<top { spans[y].append(open[y]..<x) }
      }
      edge = top
    }
    for y in edge..<size.height { spans[y].append(open[y]..<ridge.count) }
    return spans
  }

  private func byte(_ index: Int) -> UInt8 { digest[index % digest.count] }

  // MARK: - Integer curves

  /// A wave of period 1024 between -1024 and 1024, made of two parabolas.
  private static func wave(_ angle: Int) -> Int {
    let place = angle & 1023
    let half = place & 511
    let bow = half * (512 - half) / 64
    return place < 512 ? bow : -bow
  }

  private static func root(_ value: Int) -> Int {
    guard value > 0 else { return 0 }
    return Int(Double(value).squareRoot())
  }

  private struct Mood {
    let zenith: Colour
    let horizon: Colour
    let sun: Colour
    let far: Colour
    let near: Colour
  }

  private static let moods: [Mood] = [
    Mood(
      zenith: Colour(38, 70, 118), horizon: Colour(246, 189, 150), sun: Colour(255, 236, 190),
      far: Colour(126, 118, 150), near: Colour(34, 40, 58)),
    Mood(
      zenith: Colour(74, 144, 210), horizon: Colour(224, 240, 244), sun: Colour(255, 250, 214),
      far: Colour(120, 164, 150), near: Colour(28, 76, 52)),
    Mood(
      zenith: Colour(14, 18, 46), horizon: Colour(78, 66, 118), sun: Colour(236, 238, 246),
      far: Colour(52, 50, 92), near: Colour(10, 12, 26)),
    Mood(
      zenith: Colour(116, 60, 90), horizon: Colour(252, 166, 96), sun: Colour(255, 214, 130),
      far: Colour(164, 84, 84), near: Colour(48, 22, 40)),
    Mood(
      zenith: Colour(132, 182, 190), horizon: Colour(240, 232, 214), sun: Colour(250, 246, 236),
      far: Colour(160, 178, 172), near: Colour(66, 88, 86)),
  ]
}
