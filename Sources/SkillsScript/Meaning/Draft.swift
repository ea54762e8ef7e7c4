import Contracts

/// The request that `use` begins, `set` fills and `run` submits.
struct Draft: Sendable {
  /// The model; nil if it is not known, and then nothing about the draft is checked.
  var model: Model?
  /// Where the model was named.
  var modelSpan: SourceSpan
  /// The mode that was asked for, with its place.
  var mode: Spanned<Mode>?
  /// The fields in the order in which they were first set.
  var root: DraftValue
  /// What stands for the field that a misspelt name meant, by the name that was meant.
  var standIns: [String: DraftValue] = [:]
  /// Whether a `set` could not be read, so that it is not known what is missing.
  var isIncomplete = false
  /// Whether something was set since the last check.
  var isChanged = false
  /// What was reported already, so that several runs of one draft do not repeat it.
  var reported: Set<Finding> = []

  /// What makes one finding of a check the same as another.
  struct Finding: Hashable {
    var rule: String
    var span: SourceSpan?
  }

  init(model: Model?, modelSpan: SourceSpan, mode: Spanned<Mode>?, at span: SourceSpan) {
    self.model = model
    self.modelSpan = modelSpan
    self.mode = mode
    root = DraftValue(.object([]), at: span)
  }

  /// The body for a check: what is set, with stand-ins for misspelt fields.
  var body: Body {
    guard case .object(let members) = root.content else { return root.body }
    let names = Set(members.map(\.key))
    let missing = standIns.sorted { $0.key < $1.key }.filter { !names.contains($0.key) }
    return .object(
      members.map { BodyMember(key: $0.key, value: $0.value.body) }
        + missing.map { BodyMember(key: $0.key, value: $0.value.body) })
  }

  /// The value of a field, where it is set and known.
  func constant(_ name: String) -> Expression? {
    guard case .object(let members) = root.content else { return nil }
    return members.first { $0.key == name }?.value.expression
  }
}
