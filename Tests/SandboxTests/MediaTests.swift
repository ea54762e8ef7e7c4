import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Pictures and clips")
struct MediaTests {
  /// A PNG taken apart: its header, its text and its pixels without the filter bytes.
  struct Decoded {
    var width = 0
    var height = 0
    var note = ""
    var rows: [[UInt8]] = []

    init(_ file: [UInt8]) throws {
      try #require(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]))
      var rest = file.dropFirst(8)
      var packed: [UInt8] = []
      var order: [String] = []
      while !rest.isEmpty {
        let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let body = Array(rest.dropFirst(4).prefix(4 + length))
        let sum = rest.dropFirst(8 + length).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        try #require(Decoded.crc(body) == sum)
        let type = String(decoding: body[..<4], as: UTF8.self)
        order.append(type)
        switch type {
        case "IHDR":
          width = body[4..<8].reduce(0) { $0 << 8 | Int($1) }
          height = body[8..<12].reduce(0) { $0 << 8 | Int($1) }
          try #require(Array(body[12...]) == [8, 2, 0, 0, 0])
        case "tEXt": note = String(decoding: body[4...], as: UTF8.self)
        case "IDAT": packed += body[4...]
        default: break
        }
        rest = rest.dropFirst(12 + length)
      }
      try #require(order == ["IHDR", "tEXt", "IDAT", "IEND"])
      let bytes = try Inflate.zlib(packed)
      try #require(bytes.count == height * (width * 3 + 1))
      for start in stride(from: 0, to: bytes.count, by: width * 3 + 1) {
        try #require(bytes[start] == 0)
        rows.append(Array(bytes[start + 1..<start + 1 + width * 3]))
      }
    }

