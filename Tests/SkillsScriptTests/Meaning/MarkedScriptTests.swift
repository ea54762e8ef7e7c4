import Testing

@testable import SkillsScript

@Suite("Findings stand where the mistake is")
struct MarkedScriptTests {
  @Test("every mark is found and nothing else", arguments: scripts)
  func marks(_ script: MarkedScript) throws {
    let checked = try CheckHarness.check(script.text, bytes: Self.files)
    #expect(MarkedScript.marks(of: checked.diagnostics, in: script.text) == script.marks)
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

  @Test("every code of these families has a marked script")
  func everyCode() {
    let marked = Set(Self.scripts.flatMap(\.marks).compactMap { $0.split(separator: " ").last })
    let missing = Self.codes.filter { !marked.contains(Substring($0.rawValue)) }
    #expect(missing.map(\.rawValue) == [])
  }

  static let files: [String: [UInt8]] = [
    "ok.txt": Array("a fox\n".utf8), "bad.txt": [0x61, 0xFF], "bad.json": Array("{".utf8),
  ]

  static let codes: [DiagnosticCode] = [
    .unknownModel, .ambiguousModel, .unknownField, .unknownName, .nameBoundTwice, .unknownOption,
    .modeNotOffered, .noDraft, .usedBeforeItsLet, .unknownMember, .notAModelName,
    .wrongType, .wordNotAllowed, .missingField, .outOfRange, .wrongLength, .nullNotAllowed,
    .needsQuotes, .bareWord, .notWholeNumber, .wrongUnit, .wrongForm, .notInThisVersion,
    .indexOutOfOrder, .noTextForm, .takesOutOfRange, .valueTooLarge, .memberTwice,
    .partlyDocumented,
    .usedBeforeItsRun, .resultInConstant, .kindsDiffer, .severalItems, .unknownResultMember,
    .noSuchItem, .resultAsModel, .resultInField, .severalValuesInText, .noRunYet,
    .resultInSetting, .unusedLabel, .unreadableFile, .notText, .notJSON, .localMedia,
    .globNotRead, .unsafePath, .pathTakenTwice, .unknownPathPart, .fileNotTaken,
    .addressNotTaken, .missingInput,
  ]

  static let scripts = MarkedScripts.all.map(MarkedScript.init)
}
