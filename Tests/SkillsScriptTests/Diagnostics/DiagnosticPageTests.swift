import Contracts
import FoundationEssentials
import Testing

@testable import SkillsScript

@Suite("Pages that explain codes")
struct DiagnosticPageTests {
  private static func check(_ example: DiagnosticPage.Example) throws -> CheckedScript {
    try CheckHarness.check(
      example.script, catalogue: try Catalogue.builtIn(),
      files: Dictionary(uniqueKeysWithValues: example.files.map { ($0.name, $0.content) })
        .mapValues { $0.isEmpty ? "-" : $0 })
  }

  @Test("every code has a page, in the order of the codes, and every page a code that is declared")
  func everyCode() throws {
    let pages = DiagnosticPage.all.map(\.code.rawValue)
    #expect(Set(pages) == Set(try Self.declaredCodes()))
    #expect(Set(pages).count == pages.count)
    for (prefix, _) in DiagnosticPage.families {
      let family = pages.filter { $0.hasPrefix(prefix) }
      #expect(family == family.sorted() && !family.isEmpty, "\(prefix)")
    }
    #expect(
      pages.allSatisfy { code in DiagnosticPage.families.contains { code.hasPrefix($0.prefix) } })
  }

  @Test("the wrong example of a page has its finding and no other", arguments: DiagnosticPage.all)
  func wrong(_ page: DiagnosticPage) throws {
    guard let wrong = page.wrong else {
      #expect(Self.withoutExample.contains(page.code.rawValue))
      return
    }
    let checked = try Self.check(wrong)
    #expect(CheckHarness.codes(checked.diagnostics) == [page.code.rawValue])
    for fix in checked.diagnostics.compactMap(\.fix) {
      let source = checked.diagnostics[0].primary.span.source
      guard source == 0 else { continue }
      let mended = String(decoding: fix.applied(to: Array(wrong.script.utf8)), as: UTF8.self)
      let after = try Self.check(DiagnosticPage.Example(mended, files: wrong.files))
      #expect(!after.diagnostics.contains { $0.code == page.code }, "\(mended)")
    }
  }

  @Test("the right example of a page has no finding", arguments: DiagnosticPage.all)
  func right(_ page: DiagnosticPage) throws {
    guard let right = page.right else { return }
    let checked = try Self.check(right)
    #expect(
      checked.diagnostics.map { "\($0.code.rawValue) \($0.message)" } == [], "\(right.script)")
  }

  @Test("titles and texts are sentences of their sort", arguments: DiagnosticPage.all)
  func wording(_ page: DiagnosticPage) {
    #expect(
      !page.title.hasSuffix(".") && page.title.first?.isUppercase == false
        || page.title.hasPrefix("NUL"))
    #expect(page.text.hasSuffix(".") && !page.text.contains("\n"))
  }

  /// One text with every code once: its title, and the finding of its example as a person sees it.
  ///
  /// Run the test with SKV_RECORD=1 to write the fixture anew, and read what has changed.
  @Test("all findings look as they were reviewed")
  func golden() throws {
    var text = ""
    for page in DiagnosticPage.all.sorted(by: { $0.code.rawValue < $1.code.rawValue }) {
      text += "\(page.code.rawValue) \(page.title)\n\n"
      guard let wrong = page.wrong else { continue }
      let checked = try Self.check(wrong)
      text +=
        DiagnosticRenderer(sources: checked.sources, color: false)
        .rendered(checked.diagnostics) + "\n"
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/findings.txt")
    if ProcessInfo.processInfo.environment["SKV_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let reviewed = try String(contentsOf: file, encoding: .utf8)
    let lines = (text.split(separator: "\n"), reviewed.split(separator: "\n"))
    let different = zip(lines.0, lines.1).first { $0 != $1 }
    #expect(text == reviewed, "first difference: \(different.map { "\($0)" } ?? "the length")")
  }

  /// What no script of a test shows: bytes that are no text, commands of the prompt, what a model of the
  /// built-in contract has none of, and what happens while a script is performed.
  static let withoutExample: Set = [
    "E0101", "E0134", "E0214", "E0315", "E0502", "E0504", "E0602", "E0701", "E0702", "E0703",
    "E0704",
    "E0705", "E0706", "E0707", "E0708", "E0709", "E0710", "E0711", "E0712", "E0713", "X0801",
    "X0802",
    "W0904",
  ]

  private static func declaredCodes() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/SkillsScript/Diagnostics")
    return try ["Syntax", "Names", "Values", "Flow", "Files", "Budget", "Service"].flatMap {
      family in
      try String(
        contentsOf: folder.appending(path: "DiagnosticCode+\(family).swift"), encoding: .utf8
      )
      .matches(of: /DiagnosticCode\(rawValue: "([A-Z][0-9]{4})"\)/).map { String($0.1) }
    }
  }
}

extension DiagnosticPage: CustomTestStringConvertible {
  /// The code.
  public var testDescription: String { code.rawValue }
}
