import Contracts
import Glibc
package import SkillsScript
import SkillsVideo

/// Answers what a script wants to read.
package protocol FileReading: Sendable {
  /// The answer to one read; a file that cannot be read is an answer too, with the reason.
  func answer(to read: Read) async -> Surroundings.Answer
}

/// The files of this machine.
package struct FileSystem: FileReading {
  /// The largest text file that is read, 16 MiB; a larger one is an answer that says so.
  package static let largestText = 16 << 20

  /// Creates the reader; relative paths are relative to the working directory.
  package init() {}

  package func answer(to read: Read) async -> Surroundings.Answer {
    switch read {
    case .text(let path): Self.contents(of: path)
    case .media(let path): await Self.media(at: path)
    case .files(let pattern): .paths(Self.files(matching: pattern))
    }
  }

  private static func media(at path: String) async -> Surroundings.Answer {
    do throws(FileError) {
      guard let file = try await LocalFile.read(path) else {
        return .absent(reason: reason(ENOENT))
      }
      return .media(
        LocalMedia(
          path: path, sha256: file.digest.hex, bytes: file.bytes,
          contentType: file.media?.contentType, kind: file.media?.kind))
    } catch {
      return .absent(
        reason: error.number == FileError.notAFile ? "it is not a file" : error.message)
    }
  }

  /// The files, and no folders, that a pattern matches, in the order of their bytes.
  private static func files(matching pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0] }.filter { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }.map { String(cString: $0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func contents(of path: String) -> Surroundings.Answer {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .absent(reason: reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .absent(reason: reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .absent(reason: "it is not a file") }
    guard status.st_size <= largestText else {
      return .absent(reason: "it has \(status.st_size) bytes, and a text may have \(largestText)")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: length), buffer.count - length)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return .absent(reason: reason(errno)) }
      if count == 0 { break }
      length += count
    }
    return .bytes(Array(bytes.prefix(length)))
  }

  private static func reason(_ code: Int32) -> String {
    code == ENOENT ? "there is no such file" : String(cString: strerror(code))
  }
}
