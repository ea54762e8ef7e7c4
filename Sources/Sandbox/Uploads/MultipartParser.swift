import Glibc

/// Takes a `multipart/form-data` body apart (RFC 7578, with the grammar of RFC 2046, 5.1.1).
///
/// It is as strict as the grammar: lines end in CRLF, and the boundary occurs nowhere but in
/// delimiters. What stands before the first delimiter and after the closing one is ignored.
struct MultipartParser {
  /// How long a part's head may be, in bytes.
  static let greatestHead = 8 << 10
  /// How many parts a body may have.
  static let mostParts = 256

  private let bytes: [UInt8]
  /// CRLF, two hyphens and the boundary.
  private let delimiter: [UInt8]
  private var position = 0

  /// The parts of a body in their order; none for a body that is only its closing delimiter.
  ///
  /// - Parameter contentType: The request's whole `Content-Type`.
  static func parts(
    of body: [UInt8], contentType: String
  ) throws(MultipartError) -> [Part] {
    var parser = MultipartParser(body, boundary: try boundary(in: contentType))
    return try parser.parts()
  }

  private init(_ bytes: [UInt8], boundary: String) {
    self.bytes = bytes
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// The boundary that a `Content-Type` names.
  static func boundary(in contentType: String) throws(MultipartError) -> String {
    guard let type = HeaderValue(parsing: contentType, quoting: .common) else {
      throw .badContentType
    }
    guard let boundary = type["boundary"] else { throw .noBoundary }
    let bytes = boundary.utf8
    guard 1...70 ~= bytes.count, bytes.last != UInt8(ascii: " "),
      bytes.allSatisfy({ isBoundaryByte($0) })
    else { throw .badBoundary }
    return boundary
  }

  private static func isBoundaryByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "'()+_,-./:=? ".utf8.contains(byte)
    }
  }

  // MARK: - Productions

  private mutating func parts() throws(MultipartError) -> [Part] {
    if bytes.starts(with: delimiter.dropFirst(2)) {
      position = delimiter.count - 2
    } else if let first = find(delimiter, from: 0) {
      position = first + delimiter.count
    } else {
      throw .noDelimiter
    }
    var parts: [Part] = []
    while try !closes(before: parts.count + 1) {
      guard parts.count < Self.mostParts else { throw .tooManyParts }
      parts.append(try part(parts.count + 1))
    }
    return parts
  }

  /// Reads what follows a delimiter's boundary; true for the closing one.
  private mutating func closes(before part: Int) throws(MultipartError) -> Bool {
    let isClosing = bytes[position...].starts(with: "--".utf8)
    if isClosing { position += 2 }
    let padding = bytes[position...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    position += padding.count
    if isClosing && position == bytes.count { return true }
    guard bytes[position...].starts(with: "\r\n".utf8) else {
      throw position == bytes.count ? .notClosed(part: part) : .badDelimiter(part: part)
    }
    position += 2
    return isClosing
  }

  private mutating func part(_ number: Int) throws(MultipartError) -> Part {
    let head = try PartHead(lines: try headLines(number), part: number)
    // The empty line may be the delimiter's own, where nothing stands between them.
    guard let end = find(delimiter, from: position - 2) else { throw .notClosed(part: number) }
    let content = bytes[position..<max(position, end)]
    position = end + delimiter.count
    return Part(name: head.name, fileName: head.fileName, type: head.type, bytes: content)
  }

  /// The lines up to the empty one, which is read as well.
  private mutating func headLines(_ number: Int) throws(MultipartError) -> [ArraySlice<UInt8>] {
    let limit = position + Self.greatestHead
    var lines: [ArraySlice<UInt8>] = []
    while true {
      guard let end = find(Self.newline, from: position) else {
        throw bytes.count > limit ? .largeHead(part: number) : .notClosed(part: number)
      }
      guard end + 2 <= limit else { throw .largeHead(part: number) }
      let line = bytes[position..<end]
      position = end + 2
      if line.isEmpty { return lines }
      lines.append(line)
    }
  }

  private static let newline = Array("\r\n".utf8)

  /// Where `pattern`, which begins with CR, stands next; nil if nowhere.
  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      pattern.withUnsafeBytes { pattern in
        guard let base = bytes.baseAddress, let wanted = pattern.baseAddress else { return nil }
        var place = start
        while place + pattern.count <= bytes.count {
          let count = bytes.count - pattern.count + 1 - place
          guard let hit = memchr(base + place, 0x0D, count) else { return nil }
          place = UnsafeRawPointer(hit) - base
          if memcmp(base + place, wanted, pattern.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }
}
