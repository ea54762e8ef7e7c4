/// One change in the life of a run, as the ledger's log has it.
public struct RunChange: Sendable, Hashable {
  /// The state it went to.
  public var state: RunState
  /// When, in milliseconds since 1970 by the wall clock.
  public var at: Int64
  /// What was written down with it: an id, a reason, who decided; nil where nothing was.
  public var detail: String?
}
