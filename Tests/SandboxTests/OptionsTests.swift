import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Pace")
struct PaceTests {
  @Test(
    "reads its forms",
    arguments: [
      ("0", Pace.immediate), ("0s", .immediate), ("real", .real), ("2s", .fixed(.seconds(2))),
      ("250ms", .fixed(.milliseconds(250))), ("1m", .fixed(.seconds(60))),
      ("1440m", .fixed(.seconds(86_400))),
    ])
  func parse(_ text: String, _ pace: Pace) throws {
    #expect(try Pace.parse(text) == pace)
  }

  @Test(
    "refuses anything else",
    arguments: ["", "s", "2", "2h", "-1s", "2.5s", "2 s", "1441m", "99999999999999999999s", "٢s"])
  func refuse(_ text: String) {
    #expect { try Pace.parse(text) } throws: { ($0 as? SandboxError)?.code == .badPace }
  }

  @Test("prints what it reads", arguments: [Pace.immediate, .real, .fixed(.milliseconds(1250))])
  func printed(_ pace: Pace) throws {
    #expect(try Pace.parse(pace.description) == pace)
  }

  @Test("a fixed pace is the time from one state to the next")
  func fixed() {
    #expect(
      Pace.fixed(.seconds(2)).timetable(for: .video, grain: 9)
        == Timetable(start: .seconds(2), end: .seconds(4)))
  }

  @Test("the real pace makes pictures quicker than videos and takes seconds", arguments: [0, 255])
  func real(_ grain: UInt8) {
    let image = Pace.real.timetable(for: .image, grain: grain)
    let video = Pace.real.timetable(for: .video, grain: grain)
    #expect(image.end >= .seconds(8) && image.end < .seconds(20))
    #expect(video.end >= .seconds(30) && video.end < .seconds(60))
    #expect(image.start < image.end && video.start < video.end)
  }
}

@Suite("Shapes")
struct ShapesTests {
  @Test("reads a list and leaves the rest as it was")
  func parse() throws {
    let shapes = try Shapes.parse("video=2, credits=object,submit=202,status=old,input=missing")
    var expected = Shapes()
    expected.video = .list
    expected.credits = .object
    expected.submit = .accepted
    expected.status = .old
    expected.input = .missing
    #expect(shapes == expected)
    #expect(try Shapes.parse("") == Shapes())
  }

  @Test(
    "says what is wrong",
    arguments: [
      ("vidoe=2", "video, credits, submit"), ("video=4", "video takes one of 1, 2, 3"),
      ("video", "video takes one of"), ("video=", "video takes one of"), ("=2", "no shape"),
    ])
  func refuse(_ text: String, _ words: String) {
    #expect { try Shapes.parse(text) } throws: { error in
      let error = error as? SandboxError
      return error?.code == .badShapes && error?.message.contains(words) == true
    }
  }

  @Test("all of them differ, and each reads back from its text")
  func all() throws {
    #expect(Shapes.all.first == Shapes())
    #expect(Set(Shapes.all).count == Shapes.all.count)
    #expect(Shapes.all.count == 1 + 2 + 1 + 1 + 1 + 2 + 2 + 2 + 3 + 1 + 1 + 1)
    for shapes in Shapes.all { #expect(try Shapes.parse(shapes.description) == shapes) }
  }
}

@Suite("Credits")
struct CreditsTests {
  static func number(_ text: String) -> JSONNumber { JSONNumber(text) ?? -1 }

