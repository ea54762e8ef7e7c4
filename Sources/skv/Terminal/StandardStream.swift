import Glibc
import SkillsVideo
import Synchronization

/// The streams that the program was given to write to.
enum StandardStream: Int32, Sendable {
  /// Results.
  case output = 1
  /// Everything else.
  case error = 2

  private static let failure = Atomic<Int32>(0)

  /// Why the program could not write what it had to say, such as a full disk; nil if it could, or
  /// the reader went away.
  static var trouble: String? {
    let number = failure.load(ordering: .relaxed)
    return number == 0 ? nil : String(cString: strerror(number))
  }

  /// Writes the whole text with `***` in place of the API key and of what was given with `--secret`;
  /// false once the reader has gone away.
  ///
  /// Words of a command line and of a script are quoted in many messages, and people paste their key
  /// into the wrong place.
  @discardableResult
  func write(_ text: String) -> Bool {
    var text = GivenSecrets.redacted(text)
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(rawValue, rest.baseAddress, rest.count)
        if count > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          if errno != EPIPE { Self.failure.store(errno, ordering: .relaxed) }
          return false
        }
      }
      return true
    }
  }
}
