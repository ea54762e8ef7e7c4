import Testing

@testable import SkillsVideo

@Suite("A file that carries a recipe")
struct RecipeContainerTests {
  private static let recipe = Array(#"{"prompt":"a füchs"}"#.utf8)

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + content
    return Bytes.big(content.count, 4) + body + Bytes.big(Int(CRC32.of(body)), 4)
  }

  /// A PNG that is whole to its end.
  static let png =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    + chunk("IHDR", Bytes.big(64, 4) + Bytes.big(48, 4) + [8, 2, 0, 0, 0])
    + chunk("IDAT", [UInt8](repeating: 7, count: 9_000)) + chunk("IEND", [])
  static let mp4 =
    Bytes.ftyp("isom") + Bytes.moov() + Bytes.longBox("mdat", [UInt8](repeating: 5, count: 9_000))

  private func place(_ container: RecipeContainer, _ file: [UInt8]) throws -> Int? {
    try container.place(length: file.count) { Array(file[$0..<min($0 + $1, file.count)]) }
  }

  private func recipe(_ container: RecipeContainer, _ file: [UInt8]) throws -> [UInt8]? {
    try container.recipe(length: file.count) { Array(file[$0..<min($0 + $1, file.count)]) }
  }

  @Test("sums are those of RFC 2083")
  func sum() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of(Array("IEND".utf8)) == 0xAE42_6082)
    #expect(CRC32.of([]) == 0)
  }

  /// A file, its container, and where a recipe goes.
  private static let placed: [(container: RecipeContainer, file: [UInt8], place: Int)] = {
    let index = Bytes.box("mfra", [1, 2, 3, 4])
    return [
      (.png, png, png.count - 12), (.mp4, mp4, mp4.count), (.png, png + [1, 2, 3], png.count - 12),
      (.mp4, mp4 + index, mp4.count),
      (.mp4, mp4 + index + Bytes.box("free", []), mp4.count + index.count + 8),
    ]
  }()

  @Test("a recipe goes in before the end and comes out again, the rest as it was", arguments: 0..<5)
  func goesIn(index: Int) throws {
    let (container, file, expected) = Self.placed[index]
    let place = try #require(try self.place(container, file))
    #expect(place == expected)
    #expect(try recipe(container, file) == nil)
    let wrapped = container.wrapped(Self.recipe)
    var whole = file
    whole.insert(contentsOf: wrapped, at: place)
    #expect(try recipe(container, whole) == Self.recipe)
    #expect(MediaInspector.inspect(whole) == MediaInspector.inspect(file))
    // A later one counts.
    let second = try #require(try self.place(container, whole))
    whole.insert(contentsOf: container.wrapped([0x7B, 0x7D]), at: second)
    #expect(try recipe(container, whole) == [0x7B, 0x7D])
  }

  @Test("the chunk of a PNG and the box of an MP4 are these, byte for byte")
  func bytes() {
    #expect(
      RecipeContainer.png.wrapped([0x7B, 0x7D])
        == Self.chunk("iTXt", Array("skv recipe".utf8) + [0, 0, 0, 0, 0, 0x7B, 0x7D]))
    #expect(
      RecipeContainer.mp4.wrapped([0x7B, 0x7D])
        == Bytes.box("uuid", RecipeContainer.uuid + [0x7B, 0x7D]))
    #expect(RecipeContainer.uuid.count == 16)
  }

  private static let unplaced: [(container: RecipeContainer, file: [UInt8])] = {
    let free = Array("free".utf8)
    return [
      (.png, Array(png.dropLast())), (.png, Array(png.dropLast(12))), (.png, []),
      (.png, Array(png.dropFirst())), (.png, Bytes.png(64, 48)), (.mp4, mp4 + [0]),
      (.mp4, Array(mp4.dropLast())), (.mp4, []), (.mp4, mp4 + Bytes.big(0, 4) + free),
      (.mp4, mp4 + Bytes.big(7, 4) + free),
      (.mp4, mp4 + Bytes.big(1, 4) + free + Bytes.big(.max, 8)),
    ]
  }()

  @Test("a file that is not made of whole parts has no place", arguments: 0..<11)
  func noPlace(index: Int) throws {
    let (container, file) = Self.unplaced[index]
    #expect(try place(container, file) == nil)
    #expect(try recipe(container, file) == nil)
  }

  @Test("a chunk whose sum is wrong, and a box of another name, are no recipes")
  func damaged() throws {
    for container in [RecipeContainer.png, .mp4] {
      let file = container == .png ? Self.png : Self.mp4
      var whole = file
      let place = try #require(try self.place(container, file))
      whole.insert(contentsOf: container.wrapped(Self.recipe), at: place)
      // In the text of the one, in the name of the other.
      whole[place + (container == .png ? 30 : 12)] ^= 1
      #expect(try recipe(container, whole) == nil)
    }
  }
}
