import Glibc
import SkillsVideo

/// The streams that the program was given to write to.
enum StandardStream: Int32, Sendable {
  /// Results.
  case output = 1
  /// Everything else.
  case error = 2

  /// Writes the whole text with `***` in place of the API key; false once the reader has gone away.
  ///
  /// Words of a command line and of a script are quoted in many messages, and people paste their key
  /// into the wrong place.
  @discardableResult
  func write(_ text: String) -> Bool {
    var text = Environment.key?.redacted(text) ?? text
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
          return false
        }
      }
      return true
    }
  }
}
