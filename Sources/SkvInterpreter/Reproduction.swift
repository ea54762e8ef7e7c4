package import Contracts
package import SkillsScript
package import SkillsVideo

/// How a script is performed again: what it takes over from before, and what it makes anew.
package struct Reproduction: Sendable {
  /// The lock beside the script; nil for text that has no file.
  package var lock: LockFile?
  /// The jobs that are made anew although they were done before.
  package var fresh = Fresh.none
  /// Whether nothing may be submitted.
  package var isLocked = false
  /// The version of skv that the lock tells.
  package var version: String
  /// The digest of a model's contract.
  package var contract: @Sendable (Model) -> String?

  /// Creates the way a script is performed where nothing is said.
  package init(
    lock: LockFile?, version: String,
    contract: @escaping @Sendable (Model) -> String? = { _ in nil }
  ) {
    self.lock = lock
    self.version = version
    self.contract = contract
  }

  /// Jobs that are made anew.
  package enum Fresh: Sendable, Hashable {
    /// None.
    case none
    /// All.
    case all
    /// Those of some runs, `fox` or a single one as `fox[2]`.
    case some(Set<String>)
  }

  func isFresh(_ job: Job) -> Bool {
    switch fresh {
    case .none: false
    case .all: true
    case .some(let names): job.isNamed(in: names)
    }
  }
}

extension Job {
  /// Whether one of some names is that of its run, or of it alone as `fox[2]`.
  package func isNamed(in names: Set<String>) -> Bool {
    names.contains(label) || names.contains("\(label)[\(item)]")
  }
}
