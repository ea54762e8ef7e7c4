import SkvInterpreter
import Testing

@Suite struct FilePathTests {
  @Test(
    "a path is seen from the root, by its text alone",
    arguments: [
      ("a/b.png", "/home/me", "/home/me/a/b.png"), ("/x/y", "/home/me", "/x/y"),
      ("./a//b", "/h", "/h/a/b"), ("../a", "/h/k", "/h/a"), ("../../../a", "/h", "/a"),
      ("", "/h", "/h"), ("", "/", "/"),
    ])
  func absolute(path: String, folder: String, expected: String) {
    #expect(FilePath.absolute(path, from: folder) == expected)
  }

  @Test(
    "a path below the folder is shown relative to it, any other as it is",
    arguments: [
      ("/home/me/a/b.png", "/home/me", "a/b.png"), ("/home/mel/b", "/home/me", "/home/mel/b"),
      ("/etc/x", "/", "etc/x"), ("/etc/x", "/home", "/etc/x"),
    ])
  func shown(path: String, folder: String, expected: String) {
    #expect(FilePath.shown(path, from: folder) == expected)
  }
}
