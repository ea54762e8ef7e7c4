/// A PNG file (RFC 2083) of eight bits a channel, written from rows of pixel runs.
enum PNG {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The file's bytes; `note` stands in a text chunk under the keyword `Comment`.
  static func file(width: Int, height: Int, rows: [PixelRow], note: String) -> [UInt8] {
    var stream = PixelStream()
    for row in rows { stream.add(row.runs) }
    var file = signature
    append("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0], to: &file)
    append("tEXt", Array("Comment".utf8) + [0] + Array(note.utf8), to: &file)
    append("IDAT", stream.finish(), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    let body = Array(type.utf8) + data
    file += bigEndian(data.count)
    file += body
    file += bigEndian(Int(checksum(of: body)))
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// The CRC-32 of RFC 2083, appendix 15.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    let table = Self.table
    return ~bytes.withUnsafeBufferPointer { bytes in
      table.withUnsafeBufferPointer { table in
        var value = UInt32.max
        for byte in bytes {
          value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8
        }
        return value
      }
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }
}
