package import LosslessJSON

/// Writes diagnostics for people and for programs.
///
/// Three forms: `rendered` shows the lines of the source with marks under them, `short` is one line
/// for each diagnostic, `json` one value for each.
package struct DiagnosticRenderer: Sendable {
  /// How many diagnostics are written for people at most.
  package static let maximumCount = 20

  /// The texts that the diagnostics point into.
  package let sources: SourceMap
  /// Whether the form with source lines is coloured.
  package let color: Bool
  /// How many columns of a source line are shown at most; longer lines are cut around the mark.
  package let lineWidth: Int
  /// The width that help is wrapped to; nil for none, as in a file.
  package let columns: Int?

  /// Creates a renderer.
  package init(sources: SourceMap, color: Bool, lineWidth: Int = 100, columns: Int? = nil) {
    self.sources = sources
    self.color = color
    self.lineWidth = max(20, lineWidth)
    self.columns = columns
  }

  /// Whether a terminal is to be coloured: it is one, and NO_COLOR is absent or empty
  /// (https://no-color.org).
  package static func wantsColor(environment: [String: String], isTerminal: Bool) -> Bool {
    isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// The diagnostics with their source lines, a blank line between two, at most `maximumCount`;
  /// then how many more there are. Empty for none, else it ends with the end of a line.
  package func rendered(_ diagnostics: [Diagnostic]) -> String {
    var parts = diagnostics.prefix(Self.maximumCount).map(rendered)
    if let more = more(diagnostics) { parts.append(more) }
    return parts.joined(separator: "\n")
  }

  /// The diagnostics as `file:line:col: error E0203: text`, at most `maximumCount`; then how many
  /// more there are. Empty for none, else it ends with the end of a line.
  package func short(_ diagnostics: [Diagnostic]) -> String {
    var lines = diagnostics.prefix(Self.maximumCount).map { diagnostic in
      let text = DisplayWidth.shown(diagnostic.message)
      return "\(place(of: diagnostic.primary.span)): \(diagnostic.severity.rawValue) "
        + "\(diagnostic.code.rawValue): \(text)\n"
    }
    if let more = more(diagnostics) { lines.append(more) }
    return lines.joined()
  }

  /// The name, line and column of the beginning of a span.
  func place(of span: SourceSpan) -> String {
    guard let source = sources[span] else { return "<unknown>" }
    let position = source.position(of: span.start)
    return "\(DisplayWidth.shown(source.name)):\(position.line):\(position.column)"
  }

  private func more(_ diagnostics: [Diagnostic]) -> String? {
    let rest = diagnostics.count - Self.maximumCount
    return rest > 0 ? "… and \(rest) more\n" : nil
  }

  private func rendered(_ diagnostic: Diagnostic) -> String {
    let paint = Paint(isOn: color)
    let style: Paint.Style = diagnostic.severity == .error ? .error : .warning
    let excerpts = excerpts(of: diagnostic)
    let width = excerpts.map(\.lastLine).max().map { String($0).count } ?? 1
    var text =
      paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", style)
      + paint(": \(DisplayWidth.shown(diagnostic.message))", .emphasis) + "\n"
    for (index, excerpt) in excerpts.enumerated() {
      let arrow = paint(index == 0 ? "-->" : ":::", .gutter)
      text += String(repeating: " ", count: width + 1)
      text += "\(arrow) \(place(of: excerpt.anchor))\n"
      text += excerpt.text(gutter: width, lineWidth: lineWidth, style: style, paint: paint)
    }
    for inclusion in sources.chain(to: diagnostic.primary.span.source) {
      text += String(repeating: " ", count: width + 2)
      text += paint("=", .gutter) + " included from \(place(of: inclusion))\n"
    }
    for help in helpLines(of: diagnostic) {
      text += String(repeating: " ", count: width + 2)
      text += paint("=", .gutter) + paint(" help", .emphasis) + ": "
      text += wrapped(help, indent: width + 2 + "= help: ".count) + "\n"
    }
    return text
  }

  /// Help in lines that begin at a column, without the blanks before the first.
  private func wrapped(_ help: String, indent: Int) -> String {
    guard let columns else { return DisplayWidth.shown(help) }
    let blanks = String(repeating: " ", count: indent)
    let lines = TextWrap.lines(help, columns: columns, first: blanks, rest: blanks)
    return String(lines.joined(separator: "\n").dropFirst(indent))
  }

  /// One excerpt for each source that has a label, that of the primary label first.
  private func excerpts(of diagnostic: Diagnostic) -> [Excerpt] {
    let labels = [diagnostic.primary] + diagnostic.secondary
    var indices: [Int] = []
    for label in labels where sources[label.span] != nil && !indices.contains(label.span.source) {
      indices.append(label.span.source)
    }
    return indices.map { index in
      Excerpt(
        source: sources.sources[index], labels: labels.filter { $0.span.source == index },
        primary: diagnostic.primary)
    }
  }

  /// The help, and what the fix does unless the text says it already.
  private func helpLines(of diagnostic: Diagnostic) -> [String] {
    guard let fix = diagnostic.fix else { return diagnostic.help }
    guard let edit = fix.edits.first, fix.edits.count == 1 else {
      return diagnostic.help + [fix.title]
    }
    let isBlank = edit.replacement.utf8.allSatisfy { SyntaxByte.isBlank($0) }
    let isBlock = edit.replacement.utf8.contains(SyntaxByte.lineFeed)
    let isNamed = edit.span.start == edit.span.end && fix.title.contains("`")
    if isBlank || isBlock || isNamed { return diagnostic.help + [fix.title] }
    let quoted = "`\(edit.replacement)`"
    let said = [diagnostic.primary.text] + diagnostic.help
    if said.contains(where: { $0.contains(quoted) }) { return diagnostic.help }
    let isTitled =
      fix.title.contains(quoted) || fix.title.contains(Quoting.mention(edit.replacement))
    if isTitled { return diagnostic.help + [fix.title] }
    return diagnostic.help + ["\(fix.title): \(Quoting.mention(edit.replacement, limit: 80))"]
  }
}

// MARK: - Programs

extension DiagnosticRenderer {
  /// Every diagnostic as an object, without a limit to their number.
  ///
  /// Members, in this order: `severity` ("error", "warning"), `code`, `message`; the place as
  /// `file`, `line`, `column`, `end_line`, `end_column` (from 1, by display width) and `start`,
  /// `end` (offsets of bytes, the end excluded); `label`; `secondary` (a list of objects with the
  /// members of a place and `label`); `included_from` (the places of the `include` statements that led
  /// to the file, the nearest first); `help` (a list of texts); `fix` (null, or an object with
  /// `title` and `edits`, a list of `file`, `start`, `end` and `replacement`, ascending).
  package func json(_ diagnostics: [Diagnostic]) -> [JSON] {
    diagnostics.map { diagnostic in
      var members: [JSONObject.Member] = [
        .init(key: "severity", value: .string(diagnostic.severity.rawValue)),
        .init(key: "code", value: .string(diagnostic.code.rawValue)),
        .init(key: "message", value: .string(diagnostic.message)),
      ]
      members += self.members(of: diagnostic.primary)
      let secondary = diagnostic.secondary.map { JSON.object(JSONObject(self.members(of: $0))) }
      members.append(.init(key: "secondary", value: .array(secondary)))
      let chain = sources.chain(to: diagnostic.primary.span.source).map { span in
        JSON.object(JSONObject(placeMembers(of: span)))
      }
      members.append(.init(key: "included_from", value: .array(chain)))
      members.append(.init(key: "help", value: .array(diagnostic.help.map { .string($0) })))
      members.append(.init(key: "fix", value: diagnostic.fix.map(json) ?? .null))
      return .object(JSONObject(members))
    }
  }

  private func members(of label: Diagnostic.Label) -> [JSONObject.Member] {
    placeMembers(of: label.span) + [.init(key: "label", value: .string(label.text))]
  }

  private func placeMembers(of span: SourceSpan) -> [JSONObject.Member] {
    let source = sources[span]
    let start = source?.position(of: span.start)
    let end = source?.position(of: span.end)
    return [
      .init(key: "file", value: source.map { .string($0.name) } ?? .null),
      .init(key: "line", value: number(start?.line)),
      .init(key: "column", value: number(start?.column)),
      .init(key: "end_line", value: number(end?.line)),
      .init(key: "end_column", value: number(end?.column)),
      .init(key: "start", value: number(span.start)),
      .init(key: "end", value: number(span.end)),
    ]
  }

  private func json(_ fix: Diagnostic.Fix) -> JSON {
    let edits = fix.edits.map { edit in
      JSON.object(
        JSONObject([
          .init(key: "file", value: sources[edit.span].map { .string($0.name) } ?? .null),
          .init(key: "start", value: number(edit.span.start)),
          .init(key: "end", value: number(edit.span.end)),
          .init(key: "replacement", value: .string(edit.replacement)),
        ]))
    }
    return .object(
      JSONObject([
        .init(key: "title", value: .string(fix.title)), .init(key: "edits", value: .array(edits)),
      ]))
  }

  private func number(_ value: Int?) -> JSON {
    value.map { .number(JSONNumber($0)) } ?? .null
  }
}