    /// Bit by bit, unlike the encoder's table.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
      var value = UInt32.max
      for byte in bytes {
        for bit in 0..<8 {
          let isOdd = (value ^ UInt32(byte) >> UInt32(bit)) & 1 == 1
          value = value >> 1 ^ (isOdd ? 0xEDB8_8320 : 0)
        }
      }
      return ~value
    }
  }

  static func digest(_ text: String) -> [UInt8] { SHA256.digest(of: text.utf8) }

  @Test("the pixels of an encoded picture read back")
  func pixels() throws {
    var row = PixelRow(width: 700, colour: Colour(1, 2, 3))
    row.paint(10..<12, Colour(255, 0, 144))
    row.paint(600..<9000, Colour(143, 200, 7))
    let plain = PixelRow(width: 700, colour: Colour(250, 251, 252))
    let decoded = try Decoded(
      PNG.file(width: 700, height: 3, rows: [row, plain, row], note: "note"))
    var expected: [UInt8] = []
    for x in 0..<700 {
      expected += x >= 600 ? [143, 200, 7] : x == 10 || x == 11 ? [255, 0, 144] : [1, 2, 3]
    }
    #expect(decoded.rows[0] == expected && decoded.rows[2] == expected)
    #expect(decoded.rows[1] == Array(repeatElement([250, 251, 252], count: 700).joined()))
    #expect(decoded.note == "Comment\0note")
  }

  @Test("a run of any length reads back", arguments: [1, 2, 86, 87, 88, 172, 173, 1024])
  func runs(_ width: Int) throws {
    let row = PixelRow(width: width, colour: Colour(9, 99, 199))
    let decoded = try Decoded(PNG.file(width: width, height: 1, rows: [row], note: ""))
    #expect(decoded.rows == [Array(repeatElement([9, 99, 199], count: width).joined())])
  }

  @Test(
    "painting covers what lies under it",
    arguments: [
      (0..<10, [10]), (0..<4, [4, 6]), (6..<10, [6, 4]), (3..<5, [3, 2, 5]), (-5..<2, [2, 8]),
      (9..<99, [9, 1]), (4..<4, [10]), (20..<30, [10]),
    ])
  func paint(_ span: Range<Int>, _ counts: [Int]) {
    var row = PixelRow(width: 10, colour: Colour(0, 0, 0))
    row.paint(span, Colour(1, 1, 1))
    #expect(row.runs.map(\.count) == counts)
    row.paint(0..<10, Colour(2, 2, 2))
    #expect(row.runs == [PixelRun(colour: Colour(2, 2, 2), count: 10)])
  }

  @Test("equal digests give equal bytes, others another picture")
  func deterministic() throws {
    let size = PictureSize(width: 128, height: 72)
    let fox = Picture(size: size, digest: Self.digest("fox")).file()
    #expect(Picture(size: size, digest: Self.digest("fox")).file() == fox)
    let one = try Decoded(fox)
    let other = try Decoded(Picture(size: size, digest: Self.digest("hare")).file())
    #expect(one.rows != other.rows)
    #expect(one.note == "Comment\0" + SHA256.hexText(of: Self.digest("fox")))
    #expect(Set(one.rows.flatMap { $0 }).count > 30)
  }

  @Test("a picture of 1280x720 is real and far below a megabyte")
  func size() throws {
    let file = Picture(size: PictureSize(width: 1280, height: 720), digest: Self.digest("a")).file()
    #expect(file.count < 200_000)
    let decoded = try Decoded(file)
    #expect(decoded.width == 1280 && decoded.height == 720)
  }

  @Test("every digest can be drawn, at the narrowest sizes too")
  func corners() throws {
    for index in 0..<24 {
      for (width, height) in [(40, 160), (160, 40), (1, 64), (64, 1), (1, 1)] {
        let picture = Picture(
          size: PictureSize(width: width, height: height), digest: Self.digest("\(index)"))
        #expect(try Decoded(picture.file()).rows.count == height)
      }
    }
  }

  @Test(
    "the size follows from the request",
    arguments: [
      ([:], 1280, 720), (["aspect_ratio": "9:16"], 720, 1280),
      (["aspect_ratio": "1:1"], 1280, 1280),
      (["aspect_ratio": "1:1", "resolution": "2K"], 2048, 2048),
      (["aspect_ratio": "16:9", "resolution": "4k"], 4096, 2304),
      (["aspect_ratio": "21:9", "resolution": "1K"], 1280, 548),
      (["aspect_ratio": "1:9"], 320, 1280), (["aspect_ratio": "auto"], 1280, 720),
      (["aspect_ratio": "0:1"], 1280, 720), (["image_size": "1024x1536"], 1024, 1536),
      (["image_size": "512x256"], 1024, 512), (["image_size": "square_hd"], 1280, 1280),
      (["image_size": "portrait_4_3"], 960, 1280), (["image_size": "portrait_9_16"], 720, 1280),
      (["image_size": "landscape_4_3"], 1280, 960), (["image_size": "default"], 1280, 720),
      (["size": "1024x1024"], 1024, 1024),
    ] as [(JSON, Int, Int)])
  func requested(_ input: JSON, _ width: Int, _ height: Int) {
    #expect(PictureSize(input: input) == PictureSize(width: width, height: height))
    #expect(max(width, height) >= 1024)
  }

  @Test("a clip is a row of whole boxes that ends with the digest in a free box")
  func boxes() throws {
    let digest = Self.digest("fox")
    let file = Clip.file(digest: digest)
    var rest = file[...]
    var types: [String] = []
    while !rest.isEmpty {
      let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      try #require(size >= 8 && size <= rest.count)
      types.append(String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self))
      rest = rest.dropFirst(size)
    }
    #expect(types.first == "ftyp" && types.last == "free")
    let places = (types.firstIndex(of: "moov"), types.firstIndex(of: "mdat"))
    #expect(try #require(places.0) < #require(places.1))
    #expect(Array(file.suffix(32)) == digest)
    #expect(Clip.file(digest: Self.digest("hare")) != file)
  }

  @Test("the shelf keeps its newest files only")
  func shelf() async {
    let shelf = MediaShelf(capacity: 2)
    let clock = ManualClock()
    for prompt in ["a", "b", "c", "a"] {
      let output = Output(generation: generation(prompt, clock), index: 0)
      #expect(await shelf.file(output) == output.file())
    }
    #expect(await shelf.count == 2)
  }

  private func generation(_ prompt: String, _ clock: ManualClock) -> Generation {
    Generation(
      id: prompt, model: "m", kind: .video, input: ["prompt": .string(prompt)],
      inputDigest: prompt, acceptedAt: clock.clock.now(), usage: .zero,
      timetable: Timetable(start: .zero, end: .zero), shownInput: [:])
  }
}
