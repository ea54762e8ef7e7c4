import Foundation
import Testing

/// `skv fmt` and `skv explain`.
@Suite struct FormatTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let ugly = "use  a/b ;set p [1,2] # c\r\n\r\n\r\nrun"
  private static let canonical = "use a/b\nset p [1, 2]  # c\n\nrun\n"

  private func fmt(_ arguments: String..., input: String? = nil) async throws -> Skv.Result {
    try await Skv.run(["fmt"] + arguments, in: folder, input: input)
  }

  @Test("scripts are rewritten in place, and keep their permissions")
  func inPlace() async throws {
    try folder.write(Self.ugly, to: "a.skv")
    try folder.write(Self.canonical, to: "b.skv")
    chmod(folder.file("a.skv"), 0o640)
    let result = try await fmt("a.skv", "b.skv")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors == "a.skv: formatted\n")
    #expect(folder.bytes(of: "a.skv") == Array(Self.canonical.utf8))
    var status = stat()
    #expect(stat(folder.file("a.skv"), &status) == 0 && status.st_mode & 0o777 == 0o640)
    #expect(folder.files == ["a.skv", "b.skv"])
  }

  @Test("--check names what is not canonical and writes nothing: exit 1")
  func check() async throws {
    try folder.write(Self.ugly, to: "a.skv")
    try folder.write(Self.canonical, to: "b.skv")
    let result = try await fmt("--check", "a.skv", "b.skv")
    #expect(result.status == 1 && result.output == "a.skv\n")
    #expect(folder.bytes(of: "a.skv") == Array(Self.ugly.utf8))
    #expect(try await fmt("--check", "b.skv").status == 0)
  }

  @Test("--diff shows what would change")
  func diff() async throws {
    try folder.write("use a\n\n\nset p 1\nset q 2\nset r 3\nset s 4\nrun # c\n", to: "a.skv")
    let result = try await fmt("--diff", "a.skv")
    #expect(result.status == 0)
    #expect(
      result.output == """
        --- a.skv
        +++ a.skv, formatted
        @@ -1,8 +1,7 @@
         use a
         
        -
         set p 1
         set q 2
         set r 3
         set s 4
        -run # c
        +run  # c

        """)
    #expect(try await fmt("--check", "--diff", "a.skv").status == 1)
  }

  @Test("standard input goes to standard output, and errors leave a script alone: exit 65")
  func standardInput() async throws {
    let result = try await fmt("-", input: Self.ugly)
    #expect(result.status == 0 && result.output == Self.canonical)
    try folder.write("run fox\n", to: "a.skv")
    let wrong = try await fmt("a.skv")
    #expect(wrong.status == 65 && wrong.errors.contains("error[E0139]"))
    #expect(folder.bytes(of: "a.skv") == Array("run fox\n".utf8))
  }

  @Test("a code is explained with an example, whatever its case")
  func explain() async throws {
    let page = try await Skv.run(["explain", "e0517"], in: folder)
    #expect(page.status == 0)
    #expect(page.output.hasPrefix("E0517: a table that cannot be read\n\n"))
    #expect(
      page.output.contains("wrong:\n    use qwen-image; sweep from @shots.csv; run\n  shots.csv:\n")
    )
    let list = try await Skv.run(["explain"], in: folder)
    #expect(list.output.contains("E04: results, and how they flow\n  E0401  "))
    let unknown = try await Skv.run(["explain", "E0599"], in: folder)
    #expect(unknown.status == 1)
    #expect(unknown.errors.hasPrefix("skv: there is no code `E0599`; "))
  }
}
