import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A body beside files")
struct FormFieldTests {
  private static let digest = String(repeating: "ab", count: 32)
  private static let mark = #"{"sha256":"\#(digest)"}"#

  private static func upload(_ index: Int? = nil) -> Upload {
    Upload(
      field: "f", index: index, path: "/film/a.png", sha256: digest, bytes: 3,
      contentType: "image/png")
  }

  @Test(
    "becomes one part a value, in its own order and words",
    arguments: [
      (#"{"f":MARK,"b":"x","a":"y"}"#, nil, [("f", "FILE"), ("b", "x"), ("a", "y")]),
      (
        #"{"n":1.50,"f":MARK,"e":1e3,"z":-0,"i":12345678901234567890}"#, nil,
        [("n", "1.50"), ("f", "FILE"), ("e", "1e3"), ("z", "-0"), ("i", "12345678901234567890")]
      ),
      (
        #"{"f":MARK,"t":true,"u":false,"s":""}"#, nil,
        [
          ("f", "FILE"), ("t", "true"), ("u", "false"), ("s", ""),
        ]
      ),
      (
        #"{"f":["https://a/b.png",MARK,"c"],"l":[1,true,"x"]}"#, 1,
        [
          ("f", "https://a/b.png"), ("f", "FILE"), ("f", "c"), ("l", "1"), ("l", "true"),
          ("l", "x"),
        ]
      ),
    ] as [(String, Int?, [(String, String)])])
  func becomes(body: String, index: Int?, parts: [(String, String)]) throws {
    let body = try JSON(parsing: body.split(separator: "MARK").joined(separator: Self.mark))
    let upload = Self.upload(index)
    let fields = try FormField.fields(of: body, uploads: [upload])
    #expect(
      fields
        == parts.map {
          FormField(name: $0, value: $1 == "FILE" ? .file(upload) : .text($1))
        })
  }

  @Test(
    "is refused where a value has no documented form, and says which",
    arguments: [
      (#"{"f":MARK,"a":null}"#, "a is null, and how nulls travel"),
      (#"{"f":MARK,"a":{"b":1}}"#, "a is an object, and how objects travel"),
      (#"{"f":MARK,"a":{}}"#, "a is an object, and how objects travel"),
      (#"{"f":MARK,"a":[]}"#, "a is an empty list, and how empty lists travel"),
      (#"{"f":MARK,"a":["x",[1]]}"#, "a[1] is a list in a list, and how lists in lists travel"),
      (#"{"f":MARK,"a":[null]}"#, "a[0] is null, and how nulls travel"),
      (#"{"f":MARK,"a":["x",{"b":1}]}"#, "a[1] is an object, and how objects travel"),
      (#"{"f":MARK,"a":1,"a":2}"#, "a is given twice"),
    ])
  func refused(body: String, message: String) throws {
    let body = try JSON(parsing: body.split(separator: "MARK").joined(separator: Self.mark))
    let error = #expect(throws: EngineError.self) {
      try FormField.fields(of: body, uploads: [Self.upload()])
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.hasPrefix(message) == true)
    #expect(error?.message.hasSuffix("nothing was sent") == true)
  }

  @Test(
    "names a file by the last part of its path alone, and by nothing that could do harm",
    arguments: [
      ("/home/ann/Our film/a fox.png", "a fox.png"),
      ("/a/Füchsin \"1\".PNG", "Füchsin \"1\".PNG"),
      ("/a/b\r\nX-Evil: 1\u{7F}\u{85}.png", "bX-Evil: 1.png"),
      ("/a/\u{1}\u{2}", "file.png"),
      (
        "/a/" + String(repeating: "x", count: 300) + ".png",
        String(repeating: "x", count: 251) + ".png"
      ),
      ("/a/" + String(repeating: "é", count: 200), String(repeating: "é", count: 127)),
    ])
  func fileName(path: String, name: String) {
    var upload = Self.upload()
    upload.path = path
    #expect(upload.fileName == name)
  }

  @Test("names a file of an unknown type without an extension where nothing of its name is left")
  func namelessFile() {
    var upload = Self.upload()
    upload.path = "/a/\u{1}"
    upload.contentType = "application/octet-stream"
    #expect(upload.fileName == "file")
  }
}
