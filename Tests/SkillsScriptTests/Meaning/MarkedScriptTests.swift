import FoundationEssentials
import Testing

@testable import SkillsScript

@Suite("Findings stand where the mistake is")
struct MarkedScriptTests {
  @Test("every mark is found and nothing else", arguments: scripts)
  func marks(_ script: MarkedScript) throws {
    let checked = try CheckHarness.check(script.text, bytes: Self.files)
    #expect(MarkedScript.marks(of: checked.diagnostics, in: script.text) == script.marks)
    for (message, finding) in zip(script.messages, checked.diagnostics) {
      if let message { #expect(finding.message == message) }
    }
    let hasError = script.marks.contains { $0.contains(" E") }
    #expect((checked.program == nil) == hasError)
  }

  @Test("a fix takes its finding away and brings no error of its own", arguments: scripts)
  func fixes(_ script: MarkedScript) throws {
    let before = try CheckHarness.check(script.text, bytes: Self.files).diagnostics
    for diagnostic in before {
      guard let fix = diagnostic.fix else { continue }
      let source = SourceText(name: "", text: script.text)
      let mended = String(decoding: fix.applied(to: source.bytes), as: UTF8.self)
      let after = try CheckHarness.check(mended, bytes: Self.files).diagnostics
      let errors = { (all: [Diagnostic]) in all.count { $0.severity == .error } }
      #expect(errors(after) < errors(before), "\(diagnostic.code.rawValue) in \(mended)")
    }
  }

  @Test("every code that the checker declares has a marked script with its wording")
  func everyCode() throws {
    let declared = try Self.declaredCodes()
    #expect(declared.count > 50)
    let worded = Set(Self.scripts.flatMap(\.worded))
    #expect(declared.filter { !worded.contains($0) } == Self.neverMade)
  }

  /// `help`, of which E0214 comes, is no statement of a script. Kinds of media are compared when a
  /// value meets its field, E0403; the contract's own check, of which E0315 would come, finds
  /// nothing that is left. `IncludeTests` and `TableTests` have what is found in other files, and
  /// `SweepTests` what takes a script of many jobs.
  static let neverMade = [
    "E0214", "E0315", "E0325", "W0905", "E0513", "E0514", "E0515", "E0517", "E0519", "E0602",
  ]

  /// The codes in the order of the files that declare them, read from their sources: Swift has no
  /// list of static members, and one that is kept by hand would miss the code that was forgotten.
  static func declaredCodes() throws -> [String] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/SkillsScript/Diagnostics")
    return try ["Names", "Values", "Flow", "Files", "Budget"].flatMap { family in
      let file = sources.appending(path: "DiagnosticCode+\(family).swift")
      return try String(contentsOf: file, encoding: .utf8)
        .matches(of: /DiagnosticCode\(rawValue: "([A-Z][0-9]{4})"\)/).map { String($0.1) }
    }
  }

  static let files: [String: [UInt8]] = [
    "ok.txt": Array("a fox\n".utf8), "bad.txt": [0x61, 0xFF], "bad.json": Array("{".utf8),
    "fox.png": [1, 2, 3], "fox.mp4": [1, 2, 3], "empty.png": [],
  ]

  static let scripts = MarkedScripts.all.map(MarkedScript.init)
}
