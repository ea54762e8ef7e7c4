/// What keeps a sandbox from starting.
package struct SandboxError: Error, Hashable, CustomStringConvertible {
  /// The kind of trouble.
  package enum Code: String, Sendable {
    case badPace, badShapes, badCredits, badContract, badJournal, badFaults, badCertificate,
      cannotListen
  }

  /// The kind of trouble.
  package let code: Code
  /// What happened and what to do, as one sentence for people.
  package let message: String

  /// The message.
  package var description: String { message }

  /// Creates an error.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
