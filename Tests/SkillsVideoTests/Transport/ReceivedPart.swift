@testable import SkillsVideo

/// One part of a `multipart/form-data` body, as a reader of RFC 7578 finds it.
struct ReceivedPart: Sendable, Hashable {
  /// The lines before the content.
  var lines: [String]
  /// The content.
  var bytes: [UInt8]

  init(lines: [String], bytes: [UInt8]) {
    self.lines = lines
    self.bytes = bytes
  }

  /// The digest of the content.
  var digest: SHA256Digest { SHA256Digest(of: bytes) }
  /// The content as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The name as written.
  var name: String? { parameter("name") }
  /// The name of the file as written, nil for what is none.
  var fileName: String? { parameter("filename") }
  /// The media type, nil where none is told.
  var contentType: String? {
    lines.first { $0.lowercased().hasPrefix("content-type:") }
      .map { String($0.dropFirst("content-type:".count).drop { $0 == " " }) }
  }

  private func parameter(_ name: String) -> String? {
    guard
      let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition: form-data") })
    else { return nil }
    for piece in line.split(separator: "; ").dropFirst() where piece.hasPrefix("\(name)=\"") {
      return String(piece.dropFirst(name.count + 2).dropLast())
    }
    return nil
  }

  /// Takes a body apart by the boundary that its type names; nil for one that is not whole.
  static func parts(of request: ReceivedRequest) -> [ReceivedPart]? {
    let lead = "multipart/form-data; boundary="
    guard let type = request.value(of: "Content-Type"), type.hasPrefix(lead) else { return nil }
    let line = Array("--\(type.dropFirst(lead.count))".utf8)
    let body = request.body
    var places: [Int] = []
    var place = 0
    while place + line.count <= body.count {
      let isLine =
        body[place] == 0x2D && body[place..<(place + line.count)].elementsEqual(line)
        && (place == 0 || body[(place - 2)..<place].elementsEqual([13, 10]))
      if isLine { places.append(place) }
      place += isLine ? line.count : 1
    }
    guard let last = places.last, places.first == 0,
      body[(last + line.count)...].elementsEqual(Array("--\r\n".utf8))
    else { return nil }
    return zip(places, places.dropFirst()).map { start, next in
      let part = Array(body[(start + line.count + 2)..<(next - 2)])
      let end =
        part.indices.first { part[$0...].starts(with: [13, 10, 13, 10]) } ?? part.endIndex
      let lines = String(decoding: part[..<end], as: UTF8.self).split(separator: "\r\n")
      return ReceivedPart(lines: lines.map(String.init), bytes: Array(part.dropFirst(end + 4)))
    }
  }
}
