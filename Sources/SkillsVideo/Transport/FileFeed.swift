import CCurl
import Glibc

/// Gives libcurl the bytes of one file, in order and once; it never leaves the transport's thread.
final class FileFeed {
  /// Why the file could not be given to its end.
  private(set) var failure: TransportError?

  private let source: any ByteSource
  private let name: String
  private let before: Int
  private let progress: (@Sendable (Int) -> Void)?
  private let hash = SHA256()
  private var offset = 0

  /// Prepares to read a file; `before` counts the bytes of the files that go ahead of it.
  init(
    _ source: any ByteSource, name: String, before: Int, progress: (@Sendable (Int) -> Void)?
  ) {
    self.source = source
    self.name = name
    self.before = before
    self.progress = progress
  }

  /// Fills a buffer and tells how many bytes it took, 0 at the end; a file that has no more bytes before
  /// that breaks the transfer off, since libcurl would leave the rest of the request unsent. So does one
  /// whose bytes turn out not to be those of its digest, before the last of them are given.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, source.length - offset)
    guard count > 0 else { return 0 }
    let bytes: [UInt8]
    do {
      bytes = try source.read(at: offset, count: count)
    } catch {
      return breakOff(error.message)
    }
    guard bytes.count == count else {
      return breakOff("the file \(name) became shorter while it was sent")
    }
    hash.update(bytes)
    offset += count
    if offset == source.length, let digest = source.digest, hash.digest() != digest {
      return breakOff("the file \(name) was changed while it was sent")
    }
    buffer.copyBytes(from: bytes)
    progress?(before + offset)
    return count
  }

  /// Refuses every place but the one that is next: libcurl goes back only to send a request again, and
  /// no transfer sends anything twice.
  func seek(to place: Int, from origin: Int32) -> Int32 {
    origin == SEEK_SET && place == offset ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
  }

  private func breakOff(_ message: String) -> Int {
    failure = TransportError(.send, wasSent: true, message)
    return Int(CURL_READFUNC_ABORT)
  }
}
