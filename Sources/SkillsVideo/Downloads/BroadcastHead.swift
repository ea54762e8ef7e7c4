/// The first bytes of AVI files and of MPEG transport and program streams.
enum BroadcastHead {
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    if try reader.has("RIFF", at: 0), try reader.has("AVI ", at: 8) { return try avi(&reader) }
    if try isTransportStream(&reader) { return MediaInfo(format: .mpegTransport) }
    if try isProgramStream(&reader) { return MediaInfo(format: .mpegProgram) }
    return nil
  }

  private static func avi(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    guard try reader.has("LIST", at: 12), try reader.has("hdrl", at: 20),
      try reader.has("avih", at: 24)
    else { return nil }
    var info = MediaInfo(
      .avi, try reader.littleEndian(at: 64, count: 4),
      try reader.littleEndian(at: 68, count: 4))
    if let frameTime = try reader.littleEndian(at: 32, count: 4), frameTime > 0,
      let frames = try reader.littleEndian(at: 48, count: 4), frames > 0
    {
      info.duration = Double(frames) * Double(frameTime) / 1_000_000
    }
    return info
  }

  // ISO/IEC 13818-1, 2.4.3: packets of 188 bytes, each of which begins with the same byte.
  private static func isTransportStream(_ reader: inout MediaReader) throws(FileError) -> Bool {
    for packet in 0..<5 where try !reader.has([0x47], at: packet * 188) { return false }
    return true
  }

  // ISO/IEC 13818-1, 2.5.3, and 11172-1, 2.4.3: a pack header, whose next bits tell the version.
  private static func isProgramStream(_ reader: inout MediaReader) throws(FileError) -> Bool {
    guard try reader.has([0x00, 0x00, 0x01, 0xBA], at: 0),
      let marker = try reader.bigEndian(at: 4, count: 1)
    else { return false }
    if marker & 0xC4 == 0x44 { return try packEnd(&reader, 14) }
    return marker & 0xF1 == 0x21 ? try packEnd(&reader, 12) : false
  }

  /// Whether a start code follows a pack header, as it must; that of MPEG-2 tells of stuffing bytes.
  private static func packEnd(
    _ reader: inout MediaReader, _ length: Int
  ) throws(FileError) -> Bool {
    let stuffing = length == 14 ? (try reader.bigEndian(at: 13, count: 1) ?? 0) & 7 : 0
    return try reader.has([0x00, 0x00, 0x01], at: length + stuffing)
  }
}
