/// The boxes of MP4 and its relatives (ISO/IEC 14496-12), and the first bytes of WebM.
enum MovieHead {
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    if try reader.has([0x1A, 0x45, 0xDF, 0xA3], at: 0) { return try matroska(&reader) }
    guard let format = try format(&reader) else { return nil }
    guard format != .avif, format != .heic else { return MediaInfo(format: format) }
    var movie = Movie()
    if let content = try child("moov", of: 0..<reader.length, &reader) {
      try read(content, into: &movie, &reader)
    }
    let isSound = format == .mp4 && movie.hasSound && !movie.hasPicture
    return MediaInfo(
      format: isSound ? .m4a : format, width: movie.width, height: movie.height,
      duration: movie.duration)
  }

  private struct Movie {
    var width: Int?
    var height: Int?
    var duration: Double?
    var hasPicture = false
    var hasSound = false
  }

  private struct Box {
    var type: [UInt8]
    var content: Range<Int>
  }

  private static func format(_ reader: inout MediaReader) throws(FileError) -> MediaInfo.Format? {
    guard try reader.has("ftyp", at: 4) else {
      // Older QuickTime files begin without a brand.
      for first in ["moov", "mdat", "wide"] where try reader.has(first, at: 4) {
        return try child("moov", of: 0..<reader.length, &reader) == nil ? nil : .mov
      }
      return nil
    }
    let end = min(try reader.bigEndian(at: 0, count: 4) ?? 0, 256)
    for offset in [8] + Array(stride(from: 16, to: max(end - 3, 16), by: 4)) {
      switch try reader.bytes(at: offset, count: 4).map({ String(decoding: $0, as: UTF8.self) }) {
      case "avif", "avis": return .avif
      case "heic", "heix", "hevc": return .heic
      case "qt  ": return .mov
      case "M4A ", "M4B ": return .m4a
      case "isom", "mp41", "mp42", "iso2", "iso4", "iso5", "iso6", "avc1", "dash": return .mp4
      default: continue
      }
    }
    return .mp4
  }

  private static func box(
    at offset: Int, within range: Range<Int>, _ reader: inout MediaReader
  ) throws(FileError) -> Box? {
    guard range.contains(offset), let size = try reader.bigEndian(at: offset, count: 4),
      let type = try reader.bytes(at: offset + 4, count: 4)
    else { return nil }
    var head = 8
    var end = range.upperBound
    if size == 1 {
      head = 16
      guard let long = try reader.bigEndian(at: offset + 8, count: 8), long >= head,
        long <= range.upperBound - offset
      else { return nil }
      end = offset + long
    } else if size != 0 {
      guard size >= head, size <= range.upperBound - offset else { return nil }
      end = offset + size
    }
    guard offset + head <= end else { return nil }
    return Box(type: Array(type), content: (offset + head)..<end)
  }

  private static func child(
    _ type: String, of range: Range<Int>, _ reader: inout MediaReader
  ) throws(FileError) -> Range<Int>? {
    var offset = range.lowerBound
    while let box = try box(at: offset, within: range, &reader) {
      if box.type.elementsEqual(type.utf8) { return box.content }
      offset = box.content.upperBound
    }
    return nil
  }

  private static func read(
    _ content: Range<Int>, into movie: inout Movie, _ reader: inout MediaReader
  ) throws(FileError) {
    var scale = 0
    var offset = content.lowerBound
    while let box = try box(at: offset, within: content, &reader) {
      switch String(decoding: box.type, as: UTF8.self) {
      case "mvhd":
        let start = box.content.lowerBound
        let isLong = try reader.has([1], at: start)
        scale = try reader.bigEndian(at: start + (isLong ? 20 : 12), count: 4) ?? 0
        let time = try reader.bigEndian(at: start + (isLong ? 24 : 16), count: isLong ? 8 : 4)
        movie.duration = seconds(time, scale, isLong)
      case "trak":
        try readTrack(box.content, into: &movie, &reader)
      case "mvex" where movie.duration == nil:
        guard let start = try child("mehd", of: box.content, &reader)?.lowerBound else { break }
        let isLong = try reader.has([1], at: start)
        let time = try reader.bigEndian(at: start + 4, count: isLong ? 8 : 4)
        movie.duration = seconds(time, scale, isLong)
      default:
        break
      }
      offset = box.content.upperBound
    }
  }

  // All bits set means that the time is not known.
  private static func seconds(_ time: Int?, _ scale: Int, _ isLong: Bool) -> Double? {
    guard let time, time > 0, scale > 0, isLong || time != 0xFFFF_FFFF else { return nil }
    return Double(time) / Double(scale)
  }

  private static func readTrack(
    _ content: Range<Int>, into movie: inout Movie, _ reader: inout MediaReader
  ) throws(FileError) {
    if let media = try child("mdia", of: content, &reader),
      let handler = try child("hdlr", of: media, &reader)
    {
      if try reader.has("soun", at: handler.lowerBound + 8) { movie.hasSound = true }
      if try reader.has("vide", at: handler.lowerBound + 8) { movie.hasPicture = true }
    }
    guard movie.width == nil, let head = try child("tkhd", of: content, &reader) else { return }
    let matrix = head.lowerBound + (try reader.has([1], at: head.lowerBound) ? 52 : 40)
    guard
      let width = try reader.bigEndian(at: matrix + 36, count: 4),
      let height = try reader.bigEndian(at: matrix + 40, count: 4),
      let scaleX = try reader.bigEndian(at: matrix, count: 4),
      let scaleY = try reader.bigEndian(at: matrix + 16, count: 4),
      matrix + 44 <= head.upperBound, width >> 16 > 0, height >> 16 > 0
    else { return }
    // A quarter turn leaves nothing on the diagonal, and swaps what is seen.
    let isTurned = scaleX == 0 && scaleY == 0
    movie.width = (isTurned ? height : width) >> 16
    movie.height = (isTurned ? width : height) >> 16
  }

  // RFC 8794: the DocType stands among the first elements of the EBML head.
  private static func matroska(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    for offset in 4..<64 where try reader.has([0x42, 0x82], at: offset) {
      if try reader.has("webm", at: offset + 3) { return MediaInfo(format: .webm) }
      if try reader.has("matroska", at: offset + 3) { return MediaInfo(format: .matroska) }
    }
    return nil
  }
}
