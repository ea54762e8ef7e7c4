import Testing

@testable import SkillsVideo

@Suite("The head of an answer")
struct ResponseHeadTests {
  private func head(_ lines: [String]) -> (ResponseHead, [ResponseHead.Step]) {
    var head = ResponseHead()
    let steps = lines.map { head.take(Array("\($0)\r\n".utf8)) }
    return (head, steps)
  }

  @Test("is whole at its blank line, with names found in any case")
  func whole() {
    let (head, steps) = head(["HTTP/1.1 404 Not Found", "A: 1", "b:  2\t", "a: 3", "Empty:", ""])
    #expect(steps == [.more, .more, .more, .more, .more, .whole])
    #expect(head.status == 404)
    #expect(head.headers["a"] == "1")
    #expect(head.headers["B"] == "2")
    #expect(head.headers["empty"] == "")
    #expect(head.headers["c"] == nil)
    #expect(head.headers.values(of: "A") == ["1", "3"])
  }

  @Test("passes over interim answers, and over trailers")
  func interim() {
    let (head, steps) = head([
      "HTTP/1.1 103 Early", "A: 1", "", "HTTP/2 200", "B: 2", "", "C: 3", "",
    ])
    #expect(steps.filter { $0 == .whole }.count == 1)
    #expect(steps[5] == .whole)
    #expect(head.status == 200)
    #expect(head.headers.fields == [HTTPField("B", "2")])
  }

  @Test("joins a folded line with a space, and drops lines that are none")
  func odd() {
    let (head, _) = head(["HTTP/1.1 200 OK", " lost", "A: 1", "\t2", "no colon", ""])
    #expect(head.headers.fields == [HTTPField("A", "1 2")])
  }

  @Test("has a bound, which interim answers do not escape")
  func bound() {
    var head = ResponseHead()
    let line = Array("X: ".utf8) + [UInt8](repeating: 0x61, count: 4096) + [13, 10]
    _ = head.take(Array("HTTP/1.1 100 Continue\r\n".utf8))
    var steps: [ResponseHead.Step] = []
    while steps.count < 100, steps.last != .tooLarge {
      steps.append(head.take(line))
      if steps.count % 10 == 0 { _ = head.take([13, 10]) }
    }
    #expect(steps.last == .tooLarge)
    #expect(steps.count == ResponseHead.limit / line.count + 1)
  }

  @Test(
    "keeps a status that is none at 0, which never becomes whole",
    arguments: ["HTTP/1.1", "HTTP/1.1 abc"])
  func noStatus(line: String) {
    let (head, steps) = head([line, ""])
    #expect(head.status == 0)
    #expect(!steps.contains(.whole))
  }
}
