/// A format that has room for a recipe: an international text chunk of a PNG (RFC 2083, and the
/// extension of 1999 for `iTXt`), a `uuid` box of an MP4 (ISO/IEC 14496-12 §11.1).
///
/// The recipe stands before the end of the file, where it moves nothing that other parts point to.
enum RecipeContainer: Sendable, Hashable {
  case png
  case mp4

  typealias Source = MediaReader.Source

  /// The container of a format; nil for a format without room.
  init?(_ format: MediaInfo.Format) {
    switch format {
    case .png: self = .png
    case .mp4, .mov: self = .mp4
    default: return nil
    }
  }

  /// One chunk or box of a file.
  private struct Part {
    var type: [UInt8]
    var start: Int
    var content: Range<Int>
    var end: Int
  }

  /// The keyword of the text chunk.
  static let keyword = "skv recipe"
  /// The name of the box, which no other has.
  static let uuid: [UInt8] = [
    0x0B, 0x6E, 0x1D, 0x93, 0x5A, 0xC4, 0x4F, 0x27, 0x9D, 0x38, 0xE2, 0x71, 0x46, 0xBF, 0x8A, 0x15,
  ]
  /// The most bytes of a recipe that is read.
  static let longestRecipe = 16 << 20

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Where a recipe goes in a file; nil for one that is not made of whole parts to its end.
  func place(length: Int, _ source: @escaping Source) throws(FileError) -> Int? {
    guard let parts = try parts(length, source), let last = parts.last else { return nil }
    switch self {
    case .png: return last.start
    // The end of a fragmented file tells how far back its last box begins.
    case .mp4: return last.type == Array("mfra".utf8) ? last.start : last.end
    }
  }

  /// The chunk or box that holds a recipe.
  func wrapped(_ recipe: [UInt8]) -> [UInt8] {
    switch self {
    case .png:
      // Keyword; not compressed, in no language, without a translated keyword.
      let body = Array("iTXt".utf8) + Array(Self.keyword.utf8) + [0, 0, 0, 0, 0] + recipe
      return Self.bigEndian(body.count - 4) + body + Self.bigEndian(Int(CRC32.of(body)))
    case .mp4:
      let body = Array("uuid".utf8) + Self.uuid + recipe
      return Self.bigEndian(body.count + 4) + body
    }
  }

  /// The last recipe in a file; nil where there is none that is whole.
  func recipe(length: Int, _ source: @escaping Source) throws(FileError) -> [UInt8]? {
    for part in try (parts(length, source) ?? []).reversed() {
      guard part.content.count <= Self.longestRecipe,
        let content = try content(of: part, source)
      else { continue }
      return content
    }
    return nil
  }

  private func content(of part: Part, _ source: Source) throws(FileError) -> [UInt8]? {
    let lead: [UInt8]
    switch self {
    case .png:
      guard part.type == Array("iTXt".utf8) else { return nil }
      lead = Array(Self.keyword.utf8) + [0, 0, 0, 0, 0]
    case .mp4:
      guard part.type == Array("uuid".utf8) else { return nil }
      lead = Self.uuid
    }
    guard part.content.count > lead.count,
      try source(part.content.lowerBound, lead.count) == lead
    else { return nil }
    let content = try source(part.content.lowerBound, part.content.count)
    guard content.count == part.content.count else { return nil }
    if self == .png {
      let sum = try source(part.content.upperBound, 4)
      guard sum == Self.bigEndian(Int(CRC32.of(part.type + content))) else { return nil }
    }
    return Array(content.dropFirst(lead.count))
  }

  // MARK: - Parts

  /// The parts of a file in order; nil where they do not cover it. Of a PNG the end chunk is the last.
  private func parts(_ length: Int, _ source: @escaping Source) throws(FileError) -> [Part]? {
    var reader = MediaReader(length: length, steps: 1 << 18, loads: 1 << 16, source: source)
    var parts: [Part] = []
    var offset = self == .png ? Self.signature.count : 0
    if self == .png, try !reader.has(Self.signature, at: 0) { return nil }
    while offset < length {
      let part = self == .png ? try chunk(at: offset, &reader) : try box(at: offset, &reader)
      guard let part, part.end > offset, part.end <= length else { return nil }
      parts.append(part)
      if self == .png, part.type == Array("IEND".utf8) { return parts }
      offset = part.end
    }
    return self == .png ? nil : parts
  }

  private func chunk(at offset: Int, _ reader: inout MediaReader) throws(FileError) -> Part? {
    guard let size = try reader.bigEndian(at: offset, count: 4),
      let type = try reader.bytes(at: offset + 4, count: 4)
    else { return nil }
    return Part(
      type: Array(type), start: offset, content: offset + 8..<offset + 8 + size,
      end: offset + 12 + size)
  }

  private func box(at offset: Int, _ reader: inout MediaReader) throws(FileError) -> Part? {
    guard var size = try reader.bigEndian(at: offset, count: 4),
      let type = try reader.bytes(at: offset + 4, count: 4).map(Array.init)
    else { return nil }
    var head = 8
    if size == 1 {
      guard let long = try reader.bigEndian(at: offset + 8, count: 8) else { return nil }
      (size, head) = (long, 16)
    }
    // A box of size 0 goes to the end of the file, whatever comes behind it.
    guard size >= head, size <= reader.length - offset else { return nil }
    return Part(
      type: type, start: offset, content: offset + head..<offset + size, end: offset + size)
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
