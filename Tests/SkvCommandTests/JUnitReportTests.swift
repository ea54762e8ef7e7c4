import SkillsVideo
import SkvInterpreter
import Testing

@testable import skv

@Suite("The JUnit report")
struct JUnitReportTests {
  @Test("holds no secret, however XML would write it")
  func secrets() throws {
    let text = #"<a "secret"> & nothing that stands elsewhere"#
    GivenSecrets.add(try #require(Secret(text)))
    let report = JUnitReport(suite: "s", commands: CommandNames())
    report.hear(.notPrinted(reason: "it was \(text)."))
    #expect(report.text.contains("it was ***."))
    #expect(!report.text.contains("nothing that stands elsewhere"))
  }
}
