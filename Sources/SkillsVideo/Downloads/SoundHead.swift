/// The first bytes of WAV, FLAC, AAC and MP3 files.
enum SoundHead {
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    if try reader.has("RIFF", at: 0), try reader.has("WAVE", at: 8) { return try wav(&reader) }
    guard let start = try tagEnd(&reader) else { return nil }
    if try reader.has("fLaC", at: start) { return try flac(from: start, &reader) }
    if try isADTS(at: start, &reader) { return MediaInfo(format: .aac) }
    return try mp3(from: start, &reader)
  }

  /// Where an ID3 tag ends, 0 where there is none; nil for one that contradicts itself.
  private static func tagEnd(_ reader: inout MediaReader) throws(FileError) -> Int? {
    guard try reader.has("ID3", at: 0) else { return 0 }
    guard let size = try reader.bytes(at: 6, count: 4), size.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let hasFoot = (try reader.bigEndian(at: 5, count: 1) ?? 0) & 0x10 != 0
    return size.reduce(0) { $0 << 7 | Int($1) } + (hasFoot ? 20 : 10)
  }

  private static func wav(_ reader: inout MediaReader) throws(FileError) -> MediaInfo {
    var rate = 0
    var offset = 12
    while let size = try reader.littleEndian(at: offset + 4, count: 4) {
      if try reader.has("fmt ", at: offset) {
        rate = try reader.littleEndian(at: offset + 16, count: 4) ?? 0
      } else if try reader.has("data", at: offset), rate > 0 {
        let bytes = min(size, reader.length - offset - 8)
        return MediaInfo(format: .wav, duration: Double(bytes) / Double(rate))
      }
      offset += 8 + size + size % 2
    }
    return MediaInfo(format: .wav)
  }

  // RFC 9639, 8.2: the first block tells the rate in 20 bits and the samples in 36.
  private static func flac(
    from start: Int, _ reader: inout MediaReader
  ) throws(FileError) -> MediaInfo {
    let (block, numbers) = (start + 4, start + 8 + 10)
    guard (try reader.bigEndian(at: block, count: 1) ?? 1) & 0x7F == 0,
      let rate = try reader.bigEndian(at: numbers, count: 3).map({ $0 >> 4 }), rate > 0,
      let samples = try reader.bigEndian(at: numbers + 3, count: 5).map({ $0 & 0xF_FFFF_FFFF }),
      samples > 0
    else { return MediaInfo(format: .flac) }
    return MediaInfo(format: .flac, duration: Double(samples) / Double(rate))
  }

  // ISO/IEC 13818-7, 6.2: three frames in a row, whose heads agree on the sample rate.
  private static func isADTS(
    at start: Int, _ reader: inout MediaReader
  ) throws(FileError) -> Bool {
    var offset = start
    var rate: Int?
    for _ in 0..<3 {
      guard let head = try reader.bigEndian(at: offset, count: 6), head >> 36 == 0xFFF,
        head >> 33 & 3 == 0
      else { return false }
      let index = head >> 26 & 15
      let length = head >> 5 & 0x1FFF
      guard index < 13, length >= 7, rate == nil || rate == index else { return false }
      rate = index
      offset += length
    }
    return true
  }

  // MARK: - MP3

  /// The head of one frame of MPEG audio layer III (ISO/IEC 11172-3, 2.4.1.3 and 13818-3).
  private struct Frame {
    let bitRate: Int
    let sampleRate: Int
    let samples: Int
    let length: Int
    let sideLength: Int

    init?(_ head: Int) {
      guard head >> 21 == 0x7FF, head >> 17 & 3 == 1 else { return nil }
      let version = head >> 19 & 3
      let rateIndex = head >> 12 & 15
      let sampleIndex = head >> 10 & 3
      guard version != 1, rateIndex != 0, rateIndex != 15, sampleIndex != 3 else { return nil }
      let isFirst = version == 3
      let rates =
        isFirst
        ? [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
      bitRate = rates[rateIndex] * 1000
      sampleRate = [44_100, 48_000, 32_000][sampleIndex] >> (isFirst ? 0 : version == 2 ? 1 : 2)
      samples = isFirst ? 1152 : 576
      length = samples / 8 * bitRate / sampleRate + (head >> 9 & 1)
      let isMono = head >> 6 & 3 == 3
      sideLength = isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
    }
  }

  private static func mp3(
    from start: Int, _ reader: inout MediaReader
  ) throws(FileError) -> MediaInfo? {
    let hasTag = start > 0
    guard let head = try reader.bigEndian(at: start, count: 4), let frame = Frame(head) else {
      return hasTag ? MediaInfo(format: .mp3) : nil
    }
    let next = try reader.bigEndian(at: start + frame.length, count: 4)
    guard hasTag || next.flatMap(Frame.init) != nil else { return nil }
    return MediaInfo(format: .mp3, duration: try duration(from: start, frame, &reader))
  }

  private static func duration(
    from start: Int, _ frame: Frame, _ reader: inout MediaReader
  ) throws(FileError) -> Double? {
    let note = start + 4 + frame.sideLength
    var frames: Int?
    let hasXing = try reader.has("Xing", at: note)
    let hasInfo = try reader.has("Info", at: note)
    if hasXing || hasInfo {
      if let flags = try reader.bigEndian(at: note + 4, count: 4), flags & 1 == 1 {
        frames = try reader.bigEndian(at: note + 8, count: 4)
      }
    } else if try reader.has("VBRI", at: start + 36) {
      frames = try reader.bigEndian(at: start + 50, count: 4)
    }
    if let frames, frames > 0 {
      return Double(frames) * Double(frame.samples) / Double(frame.sampleRate)
    }
    let tail = try reader.has("TAG", at: reader.length - 128) ? 128 : 0
    return Double(max(reader.length - start - tail, 0)) * 8 / Double(frame.bitRate)
  }
}