  @Test("the subscription's part is used first")
  func parts() throws {
    var credits = try Credits(101)
    #expect(
      credits.take(Self.number("99.5"))
        == Usage(total: Self.number("99.5"), subscription: Self.number("99.5"), permanent: 0))
    #expect(
      credits.take(Self.number("1.5"))
        == Usage(total: Self.number("1.5"), subscription: Self.number("0.5"), permanent: 1))
    #expect(credits.json(.number) == 0)
  }

  @Test("what does not suffice stays as it was")
  func insufficient() throws {
    var credits = try Credits(2)
    #expect(credits.take(Self.number("2.1")) == nil)
    #expect(credits.json(.number) == 2)
    #expect(credits.take(2) != nil)
    #expect(credits.take(Self.number("0.1")) == nil)
  }

  @Test("what is given back goes where it came from")
  func giveBack() throws {
    var credits = try Credits(150)
    let usage = credits.take(120)
    credits.giveBack(try #require(usage))
    #expect(credits.subscription == 100 && credits.permanent == 50)
  }

  @Test("a balance is not negative and not endless", arguments: ["-1", "1e999999999", "-0.1"])
  func refuse(_ text: String) {
    #expect { try Credits(Self.number(text)) } throws: {
      ($0 as? SandboxError)?.code == .badCredits
    }
  }

  @Test(
    "prices follow from the outputs and the seconds",
    arguments: [
      ([:], OutputKind.image, "1.5"), (["n": 4], .image, "6"), (["num_images": 2], .image, "3"),
      (["n": 900], .image, "24"), ([:], .video, "12.5"), (["duration": 10], .video, "25"),
      (["seconds": "8s", "n": 2], .video, "40"), (["duration": -4], .video, "2.5"),
      (["duration": "long"], .video, "12.5"), (["duration": 1_000_000], .video, "1500"),
    ] as [(JSON, OutputKind, String)])
  func prices(_ input: JSON, _ kind: OutputKind, _ price: String) {
    #expect(Prices.price(of: input, kind: kind).text == price)
  }
}

@Suite("Small parts")
struct SmallPartsTests {
  @Test(
    "a moment is written in UTC",
    arguments: [
      (Duration.zero, "1970-01-01T00:00:00.000Z"),
      (ManualClock.start + .milliseconds(250), "2026-11-22T10:00:00.250Z"),
      (.seconds(951_782_400), "2000-02-29T00:00:00.000Z"),
      (.seconds(4_107_542_399), "2100-02-28T23:59:59.000Z"),
      (.seconds(4_107_542_400), "2100-03-01T00:00:00.000Z"),
    ])
  func timestamp(_ time: Duration, _ text: String) {
    #expect(Timestamp.text(time) == text)
  }

  @Test(
    "percent encoding is taken off",
    arguments: [
      ("a%2Fb", "a/b"), ("%C3%A9", "é"), ("%", nil), ("%4", nil), ("%zz", nil),
      ("%FF", nil),
    ] as [(String, String?)])
  func percent(_ text: String, _ decoded: String?) {
    #expect(PercentEncoding.decoded(text) == decoded)
  }

  @Test(
    "a range is read as RFC 9110 says",
    arguments: [
      (nil, .whole), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)),
      ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)),
      ("bytes=99-500", .part(99..<100)), ("BYTES=0-0", .part(0..<1)),
      ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
      ("bytes=99999999999999999999-", .unsatisfiable),
      ("bytes=0-99999999999999999999", .part(0..<100)),
      ("bytes=5-4", .whole), ("bytes=0-1,5-6", .whole), ("items=0-1", .whole),
      ("bytes=a-b", .whole), ("bytes=-", .whole), ("bytes=", .whole), ("bytes=1", .whole),
    ] as [(String?, ByteRange)])
  func range(_ text: String?, _ range: ByteRange) {
    #expect(ByteRange(text, ifRange: nil, tag: "\"t\"", length: 100) == range)
  }

  @Test("a range counts only if If-Range is the file's tag")
  func ifRange() {
    #expect(ByteRange("bytes=1-", ifRange: "\"t\"", tag: "\"t\"", length: 3) == .part(1..<3))
    #expect(ByteRange("bytes=1-", ifRange: "\"u\"", tag: "\"t\"", length: 3) == .whole)
    #expect(ByteRange("bytes=1-", ifRange: "W/\"t\"", tag: "\"t\"", length: 3) == .whole)
    #expect(ByteRange("bytes=9-", ifRange: "\"u\"", tag: "\"t\"", length: 3) == .whole)
  }

  @Test(
    "a contract without submits is refused",
    arguments: [nil, [:], ["paths": ["/credits": ["get": [:]]]]] as [JSON])
  func contract(_ contract: JSON) {
    #expect { try SandboxServer(contract: contract, navigation: nil) } throws: {
      ($0 as? SandboxError)?.code == .badContract
    }
  }

  @Test(
    "defaults fill what is left out, after what was sent",
    arguments: [
      (["prompt": "x"], #"{"prompt":"x","style":"plain"}"#),
      (["style": "old", "prompt": "x"], #"{"style":"old","prompt":"x"}"#),
      (["feature": "edit"], #"{"feature":"edit"}"#),
    ] as [(JSON, String)])
  func defaults(_ input: JSON, _ filled: String) {
    #expect(Defaults(document: [:]).fill(input, schema: TestContract.many).printed() == filled)
  }
}
