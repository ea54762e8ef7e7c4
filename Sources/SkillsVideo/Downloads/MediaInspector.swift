/// Tells the kind of a media file by its bytes, and what else they say.
///
/// Known are PNG, JPEG, WebP, GIF, AVIF, HEIC, BMP and TIFF; MP4, MOV, WebM, Matroska, AVI, Ogg and MPEG
/// streams; M4A, MP3, WAV, FLAC and AAC. No name and no header field is trusted. At most 512 pages of
/// 4 kB are read, whatever the file claims; a file that contradicts itself gives less, never an error.
package enum MediaInspector {
  /// Looks at bytes in memory, the whole file or its beginning.
  package static func inspect(_ bytes: [UInt8]) -> MediaInfo? {
    try? inspect(length: bytes.count) { offset, count in
      Array(bytes[offset..<(offset + count)])
    }
  }

  /// Looks at a file of a known length by reading pieces of it.
  ///
  /// `read` gives the bytes at an offset, which lie within the length. Throws only what `read` throws.
  package static func inspect(
    length: Int, read: @escaping (_ offset: Int, _ count: Int) throws(FileError) -> [UInt8]
  ) throws(FileError) -> MediaInfo? {
    var reader = MediaReader(length: length, source: read)
    if let image = try ImageHead.inspect(&reader) { return image }
    if let image = try BitmapHead.inspect(&reader) { return image }
    if let movie = try MovieHead.inspect(&reader) { return movie }
    if let movie = try BroadcastHead.inspect(&reader) { return movie }
    if let stream = try OggHead.inspect(&reader) { return stream }
    return try SoundHead.inspect(&reader)
  }
}
