@testable import Sandbox

/// Writes `multipart/form-data` bodies, in code that shares nothing with the parser.
struct MultipartWriter {
  var boundary = "----edge-7MA4YWxk"

  /// A part as it goes out.
  struct Piece: Sendable {
    var name: String
    var fileName: String?
    var type: String?
    var bytes: [UInt8]

    static func text(_ name: String, _ text: String) -> Piece {
      Piece(name: name, bytes: Array(text.utf8))
    }

    static func file(
      _ name: String, _ bytes: [UInt8], as fileName: String = "a.bin", type: String? = nil
    ) -> Piece {
      Piece(name: name, fileName: fileName, type: type, bytes: bytes)
    }
  }

  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  func body(_ pieces: [Piece]) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in pieces {
      bytes += Array("--\(boundary)\r\n".utf8)
      bytes += Array("Content-Disposition: form-data; name=\"\(Self.escaped(piece.name))\"".utf8)
      if let fileName = piece.fileName {
        bytes += Array("; filename=\"\(Self.escaped(fileName))\"".utf8)
      }
      if let type = piece.type { bytes += Array("\r\nContent-Type: \(type)".utf8) }
      bytes += Array("\r\n\r\n".utf8) + piece.bytes + Array("\r\n".utf8)
    }
    return bytes + Array("--\(boundary)--\r\n".utf8)
  }

  /// As browsers escape names.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "\"": escaped += "%22"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}

extension RawClient {
  func post(
    _ path: String, _ pieces: [MultipartWriter.Piece], headers: [String: String] = [:]
  ) async throws -> Reply {
    let writer = MultipartWriter()
    return try await exchange(
      request(
        "POST", path,
        headers: headers.merging(["Content-Type": writer.contentType]) { $1 },
        body: writer.body(pieces)))
  }
}
