import LosslessJSON
import Testing

@Suite("Printing")
struct JSONPrinterTests {
  private let value: JSON = [
    "a": [1, "x", [], [:]], "b": ["c": .null, "d": true], "e": [:], "f": [[2]],
  ]

  @Test("Compact text has no white space")
  func compact() {
    #expect(value.printed() == #"{"a":[1,"x",[],{}],"b":{"c":null,"d":true},"e":{},"f":[[2]]}"#)
  }

  @Test("Spaced text has a space after each comma and colon")
  func spaced() {
    #expect(
      value.printed(.spaced)
        == #"{"a": [1, "x", [], {}], "b": {"c": null, "d": true}, "e": {}, "f": [[2]]}"#)
  }

  @Test("Indented text has one line for each element and member")
  func indented() {
    #expect(
      value.printed(.indented(2)) == """
        {
          "a": [
            1,
            "x",
            [],
            {}
          ],
          "b": {
            "c": null,
            "d": true
          },
          "e": {},
          "f": [
            [
              2
            ]
          ]
        }
        """)
  }

  @Test(
    "An indentation of 0 breaks lines only, and a negative one is the same", arguments: [0, -3])
  func noIndentation(width: Int) {
    let value: JSON = ["a": [1, 2]]
    #expect(value.printed(.indented(width)) == "{\n\"a\": [\n1,\n2\n]\n}")
  }

  @Test(
    "A scalar is printed alike in every style",
    arguments: [JSONPrinter.Style.compact, .spaced, .indented(4)])
  func scalars(style: JSONPrinter.Style) {
    #expect(JSON.string("x").printed(style) == #""x""#)
    #expect(JSON.array([]).printed(style) == "[]")
  }

  @Test("Only quotes, backslashes and what lies below U+0020 are escaped")
  func escapes() {
    let expected = [
      #"\u0000"#, #"\u0001"#, #"\u0002"#, #"\u0003"#, #"\u0004"#, #"\u0005"#, #"\u0006"#,
      #"\u0007"#, #"\b"#, #"\t"#, #"\n"#, #"\u000b"#, #"\f"#, #"\r"#, #"\u000e"#, #"\u000f"#,
      #"\u0010"#, #"\u0011"#, #"\u0012"#, #"\u0013"#, #"\u0014"#, #"\u0015"#, #"\u0016"#,
      #"\u0017"#, #"\u0018"#, #"\u0019"#, #"\u001a"#, #"\u001b"#, #"\u001c"#, #"\u001d"#,
      #"\u001e"#, #"\u001f"#,
    ]
    for byte in UInt8(0)..<0x80 {
      let character = String(Character(Unicode.Scalar(byte)))
      let escaped =
        switch character {
        case "\"": #"\""#
        case "\\": #"\\"#
        default: byte < 0x20 ? expected[Int(byte)] : character
        }
      #expect(
        JSON.string("a" + character + "b").printed().utf8.elementsEqual("\"a\(escaped)b\"".utf8))
    }
    #expect(JSON.string("é/\u{7F}\u{2028}😀").printed() == "\"é/\u{7F}\u{2028}😀\"")
  }

  @Test("Keys are escaped like strings")
  func keys() {
    let value: JSON = ["a\"\n": 1]
    #expect(value.printed() == #"{"a\"\n":1}"#)
  }

  @Test("The description is the compact text")
  func description() {
    #expect(String(describing: value) == value.printed())
  }
}
