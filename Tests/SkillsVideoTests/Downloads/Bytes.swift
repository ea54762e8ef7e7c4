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

  /// A bitmap with the header of `header` bytes.
  static func bmp(_ width: Int, _ height: Int, header: Int = 40) -> [UInt8] {
    let size = header == 12 ? 2 : 4
    let info = little(header, 4) + little(width, size) + little(height, size)
    let rest = [UInt8](repeating: 0, count: header - info.count)
    return Array("BM".utf8) + little(14 + header + 4, 4) + little(0, 4) + little(14 + header, 4)
      + info + rest + [1, 2, 3, 0]
  }

  /// A TIFF whose directory stands at its end.
  static func tiff(
    _ width: Int, _ height: Int, isLittle: Bool = true, orientation: Int? = nil
  ) -> [UInt8] {
    let number = isLittle ? little : big
    func entry(_ tag: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
      number(tag, 2) + number(type, 2) + number(1, 4) + value
    }
    var entries = [
      entry(256, 4, number(width, 4)), entry(257, 3, number(height, 2) + [0, 0]),
      entry(258, 1, [8, 0, 0, 0]),
    ]
    if let orientation { entries.append(entry(274, 3, number(orientation, 2) + [0, 0])) }
    return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(12, 4) + [9, 9, 9, 9]
      + number(entries.count, 2) + entries.flatMap { $0 } + number(0, 4)
  }

  static func avi(_ width: Int, _ height: Int, frames: Int) -> [UInt8] {
    let head =
      little(40_000, 4) + little(0, 12) + little(frames, 4) + little(0, 12) + little(width, 4)
      + little(height, 4) + little(0, 16)
    let avih = Array("avih".utf8) + little(head.count, 4) + head
    let list = Array("LIST".utf8) + little(avih.count + 4, 4) + Array("hdrl".utf8) + avih
    return Array("RIFF".utf8) + little(list.count + 4, 4) + Array("AVI ".utf8) + list
  }

  static func transportStream(packets: Int) -> [UInt8] {
    (0..<packets).flatMap { _ in [0x47, 0x40, 0x00, 0x10] + [UInt8](repeating: 0xFF, count: 184) }
  }

  /// A program stream of the first or second version, with two stuffing bytes in the latter.
  static func programStream(isFirst: Bool) -> [UInt8] {
    let pack: [UInt8] =
      isFirst
      ? [0x21, 0, 1, 0, 1, 0x80, 0, 1] : [0x44, 0, 4, 0, 4, 1, 0, 0, 3, 0xFA, 0xFF, 0xFF]
    return [0, 0, 1, 0xBA] + pack + [0, 0, 1, 0xBB] + big(0, 12)
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

  /// A page of Ogg that begins a stream.
  static func ogg(_ content: [UInt8], isFirst: Bool = true) -> [UInt8] {
    Array("OggS".utf8) + [0, isFirst ? 2 : 0] + big(0, 20) + [1, UInt8(content.count)] + content
  }

  static func flac(rate: Int, samples: Int) -> [UInt8] {
    Array("fLaC".utf8) + [0x80] + big(34, 3) + big(0, 10) + big(rate << 44 | samples, 8)
      + big(0, 16)
  }

  /// Frames of 100 bytes, all but their heads empty.
  static func adts(frames: Int, rate: Int = 4) -> [UInt8] {
    (0..<frames).flatMap { _ in
      big(0xFFF1 << 32 | 1 << 30 | rate << 26 | 2 << 22 | 100 << 5, 6)
        + [UInt8](repeating: 0, count: 94)
    }
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
