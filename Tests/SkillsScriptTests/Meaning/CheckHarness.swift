import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

/// Checks scripts in tests.
enum CheckHarness {
  static func check(
    _ text: String, catalogue: Catalogue? = nil, files: [String: String] = [:],
    context: ScriptContext = ScriptContext()
  ) throws -> CheckedScript {
    try check(
      text, catalogue: catalogue, bytes: files.mapValues { Array($0.utf8) }, context: context)
  }

  static func check(
    _ text: String, catalogue: Catalogue? = nil, bytes: [String: [UInt8]],
    context: ScriptContext = ScriptContext()
  ) throws -> CheckedScript {
    let catalogue = try catalogue ?? LabContract.catalogue()
    let checker = Checker(
      script: Parser.parse(SourceText(name: "test.skv", text: text)), catalogue: catalogue,
      context: context)
    var surroundings = Surroundings()
    var checked = checker.check(in: surroundings)
    for _ in 0..<16 where !checked.missingReads.isEmpty {
      for read in checked.missingReads { surroundings[read] = answer(to: read, in: bytes) }
      checked = checker.check(in: surroundings)
    }
    return checked
  }

  static func answer(to read: Read, in bytes: [String: [UInt8]]) -> Surroundings.Answer {
    if case .files(let pattern) = read {
      return .paths(bytes.keys.filter { matches($0, pattern) }.sorted())
    }
    guard let content = bytes[read.path] else { return .absent(reason: "there is no such file") }
    return switch read {
    case .text: .bytes(content)
    case .media(let path): .media(media(at: path, bytes: content.count))
    case .files: .paths([])
    }
  }

  /// Whether a path matches a pattern with one `*`.
  private static func matches(_ path: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && path.hasPrefix(parts[0]) && path.hasSuffix(parts[1])
  }

  /// What a machine would say of a file; here its name decides, `.png` and `.mp4` are known.
  static func media(at path: String, bytes: Int = 3) -> LocalMedia {
    let (type, kind): (String?, MediaKind?) =
      path.hasSuffix(".png")
      ? ("image/png", .image) : path.hasSuffix(".mp4") ? ("video/mp4", .video) : (nil, nil)
    return LocalMedia(
      path: path, sha256: "sha of \(path)", bytes: bytes, contentType: type, kind: kind)
  }

  /// The plan of a script that has to be without errors.
  static func plan(
    _ text: String, catalogue: Catalogue? = nil, files: [String: String] = [:],
    context: ScriptContext = ScriptContext(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Plan {
    let checked = try check(text, catalogue: catalogue, files: files, context: context)
    let shown = checked.diagnostics.map { "\($0.code.rawValue) \($0.message)" }
    let program = try #require(
      checked.program, "\(shown.joined(separator: "; "))", sourceLocation: sourceLocation)
    return Planner.plan(program)
  }

  /// The request of the only job of a script, in canonical form.
  static func request(
    _ text: String, catalogue: Catalogue? = nil, files: [String: String] = [:],
    context: ScriptContext = ScriptContext(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let plan = try plan(
      text, catalogue: catalogue, files: files, context: context, sourceLocation: sourceLocation)
    let job = try #require(plan.jobs.last, sourceLocation: sourceLocation)
    return try job.request.value(in: Results()).canonicalForm
  }

  static func codes(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map(\.code.rawValue)
  }
}

/// A script with marks: below a line, `#~` and then `^^^^ E0203` under what is found there, and
/// behind the code the message, where it is compared too.
///
/// Several marks may stand below each other. A script without marks has to be without findings.
struct MarkedScript: CustomTestStringConvertible, Sendable {
  let text: String
  let marks: [String]
  /// The message of each mark; nil where it is not compared.
  let messages: [String?]

  var testDescription: String { text.replacing("\n", with: "⏎") }

  /// The codes whose message is compared.
  var worded: [String] {
    zip(marks, messages).compactMap { mark, message in
      message == nil ? nil : mark.split(separator: " ").last.map(String.init)
    }
  }

  init(_ marked: String) {
    text = marked
    var marks: [String] = []
    var messages: [String?] = []
    var line = 0
    var lineOfCode = 0
    for content in marked.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      guard content.hasPrefix("#~") else {
        lineOfCode = line
        continue
      }
      let start = content.prefix { $0 != "^" }.utf8.count
      let carets = content.dropFirst(start).prefix { $0 == "^" }.utf8.count
      let words = content.dropFirst(start + carets).trimmingPrefix(" ")
      let code = words.prefix { $0 != " " }
      let message = words.dropFirst(code.count).trimmingPrefix(" ")
      messages.append(message.isEmpty ? nil : String(message))
      marks.append("\(lineOfCode):\(start + 1)-\(start + carets) \(code)")
    }
    self.marks = marks
    self.messages = messages
  }

  static func marks(of diagnostics: [Diagnostic], in text: String) -> [String] {
    let source = SourceText(name: "", text: text)
    return diagnostics.map { diagnostic in
      let span = diagnostic.primary.span
      let line = source.lineNumber(at: span.start)
      let start = span.start - source.line(line).lowerBound
      let end = span.end - source.line(line).lowerBound
      return "\(line):\(start + 1)-\(end) \(diagnostic.code.rawValue)"
    }
  }
}
