import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that sends files")
struct ClientUploadTests {
  /// An upload of a file in a world's folder, by what the file holds now.
  private func upload(
    _ name: String, in world: World, field: String = "image_urls", index: Int? = 0
  ) throws -> Upload {
    let bytes = Array(try #require(world.folder.text(name)).utf8)
    return Upload(
      field: field, index: index, path: world.folder[name],
      sha256: SHA256Digest(of: bytes).hex, bytes: bytes.count, contentType: "image/png")
  }

  /// A request for two files, one of them beside an address.
  private func request(_ world: World, stream: Bool = true) throws -> GenerationRequest {
    try world.folder.write("a fox", to: "fox.png")
    try world.folder.write("a mask", to: "mask.png")
    let fox = try upload("fox.png", in: world)
    let mask = try upload("mask.png", in: world, field: "mask_url", index: nil)
    var request = world.request(stream: stream)
    request.body = [
      "prompt": "a red fox",
      "image_urls": [Upload.mark(sha256: fox.sha256), "https://media.example/b.png"],
      "seed": 7, "mask_url": Upload.mark(sha256: mask.sha256), "loop": true,
    ]
    request.uploads = [fox, mask]
    return request
  }

  private static let sent = [
    SentPart(name: "prompt", text: "a red fox"),
    SentPart(
      name: "image_urls", text: "a fox", fileName: "fox.png", contentType: "image/png"),
    SentPart(name: "image_urls", text: "https://media.example/b.png"),
    SentPart(name: "seed", text: "7"),
    SentPart(name: "mask_url", text: "a mask", fileName: "mask.png", contentType: "image/png"),
    SentPart(name: "loop", text: "true"),
  ]

  /// The error of an outcome for which nothing was sent.
  private func refusal(_ outcome: Outcome) throws -> EngineError {
    guard case .notSent(let error) = outcome else {
      Issue.record("it was sent: \(outcome)")
      throw CancellationError()
    }
    return error
  }

  // MARK: - What goes well

  @Test(
    "sends them in parts to the plain endpoint and polls, stream or not",
    arguments: [true, false], [200, 202])
  func sends(stream: Bool, status: Int) async throws {
    try await World.run(
      submits: [.answer(status, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      let record = try await world.generate(request(world, stream: stream)).saved()
      #expect(record.credits?.text == "2.50")
      let submit = world.service.requests[0]
      #expect(submit.url == "https://service.example/api/v1/generation/maker/model-1")
      #expect(submit.purpose == .submit)
      #expect(submit.bearer == Secret(World.key))
      #expect(submit.headers == [HTTPField("Accept", "application/json")])
      #expect(world.service.forms == [Self.sent])
      #expect(world.events.names == ["start", "poll", "terminal", "download"])
      #expect(world.events.all.first?.json?["mode"]?.string == "polling")
    }
  }

  @Test("keeps the digests of the files in the ledger, and nothing of where they lay")
  func identity() async throws {
    try await World.run(
      submits: [.answer(200, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      let request = try request(world)
      let record = try await world.generate(request).saved()
      let kept = record.request.printed()
      #expect(record.request["mask_url"] == Upload.mark(sha256: request.uploads[1].sha256))
      #expect(!kept.contains("mask.png"))
      #expect(!kept.contains(world.folder.path))
    }
  }

  @Test("tells how much of them is on its way before anything comes of it")
  func progress() async throws {
    try await World.run(
      submits: [.answer(200, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      _ = try await world.generate(request(world)).saved()
      let events = world.events.all
      let steps = events.compactMap { event -> [Int]? in
        guard case .uploadProgress(let bytes, let total) = event else { return nil }
        return [bytes, total]
      }
      #expect(steps == [[5, 11], [11, 11]])
      let last = events.lastIndex { if case .uploadProgress = $0 { true } else { false } }
      let accepted = events.firstIndex(of: .accepted(generationID: Answers.id))
      #expect(try #require(last) < #require(accepted))
    }
  }

  @Test("needs none of them to take the run up")
  func resumes() async throws {
    let folder = ScratchFolder()
    try await World.run(submits: [.answer(202, Answers.accepted)], in: folder) { world in
      var request = try request(world)
      request.settings.timeout = .seconds(30)
      guard case .timedOut = try await world.generate(request) else {
        Issue.record("it did not time out")
        return
      }
    }
    for name in ["fox.png", "mask.png"] { #expect(unlink(folder[name]) == 0) }
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      let record = try await world.resume().saved()
      #expect(record.generationID == Answers.id)
      #expect(world.service.submits == 0)
    }
  }

  // MARK: - Sent again, and not

  @Test(
    "sends the same again where nothing was taken",
    arguments: [
      ScriptedService.Play.answer(429, "{}"),
      .answer(503, Answers.error("VIDEO_GENERATION_PROVIDER_UNAVAILABLE")),
      .failure(.connect, wasSent: false),
    ])
  func again(play: ScriptedService.Play) async throws {
    try await World.run(
      submits: [play, .answer(200, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      _ = try await world.generate(request(world)).saved()
      #expect(world.service.forms == [Self.sent, Self.sent])
    }
  }

  @Test(
    "is in doubt when the transfer breaks off, and sends nothing again",
    arguments: [TransportError.Code.reset, .send, .timeout])
  func broken(code: TransportError.Code) async throws {
    try await World.run(
      submits: [.failure(code, wasSent: true), .answer(200, Answers.accepted)]
    ) { world in
      guard case .inDoubt = try await world.generate(request(world)) else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(world.service.submits == 1)
      #expect(try await world.record().state == .inDoubt)
    }
  }

  // MARK: - Files that are not what they were

  @Test(
    "sends nothing when a file holds something else by then",
    arguments: ["a dog", "a foxes", "fox"])
  func changed(text: String) async throws {
    try await World.run { world in
      let request = try request(world)
      try world.folder.write(text, to: "fox.png")
      let outcome = try await world.generate(request)
      let error = try refusal(outcome)
      #expect(error.code == .inputChanged)
      #expect(outcome.exitCode == 1)
      #expect(error.message.contains(world.folder["fox.png"]))
      #expect(error.message.contains("nothing was sent"))
      try await expectNothing(in: world)
    }
  }

  @Test("sends nothing when a file is missing, empty, a folder, or cannot be read")
  func unusable() async throws {
    let folder = ScratchFolder()
    let breakers: [@Sendable (World) throws -> Void] = [
      { _ = unlink($0.folder["fox.png"]) },
      { try $0.folder.write("", to: "fox.png") },
      {
        _ = unlink($0.folder["fox.png"])
        try PosixFileAccess().makeFolder($0.folder["fox.png"])
      },
    ]
    for breaks in breakers {
      try await World.run(in: folder) { world in
        rmdir(world.folder["fox.png"])
        let request = try request(world)
        try breaks(world)
        let error = try refusal(try await world.generate(request))
        #expect(error.code == .invalidInput)
        #expect(error.message.contains(world.folder["fox.png"]))
        #expect(error.message.hasSuffix("nothing was sent"))
        try await expectNothing(in: world)
      }
    }
  }

  @Test("sends nothing when the disk fails while a file is read")
  func unreadable() async throws {
    try await World.run { world in
      let client = try world.client(
        try await world.ledger(), files: FaultyFiles(.read, after: 1))
      let error = try refusal(await client.generate(request(world)) { world.events.hear($0) })
      #expect(error.code == .invalidInput)
      #expect(error.message.contains("mask.png"))
      try await expectNothing(in: world)
    }
  }

  private func expectNothing(in world: World) async throws {
    #expect(world.service.requests.isEmpty)
    #expect(try await world.ledger(process: 3, living: [3]).records() == [])
    #expect(world.events.names == ["error"])
  }

  @Test("sends what was digested, whatever has the name of the file by then")
  func renamed() async throws {
    try await World.run(
      submits: [.answer(200, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      let request = try request(world)
      try world.folder.write("a dog", to: "new.png")
      let ledger = try await world.ledger(observer: { moment in
        guard moment.change == "submitting", !moment.isCommitted else { return }
        rename(world.folder["new.png"], world.folder["fox.png"])
      })
      _ = try await world.client(ledger).generate(request) { world.events.hear($0) }.saved()
      #expect(world.folder.text("fox.png") == "a dog")
      #expect(world.service.forms == [Self.sent])
    }
  }

  @Test(
    "looks once more right before it sends: what was written to meanwhile stays here",
    arguments: ["a foxes", "a dog"])
  func changedLate(text: String) async throws {
    try await World.run { world in
      let request = try request(world)
      // As if it was written long ago, since file systems tell times no finer than a few milliseconds.
      let times = [timespec(), timespec()]
      #expect(utimensat(AT_FDCWD, world.folder["fox.png"], times, 0) == 0)
      let ledger = try await world.ledger(observer: { moment in
        guard moment.change == "submitting", !moment.isCommitted else { return }
        try world.folder.write(text, to: "fox.png")
      })
      let error = try refusal(
        await world.client(ledger).generate(request) { world.events.hear($0) })
      #expect(error.code == .inputChanged)
      #expect(world.service.submits == 0)
      #expect(try await world.states() == [.planned, .submitting, .planned])
    }
  }

  // MARK: - Requests that cannot be

  @Test("notes nothing where files and their marks do not match one to one")
  func mismatch() async throws {
    let changes: [@Sendable (inout GenerationRequest) -> Void] = [
      { $0.uploads.removeLast() },
      { $0.uploads = [] },
      { $0.uploads.append($0.uploads[0]) },
      { $0.uploads[1] = $0.uploads[0] },
      { $0.uploads[0].index = 1 },
      { $0.uploads[0].index = nil },
      { $0.uploads[0].index = 9 },
      { $0.uploads[0].field = "images" },
      { $0.uploads[0].sha256 = $0.uploads[1].sha256 },
      { $0.uploads[0].sha256 = $0.uploads[0].sha256.uppercased() },
      { $0.uploads[0].path = "fox.png" },
      { $0.uploads[0].bytes = 0 },
      { request in
        let digest = request.uploads[0].sha256.uppercased()
        request.uploads[0].sha256 = digest
        var body = request.body.object
        body?["image_urls"] = [Upload.mark(sha256: digest), "https://media.example/b.png"]
        request.body = body.map { .object($0) } ?? .null
      },
      { request in
        request.body = ["a": ["b": [Upload.mark(sha256: request.uploads[0].sha256)]]]
        request.uploads = []
      },
    ]
    for change in changes {
      try await World.run { world in
        var request = try request(world)
        change(&request)
        let error = try refusal(try await world.generate(request))
        #expect(error.code == .invalidInput)
        #expect(error.message.contains("nothing was sent"))
        try await expectNothing(in: world)
      }
    }
  }

  @Test("notes nothing where a field has no documented form beside files")
  func undocumented() async throws {
    try await World.run { world in
      var request = try request(world)
      var body = try #require(request.body.object)
      body["camera"] = ["move": "pan"]
      request.body = .object(body)
      let error = try refusal(try await world.generate(request))
      #expect(error.code == .invalidInput)
      #expect(error.message.hasPrefix("camera is an object, and how objects travel beside files"))
      try await expectNothing(in: world)
    }
  }

  @Test("stops between two reads of a file when the caller asks to")
  func stops() async throws {
    let folder = ScratchFolder()
    try folder.write("a fox", to: "fox.png")
    let upload = Upload(
      field: "f", path: folder["fox.png"], sha256: SHA256Digest(of: Array("a fox".utf8)).hex,
      bytes: 5, contentType: "image/png")
    let interruption = Interruption()
    let reading = UploadReading()
    #expect(try await reading.open([upload], PosixFileAccess(), interruption).count == 1)
    interruption.raise()
    let error = await #expect(throws: EngineError.self) {
      try await reading.open([upload], PosixFileAccess(), interruption)
    }
    #expect(error?.code == .interrupted)
  }
}
