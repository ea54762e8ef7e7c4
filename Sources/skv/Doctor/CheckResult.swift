import LosslessJSON

/// What a check found.
struct CheckResult: Sendable, Hashable {
  /// How it stands.
  enum State: String, Sendable, Hashable, CaseIterable {
    /// As it should be.
    case ok
    /// Worth knowing; skv works all the same.
    case note
    /// Keeps skv from working.
    case problem
  }

  /// How it stands.
  let state: State
  /// What was found, without a secret.
  let found: String
  /// What to do, nil where nothing needs to be done.
  let advice: String?

  /// What is as it should be.
  static func ok(_ found: String) -> CheckResult {
    CheckResult(state: .ok, found: found, advice: nil)
  }

  /// What is worth knowing.
  static func note(_ found: String, advice: String? = nil) -> CheckResult {
    CheckResult(state: .note, found: found, advice: advice)
  }

  /// What keeps skv from working.
  static func problem(_ found: String, advice: String) -> CheckResult {
    CheckResult(state: .problem, found: found, advice: advice)
  }
}
