package import Contracts
package import LosslessJSON
package import SkillsVideo

/// A document of a contract, with where it came from.
package struct ContractSource: Sendable {
  /// Where a document came from.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// It is part of the program.
    case builtIn = "built-in"
    /// It was taken in and stands in the cache.
    case kept
    /// It was named for this call only.
    case named
  }

  /// The greatest document that is read, 64 MiB.
  ///
  /// The service's own has less than one; read, a document takes up to some thirty times its size.
  package static let largest = 64 << 20

  /// The name of its file without folders; `built-in` for a part of the program.
  package let name: String
  /// Where it came from.
  package let origin: Origin
  /// When it was taken in, such as `2026-11-26T04:31:52Z`; nil if it was not.
  package let taken: String?
  /// The digest of its bytes.
  package let digest: SHA256Digest
  /// Its bytes.
  package let bytes: [UInt8]
  /// What it says.
  package let content: ContractDocument

  init(
    name: String, origin: Origin, taken: String? = nil, digest: SHA256Digest, bytes: [UInt8],
    content: ContractDocument
  ) {
    self.name = name
    self.origin = origin
    self.taken = taken
    self.digest = digest
    self.bytes = bytes
    self.content = content
  }

  /// Reads bytes that were handed over.
  ///
  /// Throws ``InterpreterError`` of the code `.unreadableContract`; its message begins with `name`.
  package init(
    bytes: [UInt8], name: String, origin: Origin = .named
  ) throws(InterpreterError) {
    let content: ContractDocument
    do {
      content = try ContractDocument(parsing: bytes)
    } catch {
      throw InterpreterError(.unreadableContract, "\(name): \(error.message)")
    }
    self.init(
      name: name, origin: origin, digest: SHA256Digest(of: bytes), bytes: bytes, content: content)
  }

  /// Reads a file.
  ///
  /// What is no regular file is refused without waiting for it. Throws ``InterpreterError`` of the
  /// code `.unreadableContract`.
  package init(
    file path: String, files: any FileAccess = PosixFileAccess()
  ) throws(InterpreterError) {
    let contents: [UInt8]?
    do throws(FileError) {
      contents = try Self.contents(of: path, files, limit: Self.largest)
    } catch {
      throw InterpreterError(
        .unreadableContract,
        error.number == FileError.notAFile ? "\(path): it is not a file" : error.message)
    }
    guard let bytes = contents else {
      throw InterpreterError(
        .unreadableContract,
        "\(path): it is larger than \(Self.largest >> 20) MiB, which is all that is read")
    }
    let read = try ContractSource(bytes: bytes, name: path)
    self.init(
      name: path.split(separator: "/").last.map(String.init) ?? path, origin: .named,
      digest: read.digest, bytes: bytes, content: read.content)
  }

  /// The bytes of a file; nil for one of more than `limit` bytes.
  static func contents(
    of path: String, _ files: any FileAccess = PosixFileAccess(), limit: Int
  ) throws(FileError) -> [UInt8]? {
    let file = try files.open(path, for: .reading)
    guard try file.length() <= limit else { return nil }
    var bytes: [UInt8] = []
    // A file may grow while it is read, and some say that they have no length.
    while bytes.count <= limit {
      let part = try file.read(at: bytes.count, count: min(1 << 20, limit + 1 - bytes.count))
      if part.isEmpty { return bytes }
      bytes += part
    }
    return nil
  }

  /// The same document, kept since `moment`.
  func kept(since moment: String) -> ContractSource {
    ContractSource(
      name: name, origin: .kept, taken: moment, digest: digest, bytes: bytes, content: content)
  }

  /// The OpenAPI document; nil for a navigation.
  package var openapi: OpenAPIDocument? {
    guard case .openapi(let document) = content else { return nil }
    return document
  }

  /// The navigation; nil for an OpenAPI document.
  package var navigation: JSON? {
    guard case .navigation(let document) = content else { return nil }
    return document
  }
}
