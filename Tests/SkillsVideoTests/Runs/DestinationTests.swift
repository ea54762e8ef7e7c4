import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A destination")
struct DestinationTests {
  private func path(
    _ pieces: [Destination.Piece], folder: String = "/home/me/out", ext: String = "mp4",
    file: Int = 1, seed: String? = "7", id: String? = "gen-1"
  ) throws(EngineError) -> String {
    try Destination(folder: folder, pieces: pieces).path(
      LateValues(ext: ext, file: file, seed: seed, id: id, submittedAt: 1_795_408_704_000))
  }

  @Test(
    "fills in what is known late",
    arguments: [
      ([.text("fox."), .late(.ext)], "/home/me/out/fox.mp4"),
      ([.text("a/b/"), .late(.seed), .text("."), .late(.ext)], "/home/me/out/a/b/7.mp4"),
      ([.late(.id), .text("-"), .late(.file), .text(".bin")], "/home/me/out/gen-1-1.bin"),
      ([.late(.date), .text("_"), .late(.time)], "/home/me/out/2026-11-23_04-38-24"),
      ([.text("./a//b")], "/home/me/out/a/b"),
      ([.text("/home/me/out/deep/fox.mp4")], "/home/me/out/deep/fox.mp4"),
    ] as [([Destination.Piece], String)])
  func filling(pieces: [Destination.Piece], expected: String) throws {
    #expect(try path(pieces) == expected)
  }

  @Test(
    "knows the folders that the service named",
    arguments: [
      ([.text("a/fox.mp4")], []), ([.text("a/"), .late(.id), .text(".mp4")], []),
      ([.late(.id), .text("/fox.mp4")], ["/home/me/out/gen-1"]),
      (
        [.text("a/x-"), .late(.id), .text("/b/"), .late(.seed), .text("/fox")],
        ["/home/me/out/a/x-gen-1", "/home/me/out/a/x-gen-1/b/7"]
      ),
      ([.text("a/"), .late(.date), .text("/"), .late(.file), .text("/"), .late(.ext)], []),
      ([.text("/home/me/out/"), .late(.seed), .text("/fox")], ["/home/me/out/7"]),
    ] as [([Destination.Piece], [String])])
  func namedByService(pieces: [Destination.Piece], expected: [String]) throws {
    let values = LateValues(
      ext: "mp4", file: 1, seed: "7", id: "gen-1", submittedAt: 1_795_408_704_000)
    let destination = Destination(folder: "/home/me/out", pieces: pieces)
    #expect(try destination.foldersNamedByService(values) == expected)
  }

  @Test("numbers every output but the first, unless the place is part of the path")
  func numbering() throws {
    #expect(try path([.text("fox.mp4")], file: 2) == "/home/me/out/fox-2.mp4")
    #expect(try path([.text("fox")], file: 3) == "/home/me/out/fox-3")
    #expect(try path([.text(".fox")], file: 2) == "/home/me/out/.fox-2")
    #expect(
      try path([.text("fox"), .late(.file), .text(".mp4")], file: 2) == "/home/me/out/fox2.mp4")
  }

  @Test(
    "never leaves its folder",
    arguments: [
      "../fox.mp4", "a/../../fox.mp4", "a/..", "/etc/passwd", "/home/me/output/fox.mp4", "",
      "/home/me/out", "a/", ".", "./", "/",
    ])
  func leaving(text: String) {
    #expect { try path([.text(text)]) } throws: { ($0 as? EngineError)?.code == .invalidOutputPath }
  }

  @Test(
    "takes nothing from the service that is not a plain name",
    arguments: [
      ("../../x", "_._.._x"), ("a/b", "a_b"), ("\u{0}\n", "__"), (".hidden", "_hidden"),
      ("ok_1-2.3", "ok_1-2.3"), ("größe", "größe"), ("a b", "a_b"), ("", ""),
    ])
  func foreignText(id: String, name: String) throws {
    #expect(try path([.late(.id), .text("!.mp4")], id: id) == "/home/me/out/\(name)!.mp4")
  }

  @Test("cuts names that no file system takes, and keeps their extension")
  func longNames() throws {
    let name = try #require(
      try path([.text(String(repeating: "ä", count: 400)), .text(".mp4")]).split(separator: "/")
        .last)
    #expect(name.utf8.count <= 200)
    #expect(name.hasSuffix("ä.mp4"))
  }

  @Test("replaces control characters")
  func controls() throws {
    #expect(try path([.text("a\nb\u{7F}\u{0}.mp4")]) == "/home/me/out/a_b__.mp4")
  }

  @Test("knows the paths of the first output before the submit, as far as they can be known")
  func earlyPaths() throws {
    let late = Destination(folder: "/o", pieces: [.text("fox."), .late(.ext)])
    let paths = try late.earlyPaths(at: 0)
    #expect(paths.contains("/o/fox.mp4") && paths.contains("/o/fox.png"))
    #expect(
      try Destination(folder: "/o", pieces: [.text("a.mp4")]).earlyPaths(at: 0) == ["/o/a.mp4"])
    #expect(
      try Destination(folder: "/o", pieces: [.late(.seed), .text(".mp4")]).earlyPaths(at: 0) == [])
  }

  @Test("is the same after it was kept as JSON")
  func json() throws {
    let destination = Destination(
      folder: "/a b", pieces: [.text("x\"/")] + Destination.LatePart.allCases.map { .late($0) },
      overwrite: .number)
    let text = destination.json.printed()
    #expect(Destination(try JSON(parsing: text)) == destination)
    #expect(
      Destination(["folder": "/a", "pieces": [["late": "moon"]], "overwrite": "never"]) == nil)
  }
}
