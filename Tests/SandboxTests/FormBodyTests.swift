import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Form fields")
struct FormBodyTests {
  /// What a form of the model makes: the request, its files and the complaints.
  private func read(
    _ pieces: [MultipartWriter.Piece], model: String = "acme/collage"
  ) throws -> (submission: Submission, complaints: [String]) {
    let endpoint = try #require(try FormContract.endpoint(model))
    let parts = pieces.map {
      Part(name: $0.name, fileName: $0.fileName, type: $0.type, bytes: $0.bytes[...])
    }
    let schema = FormSchema(document: FormContract.document, schema: endpoint.schema)
    let (submission, complaints) = try FormBody(schema: schema).read(parts)
    return (submission, complaints.map(\.description))
  }

  /// The request that texts make, each written `name=text`.
  private func input(_ texts: [String], model: String = "acme/collage") throws -> String {
    let pieces = texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return MultipartWriter.Piece.text(String(parts[0]), String(parts[1]))
    }
    return try read(pieces, model: model).submission.input.printed()
  }

  // MARK: - Types

  @Test(
    "a text becomes what its field's schema says",
    arguments: [
      // Texts stay as they are.
      ("prompt=5", #"{"prompt":"5"}"#), ("prompt=", #"{"prompt":""}"#),
      ("prompt= a \r\n", #"{"prompt":" a \r\n"}"#),
      ("prompt={\"a\":1}", #"{"prompt":"{\"a\":1}"}"#),
      ("prompt=true", #"{"prompt":"true"}"#), ("prompt=null", #"{"prompt":"null"}"#),
      ("note=null", #"{"note":"null"}"#), ("prompt=a=b", #"{"prompt":"a=b"}"#),
      // Numbers keep their text.
      ("count=5", #"{"count":5}"#), ("count=007", #"{"count":"007"}"#),
      ("count=9007199254740993", #"{"count":9007199254740993}"#), ("count=5.0", #"{"count":5.0}"#),
      ("count=1e2", #"{"count":1e2}"#), ("count=-3", #"{"count":-3}"#),
      ("count=5.5", #"{"count":"5.5"}"#), ("count= 5", #"{"count":" 5"}"#),
      ("count=+5", #"{"count":"+5"}"#), ("count=", #"{"count":""}"#),
      ("count=five", #"{"count":"five"}"#), ("count=true", #"{"count":"true"}"#),
      ("count=1e999999999", #"{"count":1e999999999}"#),
      ("weight=0.50", #"{"weight":0.50}"#), ("weight=5", #"{"weight":5}"#),
      ("weight=.5", #"{"weight":".5"}"#), ("weight=NaN", #"{"weight":"NaN"}"#),
      // Truth values and null are the words of JSON and no others.
      ("loud=true", #"{"loud":true}"#), ("loud=false", #"{"loud":false}"#),
      ("loud=True", #"{"loud":"True"}"#), ("loud=1", #"{"loud":"1"}"#),
      ("loud=", #"{"loud":""}"#), ("seed=null", #"{"seed":null}"#), ("seed=4", #"{"seed":4}"#),
      ("count=null", #"{"count":"null"}"#),
      // Words and constants.
      ("size=2K", #"{"size":"2K"}"#), ("size=4K", #"{"size":"4K"}"#), ("step=2", #"{"step":2}"#),
      ("step=3", #"{"step":3}"#), ("fixed=7", #"{"fixed":7}"#), ("fixed=8", #"{"fixed":8}"#),
      // Unions.
      ("mode=auto", #"{"mode":"auto"}"#), ("mode=5", #"{"mode":5}"#),
      ("speed=2", #"{"speed":"2"}"#), ("speed=3", #"{"speed":3}"#),
      ("mode=manual", #"{"mode":"manual"}"#), ("free=5", #"{"free":"5"}"#),
      // Objects and lists.
      ("camera={\"pan\":1.50}", #"{"camera":{"pan":1.50}}"#),
      ("camera={\"pan\":", #"{"camera":"{\"pan\":"}"#), ("camera=[1]", #"{"camera":"[1]"}"#),
      ("camera=5", #"{"camera":"5"}"#), ("tags=a", #"{"tags":["a"]}"#),
      ("tags=[\"a\"]", #"{"tags":["[\"a\"]"]}"#), ("sizes=1", #"{"sizes":[1]}"#),
      ("elements={\"a\":1}", #"{"elements":[{"a":1}]}"#), ("curve=[0,1]", #"{"curve":[[0,1]]}"#),
      // Of these no type is known.
      ("dark=5", #"{"dark":"5"}"#), ("dark_urls=x", #"{"dark_urls":["x"]}"#),
      ("unknown=5", #"{"unknown":"5"}"#), ("tags[]=a", #"{"tags[]":"a"}"#),
    ])
  func typed(_ text: String, _ printed: String) throws {
    #expect(try input([text]) == printed)
  }

  @Test("a JSON text that nests too deep stays text")
  func deep() throws {
    let text =
      "camera={\"a\":" + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "}"
    #expect(try read([.text("camera", text)]).submission.input["camera"]?.string == text)
  }

  @Test("a repeated name makes a list, in the order of the parts")
  func lists() throws {
    #expect(
      try input(["sizes=2", "prompt=x", "sizes=1", "sizes=2"])
        == #"{"sizes":[2,1,2],"prompt":"x"}"#)
    #expect(try input(["mask_url=a"]) == #"{"mask_url":"a"}"#)
    #expect(try input(["mask_url=a", "mask_url=b"]) == #"{"mask_url":["a","b"]}"#)
    #expect(try input(["dark=1", "dark=2"]) == #"{"dark":["1","2"]}"#)
    #expect(try input(["unknown=1", "unknown=2"]) == #"{"unknown":["1","2"]}"#)
  }

  @Test("a repeated name for a field that takes no list is refused")
  func repeated() throws {
    for name in ["prompt", "count", "camera", "mode", "free", "loud", "image_url"] {
      let complaints = try read([.text(name, "1"), .text(name, "1"), .text(name, "1")]).complaints
      #expect(complaints == ["\(name) is sent 3 times and takes one value"])
    }
  }

  @Test("names are told apart by their bytes")
  func names() throws {
    let input = try read([.text("\u{E9}", "1"), .text("e\u{301}", "2")]).submission.input
    #expect(input.object?.count == 2)
  }

  @Test(
    "of several variants the one whose constant was sent decides",
    arguments: [
      (["feature=count", "value=5"], #"{"feature":"count","value":5}"#),
      (["value=5", "feature=text"], #"{"value":"5","feature":"text"}"#),
      (["value=5", "feature=list"], #"{"value":[5],"feature":"list"}"#),
      (["feature=list", "value=5", "value=6"], #"{"feature":"list","value":[5,6]}"#),
    ])
  func variants(_ texts: [String], _ printed: String) throws {
    #expect(try input(texts, model: "acme/many") == printed)
  }

  @Test("a part that is neither a file nor text is refused")
  func notText() {
    #expect(throws: MultipartError.notText("prompt")) {
      try read([MultipartWriter.Piece(name: "prompt", bytes: [0xFF])])
    }
  }

  @Test("a schema that refers to itself is looked through all the same")
  func circle() {
    let document: JSON = [
      "a": ["anyOf": [["$ref": "#/a"], ["properties": ["n": ["type": "integer"]]]]]
    ]
    let schema = FormSchema(document: document, schema: ["$ref": "#/a"])
    #expect(schema.field("n", texts: [:]).value("5", isItem: false) == 5)
    #expect(schema.field("m", texts: [:]).schemas.isEmpty)
  }

  @Test("a field that only further properties describe has their type")
  func furtherProperties() {
    let further: JSON = ["properties": ["a": [:]], "additionalProperties": ["type": "integer"]]
    let schema = FormSchema(document: [:], schema: further)
    #expect(schema.field("b", texts: [:]).value("5", isItem: false) == 5)
    #expect(schema.field("a", texts: [:]).value("5", isItem: false) == "5")
  }

  // MARK: - Files

  @Test("a file becomes the path of its upload, and its digest is right")
  func file() throws {
    let bytes = FileSamples.png
    let (submission, complaints) = try read([.file("image_url", bytes, as: "my cat.png")])
    let digest = SHA256.hexText(of: SHA256.digest(of: bytes))
    #expect(complaints == [])
    #expect(submission.input == ["image_url": .string("/uploads/\(digest)/my_cat.png")])
    #expect(
      submission.files.map(\.upload) == [
        Upload(
          field: "image_url", name: "my cat.png", type: "image/png", size: bytes.count,
          sha256: digest)
      ])
    #expect(submission.files.map { Array($0.bytes) } == [bytes])
  }

  @Test(
    "a field takes files of its kind",
    arguments: [
      ("image_url", .png), ("image_urls", .jpeg), ("mask_url", .png),
      ("reference_video_urls", .mp4), ("video_refs", .mp4), ("audio_url", .wav),
      ("source_url", .png), ("source_url", .mp4), ("source_url", .wav), ("dark_urls", .wav),
    ] as [(String, UploadFormat)])
  func taken(_ field: String, _ format: UploadFormat) throws {
    let bytes = try #require(FileSamples.all.first { $0.0 == format }?.1)
    #expect(try read([.file(field, bytes)]).complaints == [])
  }

  @Test(
    "a file that is not what its field takes is refused, with what it is",
    arguments: [
      ("image_url", FileSamples.mp4, nil, "image_url must be a picture and is a video (MP4)"),
      ("image_urls", FileSamples.wav, nil, "image_urls[0] must be a picture and is sound (WAV)"),
      (
        "reference_video_urls", FileSamples.png, nil,
        "reference_video_urls[0] must be a video and is a picture (PNG)"
      ),
      ("audio_url", FileSamples.jpeg, nil, "audio_url must be sound and is a picture (JPEG)"),
      (
        "image_url", FileSamples.text("hello"), nil,
        "image_url must be a picture and is a file that is neither a picture nor a video nor sound"
      ),
      (
        "source_url", FileSamples.text("hello"), nil,
        "source_url must be a picture, a video or sound and is a file that is neither a picture nor "
          + "a video nor sound"
      ),
      (
        "image_url", FileSamples.jpeg, "image/png",
        "image_url is sent as image/png and is a picture (JPEG)"
      ),
      (
        "image_url", FileSamples.png, "text/plain",
        "image_url is sent as text/plain and is a picture (PNG)"
      ),
      ("image_url", [], nil, "image_url is an empty file"),
      ("image_urls", [], "image/png", "image_urls[0] is an empty file"),
      ("prompt", FileSamples.png, nil, "prompt takes no file"),
      ("count", FileSamples.png, nil, "count takes no file"),
      ("with_audio", FileSamples.wav, nil, "with_audio takes no file"),
      ("flag_url", FileSamples.png, nil, "flag_url takes no file"),
      ("data_urls", FileSamples.png, nil, "data_urls[0] takes no file"),
      ("camera", FileSamples.png, nil, "camera takes no file"),
      ("dark", FileSamples.png, nil, "dark takes no file"),
      ("prompt", [], nil, "prompt takes no file"),
    ] as [(String, [UInt8], String?, String)])
  func refused(_ field: String, _ bytes: [UInt8], _ type: String?, _ words: String) throws {
    #expect(try read([.file(field, bytes, as: "a.png", type: type)]).complaints == [words])
  }

  @Test("a declared type may say nothing, or any of the names of what the file is")
  func declared() throws {
    for (format, bytes) in FileSamples.all {
      guard let format else { continue }
      for type in format.types + ["application/octet-stream"] {
        #expect(try read([.file("source_url", bytes, type: type)]).complaints == [])
      }
      for other in UploadFormat.allCases where !format.types.contains(other.type) {
        let complaints = try read([.file("source_url", bytes, type: other.type)]).complaints
        #expect(complaints == ["source_url is sent as \(other.type) and is \(format.words)"])
      }
    }
  }

  @Test("files and addresses share a list in the order of the parts")
  func mixed() throws {
    let (submission, complaints) = try read([
      .file("image_urls", FileSamples.png, as: "a.png"),
      .text("image_urls", "https://media.example/b.png"), .file("image_url", FileSamples.png),
      .file("image_urls", FileSamples.jpeg, as: "c.jpg"), .text("image_urls", "5"),
    ])
    #expect(complaints == [])
    let list = try #require(submission.input["image_urls"]?.array).map { $0.string ?? "" }
    #expect(list[0].hasSuffix("/a.png") && list[2].hasSuffix("/c.jpg"))
    #expect(list[1] == "https://media.example/b.png" && list[3] == "5")
    #expect(submission.files.map(\.upload.field) == ["image_urls", "image_url", "image_urls"])
  }

  @Test("addresses are placed under the fields of the files alone")
  func placed() {
    let upload = Upload(
      field: "image_urls", name: "a", type: "image/png", size: 1,
      sha256: String(repeating: "a", count: 64))
    let path = JSON.string(upload.path)
    let input: JSON = ["image_urls": [path, "b"], "prompt": path, "image_url": path]
    let whole = JSON.string("http://h:1" + upload.path)
    #expect(
      UploadAddresses(files: [upload]).placed(in: input, origin: "http://h:1")
        == ["image_urls": [whole, "b"], "prompt": path, "image_url": path])
  }

  // MARK: - The real contract

  @Test("of the real contract 55 models take files, and none of their streams does")
  func real() throws {
    let contract = try TestContract.real("openapi.json")
    let endpoints = try Endpoints(
      contract: contract, navigation: try TestContract.real("docs.json"))
    var count = 0
    for path in try #require(contract["paths"]?.object).keys {
      let segments = path.split(separator: "/").dropFirst()
      let isStream = segments.first == "sse"
      let model = segments.dropFirst(isStream ? 1 : 0).joined(separator: "/")
      if endpoints.find(model, stream: isStream)?.takesFiles == true {
        #expect(!isStream)
        count += 1
      }
    }
    #expect(count == 55)
  }

  @Test("of the real contract every field with an address takes a file of its kind")
  func realFields() throws {
    let contract = try TestContract.real("openapi.json")
    let endpoints = try Endpoints(
      contract: contract, navigation: try TestContract.real("docs.json"))
    var fields = 0
    for path in try #require(contract["paths"]?.object).keys {
      let model = path.split(separator: "/").dropFirst().joined(separator: "/")
      guard let endpoint = endpoints.find(model, stream: false), endpoint.takesFiles else {
        continue
      }
      let schema = FormSchema(document: contract, schema: endpoint.schema)
      for name in try names(endpoint.schema, contract) {
        let field = schema.field(name, texts: [:])
        let isAddress = name.hasSuffix("_url") || name.hasSuffix("_urls") || name == "video_refs"
        #expect(field.holdsMedia == isAddress, "\(model) \(name)")
        if isAddress {
          fields += 1
          #expect(UploadKind(fieldName: name) != nil, "\(model) \(name)")
        }
      }
    }
    #expect(fields > 55)
  }

  /// The fields of a body in all of its variants.
  private func names(_ schema: JSON?, _ contract: JSON) throws -> Set<String> {
    var schema = try #require(schema)
    if let reference = schema["$ref"]?.string {
      let pointer = try #require(JSONPointer(parsing: String(reference.dropFirst())))
      schema = try #require(contract.value(at: pointer))
    }
    return try (schema["anyOf"]?.array ?? []).reduce(
      into: Set(schema["properties"]?.object?.keys ?? [])
    ) {
      $0.formUnion(try names($1, contract))
    }
  }
}
