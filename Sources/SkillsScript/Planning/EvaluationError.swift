import Contracts

/// Why a value of a plan could not be had when it was needed.
package struct EvaluationError: Error, Hashable {
  /// What was missing.
  package let code: Code
  /// What happened, and where it was wanted.
  package let message: String

  /// The ways in which a value can be missing.
  package enum Code: String, Sendable, Hashable {
    /// A result was needed before its job had ended, or its job never ran.
    case notRecorded
    /// The result has no such member or element.
    case noSuchMember
    /// The result has no output that could stand in the field.
    case noFittingOutput
  }
}

extension EvaluationError {
  static func notRecorded(_ path: ResultPath, job: Int) -> EvaluationError {
    let item = path.items.count == 1 ? path.label : "\(path.label)[\(job - path.items.lowerBound)]"
    return EvaluationError(code: .notRecorded, message: "\(item) has no result")
  }

  static func noSuchMember(_ path: ResultPath, _ step: Path.Step) -> EvaluationError {
    let what =
      switch step {
      case .member(let name): "member `\(name)`"
      case .index(let index): "element [\(index)]"
      }
    return EvaluationError(code: .noSuchMember, message: "\(path.text): there is no \(what)")
  }

  static func noFittingOutput(_ path: ResultPath, _ kind: MediaKind?) -> EvaluationError {
    EvaluationError(
      code: .noFittingOutput,
      message: "\(path.text) has no \(kind?.rawValue ?? "media") output")
  }
}
