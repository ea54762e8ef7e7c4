import Glibc
import Testing

@testable import SkillsVideo

@Suite("The machine's files")
struct PosixFileAccessTests {
  private let files = PosixFileAccess()
  private let folder = ScratchFolder()

  @Test(
    "makes folders with all above them, again without complaint",
    arguments: ["a", "b/c/d", "e/", "f//g"])
  func makesFolders(name: String) throws {
    try files.makeFolder(folder[name])
    try files.makeFolder(folder[name])
    try files.synchronizeFolder(folder[name])
  }

  @Test("reads files alone, and never waits for a pipe")
  func noFile() throws {
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    for path in [folder["pipe"], folder.path, "/dev/zero"] {
      let error = #expect(throws: FileError.self) { try files.open(path, for: .reading) }
      #expect(error?.number == FileError.notAFile)
      #expect(error?.message == "cannot open \(path): what stands there is no file")
    }
  }

  @Test("makes no folder where a file stands in the way")
  func fileInTheWay() throws {
    try folder.write("x", to: "a")
    for name in ["a", "a/b"] {
      let error = #expect(throws: FileError.self) { try files.makeFolder(folder[name]) }
      #expect(error?.number == ENOTDIR)
    }
  }

  @Test("takes an empty path for the working directory")
  func emptyPath() throws {
    try files.makeFolder("")
  }

  @Test(
    "finds the folder of a path",
    arguments: [
      ("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b", "a"), ("a//b", "a"), ("a/b/", "a"),
      ("/", "/"),
      ("", "."),
    ])
  func parent(path: String, expected: String) {
    #expect(PosixFileAccess.parent(of: path) == expected)
  }

  @Test("reads no more than there is")
  func reads() throws {
    try folder.write("hello", to: "a")
    let file = try files.open(folder["a"], for: .reading)
    #expect(try file.read(at: 3, count: 10) == Array("lo".utf8))
    #expect(try file.read(at: 9, count: 10).isEmpty)
    #expect(try file.length() == 5)
  }

  @Test("tells a missing file from others")
  func missing() throws {
    let error = #expect(throws: FileError.self) { try files.open(folder["no"], for: .reading) }
    #expect(error?.isMissing == true)
    let other = #expect(throws: FileError.self) {
      try files.rename(folder["no"], to: folder["x"], replacing: false)
    }
    #expect(other?.isMissing == true)
    #expect(folder.names().isEmpty)
  }

  @Test("reads a whole file with its digest and kind, nil if there is none")
  func localFile() async throws {
    try folder.write("GIF89a\u{1}\u{0}\u{2}\u{0}", to: "a")
    let file = try #require(await LocalFile.read(folder["a"]))
    #expect(file.bytes == 10)
    #expect(file.digest == SHA256Digest(of: Array("GIF89a\u{1}\u{0}\u{2}\u{0}".utf8)))
    #expect(file.media == MediaInfo(format: .gif, width: 1, height: 2))
    #expect(try await LocalFile.read(folder["b"]) == nil)
    await #expect(throws: FileError.self) { try await LocalFile.read(folder.path) }
  }
}
