/// The first bytes of BMP and TIFF files.
enum BitmapHead {
  static func inspect(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    if try reader.has("BM", at: 0) { return try bmp(&reader) }
    if try reader.has([0x49, 0x49, 0x2A, 0x00], at: 0) {
      return try tiff(&reader, isLittle: true)
    }
    if try reader.has([0x4D, 0x4D, 0x00, 0x2A], at: 0) {
      return try tiff(&reader, isLittle: false)
    }
    return nil
  }

  /// The lengths that the header of a bitmap has had, from OS/2 to its fifth version.
  private static let headerLengths: Set<Int> = [12, 40, 52, 56, 64, 108, 124]

  // Two letters are no proof: the reserved bytes, the header's length and the place of the pixels are.
  private static func bmp(_ reader: inout MediaReader) throws(FileError) -> MediaInfo? {
    guard try reader.has([0, 0, 0, 0], at: 6),
      let pixels = try reader.littleEndian(at: 10, count: 4),
      let header = try reader.littleEndian(at: 14, count: 4),
      headerLengths.contains(header), pixels >= 14 + header, pixels <= reader.length
    else { return nil }
    let size = header == 12 ? 2 : 4
    guard let width = try reader.littleEndian(at: 18, count: size),
      let height = try reader.littleEndian(at: 18 + size, count: size)
    else { return MediaInfo(format: .bmp) }
    // A picture that is stored from the top down has a negative height.
    let isNegative = size == 4 && height > 0x7FFF_FFFF
    return MediaInfo(.bmp, width, isNegative ? 0x1_0000_0000 - height : height)
  }

  // TIFF 6.0, section 2: the first directory, with entries of 12 bytes in the order of their tags.
  private static func tiff(
    _ reader: inout MediaReader, isLittle: Bool
  ) throws(FileError) -> MediaInfo? {
    func number(at offset: Int, _ count: Int) throws(FileError) -> Int? {
      isLittle
        ? try reader.littleEndian(at: offset, count: count)
        : try reader.bigEndian(at: offset, count: count)
    }
    guard let directory = try number(at: 4, 4), directory >= 8,
      let count = try number(at: directory, 2), count > 0
    else { return nil }
    var values: [Int: Int] = [:]
    for index in 0..<min(count, 256) {
      let entry = directory + 2 + index * 12
      guard let tag = try number(at: entry, 2), let type = try number(at: entry + 2, 2),
        try reader.bytes(at: entry, count: 12) != nil
      else { return MediaInfo(format: .tiff) }
      // Types 3 and 4 are numbers of two and of four bytes.
      guard type == 3 || type == 4 else { continue }
      values[tag] = try number(at: entry + 8, type == 3 ? 2 : 4)
    }
    // Orientations from 5 on are turned by a quarter.
    let isTurned = (5...8).contains(values[274] ?? 1)
    return MediaInfo(.tiff, values[isTurned ? 257 : 256], values[isTurned ? 256 : 257])
  }
}
