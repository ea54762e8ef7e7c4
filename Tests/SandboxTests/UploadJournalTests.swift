import Glibc
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Uploads beside a journal")
struct UploadJournalTests {
  /// A journal's path in a folder of its own, removed afterwards.
  private func withJournal(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/sandbox-uploads-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let journal = folder + "/journal"
    defer {
      chmod(journal + ".uploads", 0o700)
      unlink(journal + ".uploads/foreign")
      SandboxServer.removeJournal(at: journal)
      rmdir(folder)
    }
    try await body(journal)
  }

  private func withForms(
    _ journal: String, _ body: (RawClient) async throws -> Void
  ) async throws {
    try await withSandbox(
      SandboxOptions(journal: journal), contract: FormContract.document,
      navigation: FormContract.navigation, body)
  }

  private func post(_ client: RawClient, _ bytes: [UInt8], as name: String) async throws -> Reply {
    try await client.post(
      "/generation/acme/collage", [.text("prompt", "x"), .file("image_url", bytes, as: name)])
  }

  private func mode(_ path: String) -> mode_t? {
    var state = stat()
    return lstat(path, &state) == 0 ? state.st_mode & 0o777 : nil
  }

  private func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private func digest(_ bytes: [UInt8]) -> String {
    SHA256.hexText(of: SHA256.digest(of: bytes))
  }

  @Test("files survive a restart, with their bytes, names and types")
  func restart() async throws {
    try await withJournal { journal async throws in
      let file = FileSamples.png + Array(0...255) + [13, 10]
      let path = "/uploads/\(digest(file))/a__b.png"
      var entry: JSON = nil
      var media: [UInt8] = []
      var id = ""
      try await withForms(journal) { client async throws in
        id = try #require(try await post(client, file, as: "a \"b.png").json()["id"]?.string)
        media = try await client.get("//media/\(id)/1.png").body
        entry = try #require(try await client.get("//sandbox/submissions").json()[0])
      }
      try await withForms(journal) { client async throws in
        let fetched = try await client.get("/" + path)
        #expect(fetched.status == 200 && fetched.body == file)
        #expect(fetched.headers["content-type"] == "image/png")
        let again = try #require(try await client.get("//sandbox/submissions").json()[0])
        #expect(again["files"] == entry["files"] && again["sha256"] == entry["sha256"])
        #expect(again["files"]?[0]?["name"] == "a \"b.png")
        // The address is on the port of today.
        let address = try await client.get("/generation/\(id)").json()["input"]?["image_url"]
        #expect(
          address == .string("http://127.0.0.1:\(client.port)\(path)"))
        #expect(try await client.get("//media/\(id)/1.png").body == media)
      }
    }
  }

  @Test("the folder and its files are their owner's alone, and hold the bytes once")
  func modes() async throws {
    try await withJournal { journal async throws in
      try await withForms(journal) { client async throws in
        for name in ["a.png", "b.png"] { _ = try await post(client, FileSamples.png, as: name) }
        _ = try await post(client, FileSamples.jpeg, as: "c.jpg")
        #expect(mode(journal + ".uploads") == 0o700)
        let digests = [digest(FileSamples.png), digest(FileSamples.jpeg)]
        #expect(names(journal + ".uploads") == digests.sorted())
        for digest in digests { #expect(mode("\(journal).uploads/\(digest)") == 0o600) }
        for name in ["a.png", "b.png"] {
          let path = "//uploads/\(digests[0])/\(name)"
          #expect(try await client.get(path).body == FileSamples.png)
        }
      }
    }
  }

  @Test("a refused submit writes nothing")
  func refused() async throws {
    try await withJournal { journal async throws in
      try await withForms(journal) { client async throws in
        #expect(try await post(client, FileSamples.mp4, as: "a.png").status == 422)
        #expect(mode(journal) == nil && mode(journal + ".uploads") == nil)
      }
    }
  }

  @Test("a submit whose file cannot be written is refused and not in the journal")
  func unwritable() async throws {
    try await withJournal { journal async throws in
      // A file stands where the folder should be.
      close(open(journal + ".uploads", O_CREAT | O_WRONLY, 0o600))
      defer { unlink(journal + ".uploads") }
      try await withForms(journal) { client async throws in
        #expect(try await post(client, FileSamples.png, as: "a.png").status == 500)
        #expect(try await client.get("/credits").text == "10000")
        #expect(try await client.get("//sandbox/submissions").text == "[]")
        #expect(mode(journal) == nil)
      }
    }
  }

  @Test("a file that was cut short on the disk is not handed out, and sent again it is mended")
  func cutShort() async throws {
    try await withJournal { journal async throws in
      try await withForms(journal) { client async throws in
        _ = try await post(client, FileSamples.png, as: "a.png")
        let path = "//uploads/\(digest(FileSamples.png))/a.png"
        #expect(truncate("\(journal).uploads/\(digest(FileSamples.png))", 3) == 0)
        #expect(try await client.get(path).status == 404)
        _ = try await post(client, FileSamples.png, as: "a.png")
        #expect(try await client.get(path).body == FileSamples.png)
      }
    }
  }

  @Test("an entry with files reads back as it was written")
  func roundTrip() async throws {
    try await withJournal { path async throws in
      let entry = Journal.Entry(
        id: "a", model: "m", input: [:], at: .zero,
        files: [
          Upload(
            field: "f", name: "é\"\n", type: "image/png", size: 3, sha256: digest([1, 2, 3]))
        ])
      #expect(Journal(path: path).append(entry))
      #expect(try Journal(path: path).read() == [entry])
    }
  }

  @Test(
    "a line whose files cannot be read is damaged",
    arguments: [
      #"5"#, #"[5]"#, #"[{}]"#,
      #"[{"field":"f","name":"n","type":"t","bytes":1,"sha256":"../../etc/passwd"}]"#,
      #"[{"field":"f","name":"n","type":"t","bytes":0,"sha256":"\#(String(repeating: "a", count: 64))"}]"#,
    ])
  func damaged(_ files: String) async throws {
    try await withJournal { path async throws in
      let line = #"{"id":"a","model":"m","at":1,"input":{},"files":\#(files)}"# + "\n"
      let file = try #require(fopen(path, "w"))
      fputs(line + line, file)
      fclose(file)
      #expect { try Journal(path: path).read() } throws: {
        ($0 as? SandboxError)?.code == .badJournal
      }
    }
  }

  @Test("removing a journal removes its uploads and what a crash left of them, nothing else")
  func remove() async throws {
    try await withJournal { journal async throws in
      try await withForms(journal) { client async throws in
        _ = try await post(client, FileSamples.png, as: "a.png")
      }
      let folder = journal + ".uploads"
      close(open("\(folder)/\(digest([])).Ab12Cd", O_CREAT | O_WRONLY, 0o600))
      close(open("\(folder)/foreign", O_CREAT | O_WRONLY, 0o600))
      SandboxServer.removeJournal(at: journal)
      #expect(mode(journal) == nil && names(folder) == ["foreign"])
      unlink("\(folder)/foreign")
      SandboxServer.removeJournal(at: journal)
      #expect(mode(folder) == nil)
      SandboxServer.removeJournal(at: journal)
    }
  }
}
