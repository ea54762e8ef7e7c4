/// One line of a plan: what meets which fault.
struct FaultRule: Sendable, Hashable {
  /// What a rule looks at.
  enum Target: String, Sendable, CaseIterable {
    case connection, any, submit, stream, poll, media, running, credits

    /// Whether a request of this kind is one of them.
    func covers(_ kind: RequestKind) -> Bool { self == .any || rawValue == kind.rawValue }
  }

  var target: Target
  /// Looks only at requests that are not the first on their connection.
  var isReusedOnly = false
  var share: FaultShare
  var fault: Fault
  /// The fault as it was written.
  var text: String
}
