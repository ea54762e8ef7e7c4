import SkillsVideo
import Synchronization

/// The secrets that were given on the command line; nothing that skv writes holds them.
enum GivenSecrets {
  private static let secrets = Mutex<[Secret]>([])

  /// The secrets so far.
  static var all: [Secret] { secrets.withLock { $0 } }

  /// Takes note of one, before anything is written that could hold it.
  static func add(_ secret: Secret) { secrets.withLock { $0.append(secret) } }

  /// A text with `***` in place of each secret, also of one that was cut for want of room, and of the
  /// API key.
  static func redacted(_ text: String) -> String {
    let text = Environment.key?.redacted(text) ?? text
    return all.reduce(text) { $1.redactingCuts(in: $1.redacted($0)) }
  }
}
