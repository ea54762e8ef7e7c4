import Testing

@testable import SkillsVideo

@Suite("The fields of a partial answer")
struct ValidatorTests {
  @Test(
    "give a validator that promises equal bytes, or none",
    arguments: [
      (["ETag": "\"a\"", "Last-Modified": "x"], "\"a\""), (["Last-Modified": "x"], "x"), ([:], nil),
      (["ETag": "W/\"a\""], nil), (["ETag": "W/\"a\"", "Last-Modified": "x"], nil),
      (["ETag": "a"], nil),
    ] as [(HTTPHeaders, String?)])
  func validator(headers: HTTPHeaders, expected: String?) {
    #expect(Validator.value(in: headers) == expected)
  }

  @Test("give a range", arguments: [("bytes 0-0/1", 0, 0, 1), ("BYTES 5-10/11", 5, 10, 11)])
  func range(text: String, first: Int, last: Int, total: Int) throws {
    let range = try #require(ContentRange(["Content-Range": text]))
    #expect(range.first == first)
    #expect(range.last == last)
    #expect(range.total == total)
  }

  @Test(
    "give no range where it makes no sense",
    arguments: [
      "", "bytes", "bytes 5-10", "bytes 5-10/*", "bytes */11", "bytes 10-5/11", "bytes 5-11/11",
      "bytes 5-10/11/12", "bytes -5-10/11", "bytes +5-10/11", "bytes 5-/11", "bytes a-b/c",
      "bytes 5-10/99999999999999999999", "bytes=5-10/11",
    ])
  func noRange(text: String) {
    #expect(ContentRange(["Content-Range": text]) == nil)
  }

  @Test("give no range where there are two")
  func twoRanges() {
    #expect(
      ContentRange(["Content-Range": "bytes 0-0/1", "content-range": "bytes 0-0/1"]) == nil)
  }
}
