import LosslessJSON
import SkillsScript

/// Statements and values in a form that tests can write down: what was read, without places.
enum Outline {
  static func of(_ text: String) -> [String] {
    MarkedSource.parse(text).statements.map(of)
  }

  static func of(_ statement: Statement) -> String {
    switch statement.kind {
    case .use(let model, let mode): "use(\(of(model))\(mode.map { ", \($0.value)" } ?? ""))"
    case .set(let path, let value): "set(\(path.text), \(of(value)))"
    case .unset(let path): "unset(\(path?.text ?? "*"))"
    case .run(let clauses): "run(\(of(clauses)))"
    case .start(let clauses): "start(\(of(clauses)))"
    case .sweep(.field(let path, let value)): "sweep(\(path.text), \(of(value)))"
    case .sweep(.variable(let name, let value)): "sweep($\(name.value), \(of(value)))"
    case .sweep(.table(let value)): "sweep(from \(of(value)))"
    case .wait(let labels): "wait(\(labels.map(\.text).joined(separator: ", ")))"
    case .expect(let operands):
      "expect(\(operands.subject.text)"
        + (operands.comparison.map { ", \($0.test.value.rawValue) \(of($0.value))" } ?? "") + ")"
    case .save(let path, let destination): "save(\(path.text), \(of(destination)))"
    case .include(let path): "include(\(of(path)))"
    case .argument(let operands):
      "arg(\(operands.name.value)\(operands.type.map { ", \($0.value.rawValue)" } ?? "")"
        + "\(operands.choices.map { ", in \(of($0))" } ?? "")"
        + "\(operands.standard.map { ", = \(of($0))" } ?? ""))"
    case .bind(let name, let value): "let(\(name.value), \(of(value)))"
    case .print(let value): "print(\(of(value)))"
    case .option(let name, let value): "option(\(name.value), \(of(value)))"
    case .budget(let operands):
      "budget(\(operands.count.map { "\($0.value)" } ?? "?"), "
        + "\(operands.unit?.value.rawValue ?? "?")\(operands.isPerDay ? ", per day" : ""))"
    case .command(let command, let operands):
      "command(\(command.keyword)\(operands.map { ", \($0.value)" }.joined()))"
    case .malformed: "malformed"
    }
  }

  static func of(_ clauses: RunClauses) -> String {
    var parts: [String] = []
    if let label = clauses.label { parts.append("as \(label.value)") }
    if let takes = clauses.takes { parts.append("x \(takes.value)") }
    if let destination = clauses.destination { parts.append("to \(of(destination))") }
    return parts.joined(separator: ", ")
  }

  static func of(_ value: Value) -> String {
    switch value.kind {
    case .string(let literal): of(literal)
    case .number(let number): "number \(number.text)"
    case .quantity(let number, let unit): "quantity \(number.text) \(unit.rawValue)"
    case .bool(let bool): "\(bool)"
    case .null: "null"
    case .range(let first, let last): "range \(first) \(last)"
    case .word(let word): "word \(word)"
    case .file(let literal): "file \(of(literal))"
    case .reference(let path): "ref \(path.text)"
    case .list(let values): "[" + values.map(of).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(of($0.key)): \(of($0.value))" }.joined(separator: ", ") + "}"
    case .malformed: "malformed"
    }
  }

  static func of(_ literal: StringLiteral) -> String {
    let parts = literal.segments.map { segment in
      switch segment {
      case .text(let text): text.replacing("\n", with: "⏎").replacing("\t", with: "⇥")
      case .interpolation(let path): "<\(path.text)>"
      }
    }
    return "\"" + parts.joined(separator: "|") + "\""
  }
}
