/// The first bytes of image files.
enum ImageHead {
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    if try reader.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      return try png(&reader)
    }
    if try reader.has([0xFF, 0xD8, 0xFF], at: 0) { return try jpeg(&reader) }
    if try reader.has("RIFF", at: 0), try reader.has("WEBP", at: 8) { return try webp(&reader) }
    if try reader.has("GIF87a", at: 0) { return try gif(&reader) }
    if try reader.has("GIF89a", at: 0) { return try gif(&reader) }
    return nil
  }

  // PNG specification, 11.2.1: IHDR comes first, with four bytes each.
  private static func png(_ reader: inout MediaReader) throws(FileError) -> MediaInfo {
    guard try reader.has("IHDR", at: 12) else { return MediaInfo(format: .png) }
    return MediaInfo(
      .png, try reader.bigEndian(at: 16, count: 4), try reader.bigEndian(at: 20, count: 4))
  }

  private static func gif(_ reader: inout MediaReader) throws(FileError) -> MediaInfo {
    MediaInfo(
      .gif, try reader.littleEndian(at: 6, count: 2), try reader.littleEndian(at: 8, count: 2))
  }

  // ITU-T T.81, B.2.2: the first frame header, found over the segments before it.
  private static func jpeg(_ reader: inout MediaReader) throws(FileError) -> MediaInfo {
    var offset = 2
    while let marker = try reader.bigEndian(at: offset, count: 2), marker >= 0xFF00 {
      switch marker & 0xFF {
      case 0xFF:
        offset += 1
      case 0x01, 0xD0...0xD8:
        offset += 2
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        return MediaInfo(
          .jpeg, try reader.bigEndian(at: offset + 7, count: 2),
          try reader.bigEndian(at: offset + 5, count: 2))
      case 0x00, 0xD9, 0xDA:
        return MediaInfo(format: .jpeg)
      default:
        guard let length = try reader.bigEndian(at: offset + 2, count: 2), length >= 2 else {
          return MediaInfo(format: .jpeg)
        }
        offset += 2 + length
      }
    }
    return MediaInfo(format: .jpeg)
  }

  // RFC 9649, 2.5 to 2.7, and RFC 6386, 9.1, for the frame header of the plain form.
  private static func webp(_ reader: inout MediaReader) throws(FileError) -> MediaInfo {
    if try reader.has("VP8X", at: 12) {
      let width = try reader.littleEndian(at: 24, count: 3)
      let height = try reader.littleEndian(at: 27, count: 3)
      return MediaInfo(.webp, width.map { $0 + 1 }, height.map { $0 + 1 })
    }
    if try reader.has("VP8L", at: 12), try reader.has([0x2F], at: 20) {
      let bits = try reader.littleEndian(at: 21, count: 4)
      return MediaInfo(.webp, bits.map { $0 & 0x3FFF + 1 }, bits.map { $0 >> 14 & 0x3FFF + 1 })
    }
    if try reader.has("VP8 ", at: 12), try reader.has([0x9D, 0x01, 0x2A], at: 23) {
      let width = try reader.littleEndian(at: 26, count: 2)
      let height = try reader.littleEndian(at: 28, count: 2)
      return MediaInfo(.webp, width.map { $0 & 0x3FFF }, height.map { $0 & 0x3FFF })
    }
    return MediaInfo(format: .webp)
  }
}
