import Foundation
import SkvInterpreter
import Testing

@Suite struct LockSearchTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func lines(_ models: String...) -> String {
    #"{"skv": "0.1", "jobs": 2}"# + "\n"
      + models.map { #"{"model": "\#($0)", "request": {"model": "no/such"}}"# + "\n" }.joined()
  }

  @Test(
    "locks of scripts and of sandbox runs are found below the folder, by the models of their jobs")
  func found() throws {
    try folder.write(lines("a/b", "c", "a/b"), to: "film.skv.lock")
    try folder.write(lines("c"), to: "deep/down/x.skv.sandbox.lock")
    let search = LockSearch(below: folder.path)
    #expect(search.locks(of: "a/b") == ["film.skv.lock"])
    #expect(search.locks(of: "c") == ["deep/down/x.skv.sandbox.lock", "film.skv.lock"])
    #expect(search.locks(of: "b") == [] && search.locks(of: "no/such") == [])
    #expect(search.omissions == [])
  }

  @Test("other files, hidden folders and links are passed over")
  func passedOver() throws {
    try folder.write(lines("c"), to: "film.lock")
    try folder.write(lines("c"), to: ".git/film.skv.lock")
    try folder.write(lines("c"), to: ".hidden.skv.lock")
    try folder.write(lines("c"), to: "folder.skv.lock/x")
    let elsewhere = try ScratchFolder()
    try elsewhere.write(lines("c"), to: "far.skv.lock")
    for name in ["link", "loop"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(name),
        withDestinationPath: name == "loop" ? folder.path : elsewhere.path)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("far.skv.lock"), withDestinationPath: elsewhere.file("far.skv.lock"))
    mkfifo(folder.file("pipe.skv.lock"), 0o600)
    #expect(LockSearch(below: folder.path).locks == [])
  }

  @Test(
    "lines that say no model are tolerated",
    arguments: [
      "", "x", "{", "[]", #"{"model": 5}"#, "\u{0}", "null", #"{"jobs": [{"model": "c"}]}"#,
    ])
  func tolerance(_ line: String) throws {
    try folder.write(line + "\n" + #"{"model": "a"}"# + "\r\n" + line, to: "film.skv.lock")
    #expect(LockSearch(below: folder.path).locks.map(\.models) == [["a"]])
  }

  @Test("the folder itself may be named by a link, and one that is not there has none")
  func folders() throws {
    try folder.write(lines("c"), to: "inner/film.skv.lock")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("inner"))
    #expect(LockSearch(below: folder.file("link")).locks(of: "c") == ["film.skv.lock"])
    #expect(LockSearch(below: folder.file("none")).locks == [])
  }

  @Test("folders deeper than the limit are not searched, and that is told")
  func depth() throws {
    let deep = Array(repeating: "d", count: LockSearch.maximumDepth).joined(separator: "/")
    try folder.write(lines("c"), to: deep + "/film.skv.lock")
    #expect(LockSearch(below: folder.path).locks(of: "c").count == 1)
    #expect(LockSearch(below: folder.path).omissions == [])
    try folder.write(lines("c"), to: deep + "/d/film.skv.lock")
    let search = LockSearch(below: folder.path)
    #expect(search.locks(of: "c").count == 1)
    let path = String(repeating: "d/", count: LockSearch.maximumDepth) + "d"
    #expect(search.omissions.map(\.path) == [path])
    #expect(search.omissions.first?.reason.contains("deeper than 12 folders") == true)
  }

  @Test("a lock that is too large is named")
  func large() throws {
    try folder.write("", to: "inner/film.skv.lock")
    truncate(folder.file("inner/film.skv.lock"), off_t(LockSearch.largest + 1))
    let omissions = LockSearch(below: folder.path).omissions
    #expect(omissions.map(\.path) == ["inner/film.skv.lock"])
    #expect(omissions.first?.reason == "it is larger than 64 MiB")
  }

  @Test(
    "a folder that cannot be searched is named; root can search all", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    try folder.write(lines("c"), to: "inner/film.skv.lock")
    try folder.write("", to: "film.skv.lock")
    chmod(folder.file("inner"), 0)
    chmod(folder.file("film.skv.lock"), 0)
    defer { chmod(folder.file("inner"), 0o700) }
    let omissions = LockSearch(below: folder.path).omissions
    #expect(omissions.map(\.path) == ["film.skv.lock", "inner"])
    for omission in omissions { #expect(omission.reason.contains("Permission denied")) }
  }
}
