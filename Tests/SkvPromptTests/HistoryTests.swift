import Glibc
import Testing

@testable import skv

@Suite struct HistoryTests {
  @Test("The walk goes back and forth and keeps what was changed on the way")
  func walk() {
    var walk = HistoryWalk(["one", "two"])
    let older = [
      walk.older(leaving: "new"), walk.older(leaving: "two!"), walk.older(leaving: "one"),
    ]
    #expect(older == ["two", "one", nil])
    let newer = [
      walk.newer(leaving: "one"), walk.newer(leaving: "two!"), walk.newer(leaving: "new"),
    ]
    #expect(newer == ["two!", "new", nil])
  }

  @Test("A new line ends the walk, and forgets what was changed")
  func restart() {
    var walk = HistoryWalk(["one"])
    _ = walk.older(leaving: "")
    let added = [walk.add("one!"), walk.add("one!")]
    #expect(added == [true, false])
    let older = [walk.older(leaving: ""), walk.older(leaving: "one!")]
    #expect(older == ["one!", "one"])
  }

  @Test("No more than the newest ten thousand lines are held")
  func limit() {
    var walk = HistoryWalk((0..<10_500).map { "line \($0)" })
    #expect(walk.entries.count == 10_000)
    #expect(walk.entries.first == "line 500")
    for number in 0..<5000 { _ = walk.add("more \(number)") }
    #expect(walk.entries.count <= 11_000)
    #expect(walk.entries.last == "more 4999")
  }

  @Test("Lines are kept as one JSON string each, in a file and folders of the owner's only")
  func format() throws {
    let place = try TemporaryPlace()
    let file = HistoryFile(path: place.path("state/skv/history"))
    #expect(file.load() == [])
    #expect(file.append("set x \"漢\""))
    #expect(file.append("[1,\n2]"))
    #expect(
      try TemporaryPlace.read(file.path) == "\"set x \\\"漢\\\"\"\n\"[1,\\n2]\"\n")
    var facts = stat()
    #expect(stat(file.path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    #expect(stat(place.path("state"), &facts) == 0 && facts.st_mode & 0o777 == 0o700)
  }

  @Test("What is no JSON string is passed over, a half-written line too")
  func damaged() throws {
    let place = try TemporaryPlace()
    let file = HistoryFile(path: place.path("history"))
    try TemporaryPlace.write("\"one\"\n17\nnot json\n\n{\"a\": 1}\n\"tw", to: file.path)
    #expect(file.load() == ["one"])
    #expect(file.append("three"))
    #expect(file.load() == ["one", "three"])
  }

  @Test("Of a long file the newest ten thousand lines are read")
  func long() throws {
    let place = try TemporaryPlace()
    let file = HistoryFile(path: place.path("history"))
    try TemporaryPlace.write(
      (0..<10_010).map { "\"line \($0)\"\n" }.joined(), to: file.path)
    let lines = file.load()
    #expect(lines.count == 10_000 && lines.first == "line 10" && lines.last == "line 10009")
  }

  @Test("A file that cannot be written is no reason to stop")
  func unwritable() {
    #expect(!HistoryFile(path: "/proc/none/history").append("x"))
  }

  @Test(
    "Empty lines and those that begin with a space are not kept",
    arguments: [("x", true), (" x", false), ("", false), ("\t", false), ("\n \n", false)])
  func keeping(line: String, isKept: Bool) {
    #expect(HistoryFile.keeps(line) == isKept)
  }
}
