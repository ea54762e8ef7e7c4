package import Contracts
import LosslessJSON
import SkillsScript

/// One part of the language that is fed any bytes, and what must hold of it all the same.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Text to tokens.
  case lexer
  /// Text to statements and findings.
  case parser
  /// Text to its canonical form.
  case formatter
  /// A script against contracts.
  case checker
  /// A script to a plan that comes to an end.
  case planner
  /// The bytes as a table in each of its forms.
  case tables
  /// The bytes as the path of outputs.
  case templates

  /// The most bytes that are looked at; more show nothing new.
  package static let mostBytes = 4_096

  /// What does not hold for some bytes; nil if all does.
  package func complaint(about bytes: [UInt8], _ catalogue: Catalogue) -> String? {
    let bytes = Array(bytes.prefix(Self.mostBytes))
    switch self {
    case .lexer: return Self.lex(bytes)
    case .parser: return Self.parse(bytes)
    case .formatter: return Self.format(bytes)
    case .checker: return Self.check(bytes, catalogue)
    case .planner: return Self.plan(bytes, catalogue)
    case .tables: return Self.read(bytes, catalogue)
    case .templates: return Self.fill(bytes, catalogue)
    }
  }

  // MARK: - Text

  private static func lex(_ bytes: [UInt8]) -> String? {
    let script = Parser.parse(SourceText(name: "f", bytes: bytes))
    if script.printed != bytes { return "tokens and trivia are not the text" }
    for (first, second) in zip(script.tokens, script.tokens.dropFirst())
    where first.span.end > second.span.start {
      return "two tokens overlap"
    }
    return nil
  }

  private static func parse(_ bytes: [UInt8]) -> String? {
    let source = SourceText(name: "f", bytes: bytes)
    let script = Parser.parse(source, allowsCommands: bytes.count.isMultiple(of: 2))
    for (first, second) in zip(script.statements, script.statements.dropFirst())
    where first.span.end > second.span.start {
      return "two statements overlap"
    }
    return complaint(about: script.diagnostics, in: SourceMap([source]))
  }

  private static func format(_ bytes: [UInt8]) -> String? {
    let script = Parser.parse(SourceText(name: "f", bytes: bytes))
    guard let text = Formatter.formatted(script) else { return nil }
    let again = Parser.parse(SourceText(name: "f", text: text))
    if again.diagnostics.contains(where: { $0.severity == .error }) {
      return "the canonical form has an error"
    }
    if Formatter.formatted(again) != text { return "the canonical form is not its own" }
    if words(again) != words(script) { return "the canonical form says something else" }
    return nil
  }

  /// What a script says and comments, without its shape.
  private static func words(_ script: Script) -> [String] {
    let tokens = script.tokens.compactMap { token -> String? in
      switch token.kind {
      case .newline, .semicolon, .endOfFile, .punctuation(.comma): nil
      case .string(let literal): "\(literal.segments.map(word))"
      default: script.source.text(of: token.span)
      }
    }
    let comments = script.trivia.filter { $0.kind == .comment }.map { comment in
      var text = script.source.text(of: comment.span)[...]
      while let last = text.last, last == " " || last == "\t" { text.removeLast() }
      return String(text)
    }
    return tokens + comments.sorted()
  }

  private static func word(_ segment: StringLiteral.Segment) -> String {
    switch segment {
    case .text(let text): "text " + text
    case .interpolation(let path): "path " + path.text
    }
  }

  // MARK: - Meaning

  private static func check(_ bytes: [UInt8], _ catalogue: Catalogue) -> String? {
    let checked = checked(bytes, catalogue, files: ["t.csv": Array("prompt,count\na,1\n".utf8)])
    return complaint(about: checked.diagnostics, in: checked.sources)
  }

  private static func plan(_ bytes: [UInt8], _ catalogue: Catalogue) -> String? {
    let checked = checked(bytes, catalogue, files: ["t.txt": Array("a\nb\n".utf8)])
    guard let program = checked.program else { return nil }
    return complaint(about: Planner.plan(program))
  }

  private static func read(_ bytes: [UInt8], _ catalogue: Catalogue) -> String? {
    for form in ["csv", "tsv", "jsonl", "txt"] {
      let script =
        "use lab/clip\nset count 2\nsweep from @t.\(form)\nrun as r to \"${run.n}.${run.ext}\""
      let checked = checked(Array(script.utf8), catalogue, files: ["t." + form: bytes])
      if let complaint = complaint(about: checked.diagnostics, in: checked.sources) {
        return complaint
      }
      guard let program = checked.program else { continue }
      if let complaint = complaint(about: Planner.plan(program)) { return complaint }
    }
    return nil
  }

  private static func fill(_ bytes: [UInt8], _ catalogue: Catalogue) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    var context = ScriptContext()
    if OptionTable.fault(of: "output", word: text) == nil { context.overrides["output"] = text }
    let script =
      "use lab/clip\nset prompt $v\nsweep $v in [\(Quoting.quoted(text)), \"b\"]\n"
      + "run as a to \"x/${v}/${run.n}.${run.ext}\"\nset prompt \"p\"\nrun as b"
    let checked = checked(Array(script.utf8), catalogue, files: [:], context: context)
    if let complaint = complaint(about: checked.diagnostics, in: checked.sources) {
      return complaint
    }
    guard let program = checked.program else { return nil }
    for job in Planner.plan(program).jobs {
      for name in job.destination.shown.split(separator: "/", omittingEmptySubsequences: false)
      where name.isEmpty || name == "." || name == ".." {
        return "the path \(job.destination.shown) leads elsewhere"
      }
    }
    return nil
  }

  private static func checked(
    _ bytes: [UInt8], _ catalogue: Catalogue, files: [String: [UInt8]],
    context: ScriptContext = ScriptContext()
  ) -> CheckedScript {
    let checker = Checker(
      script: Parser.parse(SourceText(name: "f.skv", bytes: bytes)), catalogue: catalogue,
      context: context)
    var surroundings = Surroundings()
    var checked = checker.check(in: surroundings)
    for _ in 0..<4 where !checked.missingReads.isEmpty {
      for read in checked.missingReads {
        switch read {
        case .text(let path):
          surroundings[read] = files[path].map { .bytes($0) } ?? .absent(reason: "it is not there")
        case .media: surroundings[read] = .absent(reason: "it is not there")
        case .files: surroundings[read] = .paths(["a.png", "b.png"])
        }
      }
      checked = checker.check(in: surroundings)
    }
    return checked
  }

  // MARK: - What must hold

  private static func complaint(about findings: [Diagnostic], in sources: SourceMap) -> String? {
    for finding in findings {
      let spans =
        [finding.primary.span] + finding.secondary.map(\.span)
        + (finding.fix?.edits.map(\.span) ?? [])
      for span in spans {
        guard let source = sources[span] else { return "\(finding.code.rawValue) points nowhere" }
        guard span.start >= 0, span.end <= source.bytes.count else {
          return "\(finding.code.rawValue) points behind the text"
        }
      }
      if finding.message.isEmpty || finding.message.contains("\n") {
        return "\(finding.code.rawValue) has no message of one line"
      }
    }
    let renderer = DiagnosticRenderer(sources: sources, color: true)
    _ = renderer.rendered(findings)
    _ = renderer.json(findings).map { $0.printed() }
    return nil
  }

  private static func complaint(about plan: Plan) -> String? {
    if plan.jobs.map(\.id.index) != Array(plan.jobs.indices) {
      return "jobs are not in their order"
    }
    for job in plan.jobs where job.parents.contains(where: { $0 >= job.id }) {
      return "a job hangs on a later one"
    }
    var schedule = Schedule(plan: plan)
    var actions = schedule.handle(.begin)
    var next = 0
    var starts = 0
    while next < actions.count {
      switch actions[next] {
      case .start(let job):
        starts += 1
        actions += schedule.handle(.ended(job, .saved))
      case .perform(let step): actions += schedule.handle(.stepPerformed(step))
      case .skip, .pass, .finished: break
      }
      next += 1
    }
    return actions.last == .finished && starts == plan.jobs.count
      ? nil : "the plan does not come to its end"
  }
}
