import Foundation
import LosslessJSON
import Testing

/// Local files in the place of addresses, from the script to the bytes that the service got.
@Suite struct UploadTests {
  private let folder: TemporaryFolder
  private let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](0...255))

  init() throws {
    folder = try TemporaryFolder()
    try picture.write(to: URL(fileURLWithPath: folder.file("photo.png")))
    try Data("\u{FF}\u{D8}".utf8).write(to: URL(fileURLWithPath: folder.file("notes.txt")))
    var clip = Data([0, 0, 0, 24]) + Data("ftypisom".utf8)
    clip += Data([0, 0, 2, 0]) + Data("isommp41".utf8)
    try clip.write(to: URL(fileURLWithPath: folder.file("clip.mp4")))
  }

  private func files(of sandbox: SandboxProcess) throws -> [JSON] {
    try sandbox.submissions().first?["files"]?.array ?? []
  }

  @Test("a file goes to the plain endpoint with its bytes, and is followed by polling")
  func bytes() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = "use seedream-4.5; set prompt \"night\"; set image_urls @photo.png; run as night"
    let result = try await Skv.run(
      ["run", "--json", "-c", script], in: folder, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    let start = try result.jsonLines().first { $0["event"] == "start" }
    #expect(start?["url"]?.string?.hasSuffix("/generation/bytedance/seedream-4.5") == true)
    #expect(start?["mode"] == "polling")
    let file = try #require(try files(of: sandbox).first)
    #expect(file["field"] == "image_urls")
    #expect(file["name"] == "photo.png")
    #expect(file["type"] == "image/png")
    #expect(file["bytes"]?.number?.int == picture.count)
    let input = try #require(try sandbox.submissions().first?["input"])
    let address = try #require(input["image_urls"]?[0]?.string)
    #expect(try PlainHTTP.get(address).body == Array(picture))
    #expect(input["prompt"] == "night")
    #expect(folder.files.contains("out/night.png"))
  }

  @Test("files, addresses and results stand in one list, in their order")
  func mixed() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = """
      use seedream-4.5
      set prompt "one"
      run as one
      set image_urls [@https://example.com/a.png, @photo.png, $one]
      run as two
      """
    let result = try await Skv.run(
      ["run", "-c", script], in: folder, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    let list = try #require(try sandbox.submissions().last?["input"]?["image_urls"]?.array)
    #expect(list.count == 3)
    #expect(list.first == "https://example.com/a.png")
    #expect(list[1].string?.contains("/uploads/") == true)
    #expect(list[2].string?.contains("/media/") == true)
  }

  @Test("a video for a model that takes one, and numbers keep their text beside a file")
  func numbers() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = """
      use qwen-image
      set prompt "x"
      set image_urls [@photo.png]
      set seed 9007199254740991
      run
      """
    let result = try await Skv.run(
      ["run", "-c", script], in: folder, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try sandbox.submissions().first?["input"]?["seed"] == 9_007_199_254_740_991)
  }

  @Test(
    "what is no picture is refused for a picture field before anything is sent",
    arguments: [
      ("@notes.txt", "E0511"), ("@clip.mp4", "E0511"), ("@gone.png", "E0501"), ("@.", "E0501"),
    ])
  func noPicture(value: String, code: String) async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let script = "use seedream-4.5; set prompt \"x\"; set image_urls \(value); run"
    let result = try await Skv.run(
      ["run", "--diagnostics", "short", "-c", script], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 65)
    #expect(result.errors.contains("error \(code):"), "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
  }

  @Test("a model that takes addresses only says so")
  func addressesOnly() async throws {
    let script = "use topaz/upscale/image; set image_url @photo.png; run"
    let result = try await Skv.run(
      ["check", "--unchecked", "allow", "--diagnostics", "short", "-c", script], in: folder)
    #expect(result.status == 65)
    #expect(result.errors.contains("E0504"), "\(result.errors)")
    #expect(result.errors.contains("takes addresses only"))
  }

  @Test("files are found beside the script, wherever it is called from")
  func besideTheScript() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.file("films"), withIntermediateDirectories: true)
    try picture.write(to: URL(fileURLWithPath: folder.file("films/eigen bild ü.png")))
    try folder.write(
      """
      use seedream-4.5
      set prompt "x"
      set image_urls @"eigen bild ü.png"
      run as a
      """, to: "films/film.skv")
    let result = try await Skv.run(
      ["films/film.skv"], in: folder, environment: sandbox.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try files(of: sandbox).first?["name"] == "eigen bild ü.png")
  }

  @Test("no path of this machine and no key reaches the service with a file")
  func privacy() async throws {
    let service = try ScriptedService { request in
      request.method == "POST" ? .json(200, #"{"id": "g1", "status": "FAILED"}"#) : .json(200, "{}")
    }
    let script = "use seedream-4.5; set prompt \"x\"; set image_urls @photo.png; run"
    _ = try await Skv.run(["run", "-c", script], in: folder, environment: service.environment)
    let post = try #require(service.requests.first { $0.method == "POST" })
    let text = String(decoding: post.body, as: UTF8.self)
    #expect(text.contains("filename=\"photo.png\""))
    #expect(!text.contains(folder.path))
    #expect(!text.contains(SandboxProcess.key))
    #expect(post.head.lowercased().contains("content-type: multipart/form-data; boundary="))
    #expect(!post.head.lowercased().contains("chunked"))
  }

  @Test("the sandbox of the program keeps what was uploaded for a later resume")
  func journal() async throws {
    let script = "use seedream-4.5; set prompt \"x\"; set image_urls @photo.png; run as a"
    let program = try Skv.start(["run", "--sandbox=1m", "-c", script], in: folder)
    #expect(await program.errors(hold: "accepted"))
    program.signal(SIGKILL)
    _ = try await program.ended()
    let uploads = folder.file(".home/.local/state/skv/sandbox.journal.uploads")
    #expect(FileManager.default.fileExists(atPath: uploads))
    let resumed = try await Skv.run(["resume", "--sandbox"], in: folder)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(folder.files.contains("out/a.png"))
  }
}
