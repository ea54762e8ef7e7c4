import Glibc
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Journal")
struct JournalTests {
  /// A file of its own below /tmp, removed afterwards.
  private func withFile(
    _ text: String? = nil, _ body: (String) async throws -> Void
  ) async throws {
    var template = Array("/tmp/sandbox-journal-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let path = folder + "/journal.jsonl"
    defer {
      unlink(path)
      rmdir(folder)
    }
    if let text { try write(text, path) }
    try await body(path)
  }

  private func write(_ text: String, _ path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }

  private func contents(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  static func line(_ id: String, model: String = "acme/film") -> String {
    #"{"id":"\#(id)","model":"\#(model)","at":1795341600000000000,"input":{"prompt":"x"}}"# + "\n"
  }

  @Test("a generation survives a restart, with its media, its price and the time that passed")
  func restart() async throws {
    try await withFile { path async throws in
      let manual = ManualClock()
      var options = SandboxOptions(
        pace: .fixed(.seconds(2)), credits: 20, journal: path, clock: manual.clock)
      var id = ""
      var submissions = ""
      try await withSandbox(options) { client async throws in
        let text = #"{"prompt":"x","seed":9007199254740993}"#
        id = try #require(
          try await client.post("/generation/acme/film", text: text).json()["id"]?.string)
        submissions = try await client.get("//sandbox/submissions").text
      }
      manual.advance(.seconds(3))
      try await withSandbox(options) { client async throws in
        let state = try await client.get("/generation/\(id)").json()
        #expect(state["status"] == "IN_PROGRESS")
        #expect(state["input"]?["seed"]?.printed() == "9007199254740993")
        #expect(try await client.get("//sandbox/submissions").text == submissions)
        #expect(try await client.get("/credits").text == "7.5")
        #expect(try await client.get("/generations/running").json().array?.count == 1)
        #expect(try await client.post("/generation/acme/film", ["prompt": "x"]).status == 402)
        manual.advance(.seconds(1))
        #expect(try await client.get("//media/\(id)/1.mp4").status == 200)
      }
      options.credits = 0
      try await withSandbox(options) { client async throws in
        #expect(try await client.get("/generation/\(id)").json()["status"] == "COMPLETED")
        #expect(try await client.get("/credits").text == "0")
      }
    }
  }

  @Test("an accepted submit is in the file before it is answered, a refused one never")
  func written() async throws {
    try await withFile { path async throws in
      try await withSandbox(SandboxOptions(credits: 2, journal: path)) { client async throws in
        _ = try await client.post("/generation/acme/paint", ["prompt": "x"])
        _ = try await client.post("/generation/acme/paint", ["prompt": "x"])
        _ = try await client.post("/generation/acme/paint", [:])
        let entries = try Journal(path: path).read()
        #expect(entries.count == 1 && entries[0].input == ["prompt": "x"])
        #expect(try contents(path).hasSuffix("}\n"))
      }
    }
  }

  @Test("an entry reads back as it was written")
  func roundTrip() async throws {
    try await withFile { path async throws in
      let entries = (0..<3).map { index in
        Journal.Entry(
          id: "\(index)", model: "a/b", input: ["prompt": "é\n"],
          at: ManualClock.start + .nanoseconds(index))
      }
      for entry in entries { #expect(Journal(path: path).append(entry)) }
      #expect(try Journal(path: path).read() == entries)
    }
  }

  @Test(
    "a line that was cut off is ignored, and the next one is whole",
    arguments: [
      #"{"id":"b","mod"#, #"{"id":"b","model":"acme/film","at":1,"input":{"prompt":"x"}}"#, "\u{0}",
      "garbage\n", "{}\n",
    ])
  func cutOff(_ tail: String) async throws {
    try await withFile(Self.line("a") + tail) { path async throws in
      let journal = Journal(path: path)
      #expect(try journal.read().map(\.id) == ["a"])
      #expect(journal.append(Journal.Entry(id: "c", model: "m", input: [:], at: .zero)))
      #expect(try journal.read().map(\.id) == ["a", "c"])
      #expect(try contents(path).hasPrefix(Self.line("a")))
    }
  }

  @Test("no file and an empty one hold nothing", arguments: [nil, ""] as [String?])
  func empty(_ text: String?) async throws {
    try await withFile(text) { path async throws in
      #expect(try Journal(path: path).read() == [])
    }
  }

  @Test("a damaged line before the last is an error that names it")
  func damaged() async throws {
    try await withFile(Self.line("a") + "x\n" + Self.line("b")) { path async throws in
      #expect { try Journal(path: path).read() } throws: { error in
        let error = error as? SandboxError
        return error?.code == .badJournal && error?.message.contains("line 2") == true
      }
    }
  }

  @Test("a journal that names an unknown model, or is no file, is an error")
  func unusable() async throws {
    try await withFile(Self.line("a", model: "acme/gone")) { path async throws in
      for path in [path, "/tmp"] {
        #expect {
          try SandboxServer(
            contract: TestContract.document, navigation: TestContract.navigation,
            options: SandboxOptions(journal: path))
        } throws: {
          ($0 as? SandboxError)?.code == .badJournal
        }
      }
    }
  }

  @Test("a journal that cannot be written refuses the submit and keeps the credits")
  func unwritable() async throws {
    let options = SandboxOptions(journal: "/nonexistent-folder/journal")
    try await withSandbox(options) { client async throws in
      #expect(try await client.post("/generation/acme/film", ["prompt": "x"]).status == 500)
      #expect(try await client.get("/credits").text == "10000")
      #expect(try await client.get("//sandbox/submissions").text == "[]")
    }
  }
}
