/// Small media files, made byte by byte.
enum Bytes {
  static func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    big(value, count).reversed()
  }

  static func png(_ width: Int, _ height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + Array("IHDR".utf8)
      + big(width, 4) + big(height, 4) + [8, 2, 0, 0, 0]
  }

  static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
    let exif: [UInt8] = [0xFF, 0xE1] + big(302, 2) + [UInt8](repeating: 0xC0, count: 300)
    let tables: [UInt8] = [0xFF, 0xFF, 0xC4] + big(4, 2) + [0, 0]
    let frame: [UInt8] = [0xFF, 0xC2] + big(17, 2) + [8] + big(height, 2) + big(width, 2)
    return [0xFF, 0xD8] + exif + tables + frame + [UInt8](repeating: 0, count: 10)
  }

  static func webp(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let chunk = Array(type.utf8) + little(content.count, 4) + content
    return Array("RIFF".utf8) + little(chunk.count + 4, 4) + Array("WEBP".utf8) + chunk
  }

  // MARK: - Boxes

  static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    big(content.count + 8, 4) + Array(type.utf8) + content
  }

  static func longBox(_ type: String, _ content: [UInt8]) -> [UInt8] {
    big(1, 4) + Array(type.utf8) + big(content.count + 16, 8) + content
  }

  static func ftyp(_ brand: String, _ others: String...) -> [UInt8] {
    box("ftyp", Array(brand.utf8) + big(0, 4) + others.flatMap { Array($0.utf8) })
  }

  static func moov(
    time: Int = 5000, isLong: Bool = false, isTurned: Bool = false, handler: String = "vide",
    fragments: Int? = nil
  ) -> [UInt8] {
    let size = isLong ? 8 : 4
    let head = big(isLong ? 1 << 24 : 0, 4)
    let movie = box(
      "mvhd", head + big(0, size * 2) + big(1000, 4) + big(time, size) + big(0, 80))
    let one = big(1 << 16, 4)
    let none = big(0, 4)
    let matrix =
      isTurned
      ? none + one + none + big(-1 << 16, 4) + none + none + none + none + big(1 << 30, 4)
      : one + none + none + none + one + none + none + none + big(1 << 30, 4)
    let isPicture = handler == "vide"
    let track = box(
      "tkhd",
      head + big(0, size * 2) + big(1, 4) + big(0, 4) + big(time, size) + big(0, 16) + matrix
        + big(isPicture ? 1280 << 16 : 0, 4) + big(isPicture ? 720 << 16 : 0, 4))
    let media = box("mdia", box("hdlr", big(0, 8) + Array(handler.utf8) + big(0, 12)))
    let mvex = fragments.map { box("mvex", box("mehd", head + big($0, size))) } ?? []
    return box("moov", movie + box("trak", track + media) + mvex)
  }

  static func matroska(_ type: String) -> [UInt8] {
    [
      0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82,
      0x80 | UInt8(type.utf8.count),
    ]
      + Array(type.utf8) + [0x42, 0x87, 0x81, 0x04]
  }

  // MARK: - Sound

  static func wav(seconds: Int) -> [UInt8] {
    let format =
      Array("fmt ".utf8) + little(16, 4) + little(1, 2) + little(1, 2) + little(100, 4)
      + little(200, 4) + little(2, 2) + little(16, 2)
    let list = Array("LIST".utf8) + little(3, 4) + [1, 2, 3, 0]
    let data =
      Array("data".utf8) + little(seconds * 200, 4) + [UInt8](repeating: 0, count: seconds * 200)
    let content = Array("WAVE".utf8) + format + list + data
    return Array("RIFF".utf8) + little(content.count, 4) + content
  }

  /// Frames of 128 kbit/s at 44.1 kHz, 417 bytes each.
  static func mp3(frames: Int, xing: Int? = nil) -> [UInt8] {
    let empty: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
    var first = empty
    if let xing {
      first.replaceSubrange(36..<48, with: Array("Xing".utf8) + big(1, 4) + big(xing, 4))
    }
    return first + (1..<max(frames, 1)).flatMap { _ in empty }
  }

  static func tag(_ length: Int) -> [UInt8] {
    let size = (0..<4).reversed().map { UInt8(length >> ($0 * 7) & 0x7F) }
    return Array("ID3".utf8) + [4, 0, 0] + size + [UInt8](repeating: 0x41, count: length)
  }
}
