/// The first pages of Ogg files (RFC 3533).
enum OggHead {
  /// Looks at the pages that begin the streams of a file, which all come first; nil where none is of a
  /// kind that is known.
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    var offset = 0
    var isSound = false
    // 2 marks the first page of a stream.
    while try reader.has("OggS", at: offset),
      let flags = try reader.bigEndian(at: offset + 5, count: 1), flags & 2 != 0,
      let count = try reader.bigEndian(at: offset + 26, count: 1),
      let lengths = try reader.bytes(at: offset + 27, count: count)
    {
      let content = offset + 27 + count
      offset = content + lengths.reduce(0) { $0 + Int($1) }
      for start in Self.pictures where try reader.has(start, at: content) {
        return MediaInfo(format: .oggVideo)
      }
      for start in Self.sounds where try reader.has(start, at: content) { isSound = true }
    }
    return isSound ? MediaInfo(format: .ogg) : nil
  }

  private static let pictures = [[0x80] + Array("theora".utf8)]
  private static let sounds = [
    [0x01] + Array("vorbis".utf8), Array("OpusHead".utf8), [0x7F] + Array("FLAC".utf8),
    Array("Speex   ".utf8),
  ]
}
