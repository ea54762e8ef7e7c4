@testable import Sandbox

/// The first bytes of files in many formats.
enum FileSamples {
  static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + text("\0\0\0\rIHDR....")
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + text("\0\u{10}JFIF\0")
  static let mp4 = box("ftyp", text("isom\0\0\u{2}\0isomiso2avc1mp41")) + box("free", [])
  static let wav = text("RIFF\u{24}\0\0\0WAVEfmt ")

  static let all: [(UploadFormat?, [UInt8])] = [
    (.png, png), (.jpeg, jpeg), (.jpeg, [0xFF, 0xD8, 0xFF]), (.gif, text("GIF87a..")),
    (.gif, text("GIF89a")), (.webp, text("RIFF\u{24}\0\0\0WEBPVP8 ")),
    (.bmp, text("BM\0\0\0\0\0\0\0\0\u{36}\0\0\0\u{28}\0\0\0")),
    (.tiff, text("II*\0\u{8}\0\0\0")), (.tiff, text("MM\0*\0\0\0\u{8}")),
    (.tiff, text("II+\0")), (.tiff, text("MM\0+")),
    (.avif, box("ftyp", text("avif\0\0\0\0mif1"))), (.avif, box("ftyp", text("avis\0\0\0\0"))),
    (.avif, box("ftyp", text("mif1\0\0\0\0miafavif"))),
    (.heic, box("ftyp", text("heic\0\0\0\0mif1"))), (.heic, box("ftyp", text("hevc\0\0\0\0"))),
    (.heic, box("ftyp", text("mif1\0\0\0\0heic"))),
    // The brand stands behind the box.
    (.heic, box("ftyp", text("mif1\0\0\0\0")) + text("avif")),
    (.mp4, mp4), (.mp4, box("ftyp", text("mp42\0\0\0\0"))),
    (.mp4, box("ftyp", text("M4V \0\0\0\0"))),
    (.mov, box("ftyp", text("qt  \0\0\0\0"))), (.mov, box("moov", [1, 2])),
    (.mov, box("wide", [])), (.m4a, box("ftyp", text("M4A \0\0\0\0"))),
    (.webm, ebml("webm")), (.matroska, ebml("matroska")), (nil, ebml("other")),
    (.avi, text("RIFF\u{24}\0\0\0AVI LIST")), (.wav, wav), (.wav, text("RF64....WAVE")),
    (nil, text("RIFF\u{24}\0\0\0ACON")),
    (.mpegTS, packets(188, count: 3, before: 0)), (.mpegTS, packets(192, count: 3, before: 4)),
    (nil, packets(188, count: 2, before: 0)), (.mpeg, [0, 0, 1, 0xBA, 0x44]),
    (.mpeg, [0, 0, 1, 0xB3]), (.oggVideo, ogg([0x80] + text("theora"))),
    (.ogg, ogg([1] + text("vorbis"))), (.ogg, ogg(text("OpusHead"))), (.flac, text("fLaC\0")),
    (.mp3, text("ID3\u{4}\0")), (.mp3, [0xFF, 0xFB, 0x90, 0x64]), (.mp3, [0xFF, 0xF3, 0x40, 0]),
    (.aac, [0xFF, 0xF1, 0x50, 0x80]), (.aac, [0xFF, 0xF9, 0x4C, 0x80]), (.aac, text("ADIF")),
    // UTF-16 text, a reserved version, no bit rate, a reserved rate, a reserved AAC rate.
    (nil, [0xFF, 0xFE, 0x41, 0x00]), (nil, [0xFF, 0xEB, 0x90, 0x64]),
    (nil, [0xFF, 0xFB, 0x00, 0x64]), (nil, [0xFF, 0xFB, 0x9C, 0x64]),
    (nil, [0xFF, 0xF1, 0x7C, 0x80]), (nil, []), (nil, [0x89]), (nil, [0xFF]), (nil, text("Go")),
    (nil, text("BMW is a car maker of Munich")), (nil, text("{\"a\":1}")),
    (nil, text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")), (nil, text("%PDF-1.7")),
    (nil, Array(png.dropFirst())),
  ]

  /// Latin-1 text as bytes.
  static func text(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  private static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(8 + body.count)] + text(type) + body
  }

  private static func ebml(_ type: String) -> [UInt8] {
    [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x80 | UInt8(type.count)]
      + text(type)
  }

  private static func packets(_ size: Int, count: Int, before: Int) -> [UInt8] {
    let packet = Array(repeating: UInt8(0), count: before) + [0x47]
    return Array(
      repeatElement(packet + Array(repeating: 0, count: size - packet.count), count: count).joined()
    )
  }

  private static func ogg(_ codec: [UInt8]) -> [UInt8] {
    text("OggS") + Array(repeating: 0, count: 24) + codec
  }
}
