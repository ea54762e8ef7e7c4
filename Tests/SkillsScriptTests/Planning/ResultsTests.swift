import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Results and what is made of them")
struct ResultsTests {
  private static let one = """
    {"status": "COMPLETED", "model": "m", "id": "g1", "seed": 7, "credits": 1.50, "elapsed": 2,
     "error": null, "n": 2, "files": [
       {"path": "out/a.json", "url": "https://m/a", "type": "application/octet-stream", "bytes": 1},
       {"path": "out/b.png", "url": "https://m/b", "type": "image/png", "bytes": 2},
       {"path": "out/c.mp4", "url": "https://m/c", "type": "video/mp4", "bytes": 3}],
     "data": {"a": [1, {"b": "x"}]}}
    """
  private static let two = """
    {"status": "FAILED", "model": "m", "id": "g2", "seed": null, "credits": 0.25, "elapsed": null,
     "error": {"code": "NO", "message": "no"}, "n": 0, "files": [], "data": null}
    """

  private func results() throws -> Results {
    var results = Results()
    results.record(try JSON(parsing: Self.one), for: JobID(0))
    results.record(try JSON(parsing: Self.two), for: JobID(1))
    return results
  }

  private func path(_ items: Range<Int>, _ steps: [Path.Step] = []) -> ResultPath {
    ResultPath(label: "fox", items: items, steps: steps)
  }

  struct Row: Sendable {
    let items: Range<Int>
    let steps: [Path.Step]
    let value: String

    init(_ items: Range<Int>, _ steps: [Path.Step], _ value: String) {
      self.items = items
      self.steps = steps
      self.value = value
    }
  }

  @Test(
    "a path gives what stands there",
    arguments: [
      Row(0..<1, [.member("status")], "\"COMPLETED\""), Row(0..<1, [.member("credits")], "1.5"),
      Row(0..<1, [.member("error"), .member("code")], "null"),
      Row(1..<2, [.member("error"), .member("code")], "\"NO\""),
      Row(0..<1, [.member("files"), .index(1), .member("bytes")], "2"),
      Row(0..<1, [.member("data"), .member("a"), .index(1), .member("b")], "\"x\""),
      Row(1..<2, [.member("data"), .member("a")], "null"),
      Row(0..<2, [.member("n")], "2"), Row(0..<1, [.member("n")], "2"),
      Row(0..<2, [.member("credits")], "1.75"), Row(0..<2, [.member("elapsed")], "2"),
      Row(1..<2, [.member("elapsed")], "null"), Row(0..<2, [.member("id")], "[\"g1\",\"g2\"]"),
      Row(0..<2, [.member("files"), .index(2), .member("path")], "\"out/c.mp4\""),
      Row(0..<2, [.member("seed")], "[7,null]"),
    ])
  func values(_ row: Row) throws {
    #expect(try results().value(at: path(row.items, row.steps)).canonicalForm == row.value)
  }

  @Test(
    "what is not there is an error that says what was wanted",
    arguments: [
      (Row(2..<3, [.member("id")], ""), EvaluationError.Code.notRecorded, "fox has no result"),
      (Row(0..<3, [.member("id")], ""), .notRecorded, "fox[2] has no result"),
      (
        Row(0..<1, [.member("files"), .index(9)], ""), .noSuchMember,
        "$fox.files[9]: there is no element [9]"
      ),
      (
        Row(0..<1, [.member("data"), .member("z")], ""), .noSuchMember,
        "$fox.data.z: there is no member `z`"
      ),
    ])
  func missing(_ row: Row, _ code: EvaluationError.Code, _ message: String) throws {
    let results = try results()
    let error = #expect(throws: EvaluationError.self) {
      try results.value(at: path(row.items, row.steps))
    }
    #expect(error?.code == code)
    #expect(error?.message == message)
  }

  @Test(
    "media are the first output of a fitting kind",
    arguments: [
      (MediaKind.image, "https://m/b"), (.video, "https://m/c"), (.audio, "https://m/a"),
      (nil, "https://m/a"),
    ] as [(MediaKind?, String)])
  func media(_ kind: MediaKind?, _ address: String) throws {
    let value = try Expression.media(of: path(0..<1), kind: kind).value(in: results())
    #expect(value == .string(address))
  }

  @Test("a picked file and a picked address are themselves")
  func pickedMedia() throws {
    let file: [Path.Step] = [.member("files"), .index(2)]
    let results = try results()
    #expect(
      try Expression.media(of: path(0..<1, file), kind: .video).value(in: results) == "https://m/c")
    let address = file + [.member("url")]
    #expect(
      try Expression.media(of: path(0..<1, address), kind: .video).value(in: results)
        == "https://m/c")
    let all = Expression.allMedia(of: path(0..<2, [.member("files")]), kind: .image)
    #expect(try all.value(in: results) == ["https://m/b"])
  }

  @Test("a result without outputs gives no media")
  func noMedia() throws {
    let results = try results()
    for expression in [
      Expression.media(of: path(1..<2), kind: .image), .allMedia(of: path(1..<2), kind: nil),
    ] {
      let error = #expect(throws: EvaluationError.self) { try expression.value(in: results) }
      #expect(error?.code == .noFittingOutput)
    }
  }

  @Test("texts, lists and objects are put together in their order")
  func composed() throws {
    let text = Expression.text([
      .text("n="), .value(path(0..<2, [.member("n")])), .text(" "),
      .value(path(0..<1, [.member("credits")])), .value(path(0..<1, [.member("error")])),
      .value(path(0..<1, [.member("data")])),
    ])
    let value = Expression.object([
      .init(key: "z", value: text),
      .init(key: "a", value: .list([.constant(1), .result(path(0..<1, [.member("id")]))])),
    ])
    #expect(
      try value.value(in: results()).printed()
        == #"{"z":"n=2 1.50null{\"a\":[1,{\"b\":\"x\"}]}","a":[1,"g1"]}"#)
  }

  @Test("print shows text as it is, a result as its paths, and the rest as canonical JSON")
  func printed() throws {
    let results = try results()
    let whole = try Expression.result(path(0..<2)).printed(in: results)
    #expect(whole.lines == ["out/a.json", "out/b.png", "out/c.mp4"])
    #expect(whole.value == ["out/a.json", "out/b.png", "out/c.mp4"])
    #expect(try Expression.constant("a\nb").printed(in: results).lines == ["a\nb"])
    #expect(
      try Expression.constant(["b": 1, "a": [1]]).printed(in: results).lines == [
        "{\"a\":[1],\"b\":1}"
      ])
    #expect(
      try Expression.result(path(0..<1, [.member("credits")])).printed(in: results).lines == ["1.5"]
    )
  }

  @Test("what a value hangs on is known before any result is there")
  func needs() {
    let value = Expression.object([
      .init(key: "a", value: .media(of: path(4..<6), kind: nil)),
      .init(key: "b", value: .list([.text([.text("x"), .value(path(1..<2))]), .constant(1)])),
      .init(key: "c", value: .allMedia(of: path(5..<7), kind: nil)),
    ])
    #expect(value.neededJobs == [1, 4, 5, 6].map(JobID.init))
    #expect(Expression.constant(1).neededJobs == [])
  }
}
