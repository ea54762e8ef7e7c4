import SkillsScript
import Testing

/// A source with marks: below a line, `#~` and then `^^^ E0106` under what is found there, by
/// display columns. The lines with marks are taken out before the source is read.
///
/// A source without marks has to be without findings.
struct MarkedSource: CustomTestStringConvertible, Sendable {
  let text: String
  let marks: [String]

  var testDescription: String { text.replacing("\n", with: "⏎").replacing("\r", with: "␍") }

  init(text: String, marks: [String]) {
    self.text = text
    self.marks = marks
  }

  init(_ marked: String) {
    var lines: [Substring] = []
    var marks: [String] = []
    for line in marked.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("#~") else {
        lines.append(line)
        continue
      }
      let start = line.prefix { $0 != "^" }.count
      let carets = line.dropFirst(start).prefix { $0 == "^" }.count
      let code = line.dropFirst(start + carets + 1)
      marks.append("\(lines.count):\(start + 1)-\(start + carets) \(code)")
    }
    text = lines.joined(separator: "\n")
    self.marks = marks
  }

  /// The findings of a script in the form of marks, those over several lines by their first.
  static func marks(of script: Script) -> [String] {
    script.diagnostics.map { diagnostic in
      let span = diagnostic.primary.span
      let start = script.source.position(of: span.start)
      let lineEnd = script.source.line(start.line).upperBound
      let end = script.source.position(of: max(span.start, min(span.end, lineEnd)))
      let last = max(start.column, end.column - 1)
      return "\(start.line):\(start.column)-\(last) \(diagnostic.code.rawValue)"
    }
  }

  static func parse(_ text: String) -> Script {
    Parser.parse(SourceText(name: "test.skv", text: text))
  }
}
