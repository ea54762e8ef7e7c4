@testable import SkillsVideo

/// One part of a request with files, with the bytes that were there when it was sent.
struct SentPart: Sendable, Hashable {
  var name: String
  var text: String
  var fileName: String?
  var contentType: String?

  /// Reads parts to their end, as a transport does.
  static func read(
    _ parts: [HTTPRequest.Part], telling progress: (@Sendable (Int) -> Void)?
  ) -> [SentPart] {
    var count = 0
    return parts.map { part in
      switch part.content {
      case .text(let text): return SentPart(name: part.name, text: text)
      case .file(let source, let fileName, let contentType):
        let bytes = (try? source.read(at: 0, count: source.length)) ?? []
        count += bytes.count
        progress?(count)
        return SentPart(
          name: part.name, text: String(decoding: bytes, as: UTF8.self), fileName: fileName,
          contentType: contentType)
      }
    }
  }
}
