/// Tells a file's format by its first bytes, never by its name.
struct UploadSniffer {
  /// How many bytes are looked at.
  static let length = 512

  private let bytes: [UInt8]

  /// The format of a file; nil where the sandbox knows none that begins so.
  static func format(of file: some Sequence<UInt8>) -> UploadFormat? {
    let sniffer = UploadSniffer(bytes: Array(file.prefix(length)))
    return sniffer.picture ?? sniffer.container ?? sniffer.video ?? sniffer.sound
  }

  private func has(_ text: String, at place: Int = 0) -> Bool {
    has(Array(text.utf8), at: place)
  }

  private func has(_ wanted: [UInt8], at place: Int = 0) -> Bool {
    bytes.count >= place + wanted.count && bytes[place...].starts(with: wanted)
  }

  private var picture: UploadFormat? {
    if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if has([0xFF, 0xD8, 0xFF]) { return .jpeg }
    if has("GIF87a") || has("GIF89a") { return .gif }
    if has("II*\0") || has("MM\0*") || has("II+\0") || has("MM\0+") { return .tiff }
    // The sizes of the headers that may follow a bitmap's file header.
    let headers: [UInt8] = [12, 40, 52, 56, 64, 108, 124]
    if has("BM"), headers.contains(where: { has([$0, 0, 0, 0], at: 14) }) { return .bmp }
    return nil
  }

  /// The formats that share a container: RIFF, ISO base media, EBML and Ogg.
  private var container: UploadFormat? {
    if has("RIFF") || has("RF64") {
      if has("WEBP", at: 8) { return .webp }
      if has("WAVE", at: 8) { return .wav }
      return has("AVI ", at: 8) ? .avi : nil
    }
    if has("ftyp", at: 4) { return brand }
    // QuickTime files from before brands begin with another box.
    if ["moov", "mdat", "wide", "pnot"].contains(where: { has($0, at: 4) }) { return .mov }
    if has([0x1A, 0x45, 0xDF, 0xA3]) { return documentType }
    // The first page holds the codec's own head and nothing else.
    if has("OggS") { return has([0x80] + "theora".utf8, at: 28) ? .oggVideo : .ogg }
    return nil
  }

  /// By the major brand of ISO/IEC 14496-12, 4.3; where that is common to pictures, by the others.
  private var brand: UploadFormat {
    let size = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let others = stride(from: 16, to: min(size, bytes.count), by: 4)
    switch String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self) {
    case "avif", "avis": return .avif
    case "heic", "heix", "heim", "heis", "hevc", "hevx": return .heic
    case "mif1", "msf1":
      return others.contains { has("avif", at: $0) || has("avis", at: $0) } ? .avif : .heic
    case "M4A ", "M4B ", "M4P ": return .m4a
    case "qt  ": return .mov
    default: return .mp4
    }
  }

  /// By the element DocType (RFC 8794, 11.2.4) of the head.
  private var documentType: UploadFormat? {
    for place in bytes.indices.prefix(64) where has([0x42, 0x82], at: place) {
      // The length takes one byte here: both names are short.
      if has("webm", at: place + 3) { return .webm }
      if has("matroska", at: place + 3) { return .matroska }
    }
    return nil
  }

  private var video: UploadFormat? {
    // A pack, or the head of a bare stream of pictures.
    if has([0, 0, 1, 0xBA]) || has([0, 0, 1, 0xB3]) { return .mpeg }
    // Packets begin with a G; those of cameras have a time of four bytes before each.
    for (start, step) in [(0, 188), (4, 192)] {
      if (0..<3).allSatisfy({ has("G", at: start + $0 * step) }) { return .mpegTS }
    }
    return nil
  }

  private var sound: UploadFormat? {
    if has("fLaC") { return .flac }
    if has("ID3") { return .mp3 }
    if has("ADIF") { return .aac }
    guard bytes.count >= 4, bytes[0] == 0xFF else { return nil }
    // ADTS: twelve sync bits, layer 0 and a known rate (ISO/IEC 13818-7, 6.2).
    if bytes[1] & 0xF6 == 0xF0 { return bytes[2] >> 2 & 15 < 13 ? .aac : nil }
    // Layer III: eleven sync bits, a known version, bit rate and rate (ISO/IEC 11172-3, 2.4.2.3).
    let isLayer3 = bytes[1] & 0xE6 == 0xE2 && bytes[1] >> 3 & 3 != 1
    let isKnown = bytes[2] >> 4 != 0 && bytes[2] >> 4 != 15 && bytes[2] >> 2 & 3 != 3
    return isLayer3 && isKnown ? .mp3 : nil
  }
}
