import Contracts
import Testing

@testable import SkillsVideo

@Suite("The media inspector")
struct MediaInspectorTests {
  /// A file and what it says.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let info: MediaInfo

    init(_ name: String, _ bytes: [UInt8], _ info: MediaInfo) {
      testDescription = name
      self.bytes = bytes
      self.info = info
    }
  }

  static let samples: [Sample] = [
    Sample("PNG", Bytes.png(640, 480), MediaInfo(format: .png, width: 640, height: 480)),
    Sample(
      "JPEG, past its other segments", Bytes.jpeg(1920, 1080),
      MediaInfo(format: .jpeg, width: 1920, height: 1080)),
    Sample(
      "lossy WebP", Bytes.webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00]),
      MediaInfo(format: .webp, width: 320, height: 240)),
    Sample(
      "lossless WebP", Bytes.webp("VP8L", [0x2F] + Bytes.little(319 | 239 << 14, 4)),
      MediaInfo(format: .webp, width: 320, height: 240)),
    Sample(
      "extended WebP",
      Bytes.webp("VP8X", [0, 0, 0, 0] + Bytes.little(4095, 3) + Bytes.little(2159, 3)),
      MediaInfo(format: .webp, width: 4096, height: 2160)),
    Sample(
      "GIF", Array("GIF87a".utf8) + Bytes.little(16, 2) + Bytes.little(9, 2),
      MediaInfo(format: .gif, width: 16, height: 9)),
    Sample(
      "MP4 with its index first", Bytes.ftyp("isom") + Bytes.moov() + Bytes.box("mdat", [1, 2, 3]),
      MediaInfo(format: .mp4, width: 1280, height: 720, duration: 5)),
    Sample(
      "MP4 with its index last, after a box with a long size",
      Bytes.ftyp("mp42") + Bytes.longBox("mdat", [UInt8](repeating: 0, count: 9000)) + Bytes.moov(),
      MediaInfo(format: .mp4, width: 1280, height: 720, duration: 5)),
    Sample(
      "MP4 with long times", Bytes.ftyp("isom") + Bytes.moov(isLong: true),
      MediaInfo(format: .mp4, width: 1280, height: 720, duration: 5)),
    Sample(
      "MP4 turned by a quarter", Bytes.ftyp("isom") + Bytes.moov(isTurned: true),
      MediaInfo(format: .mp4, width: 720, height: 1280, duration: 5)),
    Sample(
      "MP4 in fragments",
      Bytes.ftyp("iso5") + Bytes.moov(time: 0, fragments: 2500) + Bytes.box("moof", []),
      MediaInfo(format: .mp4, width: 1280, height: 720, duration: 2.5)),
    Sample(
      "QuickTime", Bytes.ftyp("qt  ") + Bytes.moov(),
      MediaInfo(format: .mov, width: 1280, height: 720, duration: 5)),
    Sample(
      "QuickTime without a brand", Bytes.box("wide", []) + Bytes.box("mdat", [0]) + Bytes.moov(),
      MediaInfo(format: .mov, width: 1280, height: 720, duration: 5)),
    Sample(
      "sound alone in MP4", Bytes.ftyp("isom") + Bytes.moov(handler: "soun"),
      MediaInfo(format: .m4a, duration: 5)),
    Sample("M4A", Bytes.ftyp("M4A "), MediaInfo(format: .m4a)),
    Sample("AVIF", Bytes.ftyp("avif"), MediaInfo(format: .avif)),
    Sample("HEIC by a compatible brand", Bytes.ftyp("mif1", "heic"), MediaInfo(format: .heic)),
    Sample("WebM", Bytes.matroska("webm"), MediaInfo(format: .webm)),
    Sample("Matroska", Bytes.matroska("matroska"), MediaInfo(format: .matroska)),
    Sample(
      "WAV", Bytes.wav(seconds: 3), MediaInfo(format: .wav, duration: 3)),
    Sample(
      "MP3 of a constant rate", Bytes.mp3(frames: 50),
      MediaInfo(format: .mp3, duration: Double(50 * 417) * 8 / 128_000)),
    Sample(
      "MP3 with a tag", Bytes.tag(1000) + Bytes.mp3(frames: 1),
      MediaInfo(format: .mp3, duration: Double(417) * 8 / 128_000)),
    Sample(
      "MP3 of a variable rate", Bytes.mp3(frames: 3, xing: 1000),
      MediaInfo(format: .mp3, duration: 1000 * 1152 / 44_100)),
    Sample("BMP", Bytes.bmp(640, 480), MediaInfo(format: .bmp, width: 640, height: 480)),
    Sample(
      "BMP from the top down", Bytes.bmp(640, -480, header: 124),
      MediaInfo(format: .bmp, width: 640, height: 480)),
    Sample(
      "BMP with the oldest header", Bytes.bmp(640, 480, header: 12),
      MediaInfo(format: .bmp, width: 640, height: 480)),
    Sample("TIFF", Bytes.tiff(640, 480), MediaInfo(format: .tiff, width: 640, height: 480)),
    Sample(
      "TIFF, the most significant byte first", Bytes.tiff(70_000, 480, isLittle: false),
      MediaInfo(format: .tiff, width: 70_000, height: 480)),
    Sample(
      "TIFF turned by a quarter", Bytes.tiff(640, 480, orientation: 6),
      MediaInfo(format: .tiff, width: 480, height: 640)),
    Sample(
      "AVI", Bytes.avi(320, 240, frames: 75),
      MediaInfo(format: .avi, width: 320, height: 240, duration: 3)),
    Sample(
      "a transport stream", Bytes.transportStream(packets: 6), MediaInfo(format: .mpegTransport)),
    Sample(
      "a program stream of MPEG-1", Bytes.programStream(isFirst: true),
      MediaInfo(format: .mpegProgram)),
    Sample(
      "a program stream of MPEG-2", Bytes.programStream(isFirst: false),
      MediaInfo(format: .mpegProgram)),
    Sample("Ogg Vorbis", Bytes.ogg([1] + Array("vorbis".utf8)), MediaInfo(format: .ogg)),
    Sample("Ogg Opus", Bytes.ogg(Array("OpusHead".utf8)), MediaInfo(format: .ogg)),
    Sample(
      "Ogg Theora behind its sound",
      Bytes.ogg([1] + Array("vorbis".utf8)) + Bytes.ogg([0x80] + Array("theora".utf8)),
      MediaInfo(format: .oggVideo)),
    Sample(
      "Ogg of which a later page looks like a film",
      Bytes.ogg([1] + Array("vorbis".utf8))
        + Bytes.ogg([0x80] + Array("theora".utf8), isFirst: false),
      MediaInfo(format: .ogg)),
    Sample(
      "FLAC, so long that its samples need all of their bits",
      Bytes.flac(rate: 96_000, samples: 9_600_000_000),
      MediaInfo(format: .flac, duration: 100_000)),
    Sample(
      "FLAC behind a tag", Bytes.tag(300) + Bytes.flac(rate: 48_000, samples: 120_000),
      MediaInfo(format: .flac, duration: 2.5)),
    Sample("AAC", Bytes.adts(frames: 3), MediaInfo(format: .aac)),
    Sample("AAC behind a tag", Bytes.tag(70) + Bytes.adts(frames: 4), MediaInfo(format: .aac)),
  ]

  @Test(
    "takes no chance resemblance for a format",
    arguments: [
      Bytes.adts(frames: 2), Bytes.adts(frames: 2) + Bytes.adts(frames: 1, rate: 3),
      Bytes.transportStream(packets: 4), Bytes.bmp(1, 1, header: 41),
      Array("BM".utf8) + [0, 0, 0, 0, 1, 0, 0, 0] + Bytes.bmp(1, 1).dropFirst(10),
      Bytes.ogg(Array("fishead".utf8)), Array("BM is a way to begin a text, and so is GIF".utf8),
      [0, 0, 1, 0xBA, 0x44] + Bytes.big(0, 40), [0, 0, 1, 0xBA, 0x00] + Bytes.big(0, 40),
      Array("II*\u{0}".utf8) + Bytes.big(0, 40),
    ])
  func resemblance(bytes: [UInt8]) {
    #expect(MediaInspector.inspect(bytes) == nil)
  }

  @Test("has a media type of its kind, and an extension of its own, for every format")
  func formats() {
    let all = MediaInfo.Format.allCases
    for format in all { #expect(format.contentType.hasPrefix("\(format.kind.rawValue)/")) }
    #expect(Set(all.map(\.contentType)).count == all.count)
    #expect(Set(all.map(\.fileExtension)).count == all.count)
  }

  @Test("tells kind, size and time by the bytes", arguments: samples)
  func inspects(sample: Sample) {
    #expect(MediaInspector.inspect(sample.bytes) == sample.info)
  }

  @Test("never says more of a file that is cut anywhere, and never fails", arguments: samples)
  func cut(sample: Sample) {
    for length in 0..<min(sample.bytes.count, 1500) {
      let info = MediaInspector.inspect(Array(sample.bytes[..<length]))
      #expect(info == nil || info?.width == nil || info?.width == sample.info.width)
      #expect(info?.width == nil || (info?.width ?? 0) > 0)
    }
  }

  @Test("survives every byte of a file replaced by the worst", arguments: samples)
  func worst(sample: Sample) {
    for place in 0..<min(sample.bytes.count, 600) {
      for byte: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
        var bytes = sample.bytes
        bytes[place] = byte
        let info = MediaInspector.inspect(bytes)
        #expect(info?.duration.map { $0 >= 0 && $0.isFinite } ?? true)
        #expect(info?.width.map { $0 > 0 } ?? true)
      }
    }
  }

  @Test("survives random bytes behind every beginning", arguments: samples)
  func random(sample: Sample) {
    var state: UInt64 = 42
    for round in 0..<40 {
      let head = sample.bytes.prefix(round)
      let tail = (0..<800).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      let info = MediaInspector.inspect(Array(head) + tail)
      #expect(info?.duration.map { $0 >= 0 && $0.isFinite } ?? true)
    }
  }

  @Test(
    "knows nothing of what is no media",
    arguments: ["", "<!doctype html>", "{\"error\":\"x\"}", "RIFF....AVI ", "ID3", "\u{89}PNG"])
  func unknown(text: String) {
    #expect(MediaInspector.inspect(Array(text.utf8)) == nil)
  }

  @Test("reads a bounded part of a file that leads it on and on", arguments: [8, 1 << 20])
  func isBounded(boxLength: Int) throws {
    // Boxes of one length, for a gigabyte.
    let box = Bytes.big(boxLength, 4) + Array("free".utf8)
    var loaded = 0
    let head = Bytes.ftyp("isom")
    let info = try MediaInspector.inspect(length: 1 << 30) { offset, count in
      loaded += count
      return (offset..<(offset + count)).map { place in
        guard place >= head.count else { return head[place] }
        let rest = (place - head.count) % boxLength
        return rest < box.count ? box[rest] : 0
      }
    }
    #expect(info == MediaInfo(format: .mp4))
    #expect(loaded <= 512 * 4096)
  }

  @Test("passes on what its reader throws")
  func throwsOn() {
    let error = FileError(operation: "read", path: "x", number: 5)
    #expect(throws: error) {
      try MediaInspector.inspect(length: 100) { _, _ throws(FileError) in throw error }
    }
  }
}
