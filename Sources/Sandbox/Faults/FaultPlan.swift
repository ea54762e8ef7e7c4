/// Which connections and requests meet which faults.
///
/// With the same seed, the same sequence of connections and requests meets the same faults.
package struct FaultPlan: Sendable, Hashable {
  var rules: [FaultRule]

  /// A plan without faults.
  package init() { rules = [] }

  /// Reads rules such as `submit 5% reset after=20; poll 1-3 status 503 body=html`.
  ///
  /// - Throws: `SandboxError.badFaults`, a line that says where, what, and what is allowed.
  package static func parse(_ text: String) throws(SandboxError) -> FaultPlan {
    var plan = FaultPlan()
    plan.rules = try FaultPlanParser(text: text).rules()
    return plan
  }

  /// The grammar and every fault, as text of at most 78 columns.
  package static let grammar: String = {
    let head = """
      A fault plan is rules with ; or a new line between them; # begins a comment:
        WHAT [reused] WHICH FAULT [VALUE] [name=value ...]
      WHAT is connection, or a request: any, submit (plain), stream, poll, media,
      running, credits; reused: those that are not the first on their connection.
      WHICH is all, a share (5%), numbers (1 or 2,4-6 or 3-), or every N.
      The first rule that holds wins. FAULT is one of (the first value needs no
      name; what stands in brackets may be left out, and is shown as it is then):

      """
    return head + FaultKind.all.map(entry).joined(separator: "\n")
  }()

  private static func entry(_ kind: FaultKind) -> String {
    let parameters = kind.parameters.map { parameter in
      let shown = "\(parameter.name)=\(parameter.shown)"
      return parameter.standard == nil ? shown : "[\(shown)]"
    }
    let targets = kind.targets.map(\.rawValue)
    let place =
      targets.contains("any") || targets.count > 2 ? "" : " (\(targets.joined(separator: ", ")))"
    return "  " + ([kind.name] + parameters).joined(separator: " ") + place + "\n      "
      + kind.summary
  }
}

extension FaultParameter {
  /// The value that holds where none is given, and others that there are.
  fileprivate var shown: String {
    switch (kind, standard) {
    case (.word(let words), _): words.joined(separator: "|")
    case (_, let standard?): standard
    case (.number(let range), nil): "\(range.lowerBound)-\(range.upperBound)"
    case (.duration, nil): "TIME"
    case (.delay, nil): "SECONDS"
    }
  }
}
