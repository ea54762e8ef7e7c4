import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that brings outputs to disk")
struct ClientDownloadTests {
  static let submit = [ScriptedService.Play.stream([.frame(Answers.completed)])]
  static let second = [
    ScriptedService.Play.stream([.frame(Answers.completed)]),
    .stream([.frame(Answers.completed.replacingID("gen-2"))]),
  ]
  static let other = Bytes.png(8, 8)
  static let length = [
    HTTPField("Content-Length", String(World.image.count)), HTTPField("ETag", "\"v1\""),
  ]

  @Test("a download that fails leaves the run finished, and taking it up fetches only the rest")
  func resumeFinishes() async throws {
    let folder = ScratchFolder()
    let head = Array(World.image.prefix(20))
    let tail = Array(World.image.dropFirst(20))
    try await World.run(
      submits: Self.submit, media: [World.imageURL: [.media([head], headers: Self.length)]],
      in: folder
    ) { world in
      let outcome = try await world.generate(world.request(settings: FollowSettings(retry: 0)))
      guard case .finished(let record, let error) = outcome else {
        Issue.record("it was not left finished")
        return
      }
      #expect(outcome.exitCode == 33)
      #expect(error.code == .truncated)
      #expect(record.state == .finished)
      #expect(record.files == [])
      #expect(world.outputs == ["fox.png.part"])
      #expect(try await world.ledger().outputs(of: 1).first?.partial?.length == 20)
      #expect(world.events.endings == 1)
    }
    let range = [
      HTTPField("Content-Range", "bytes 20-\(World.image.count - 1)/\(World.image.count)"),
      HTTPField("ETag", "\"v1\""),
    ]
    try await World.run(
      media: [World.imageURL: [.media([tail], headers: range, status: 206)]], in: folder
    ) { world in
      let record = try await world.resume().saved()
      #expect(record.state == .saved)
      #expect(world.service.requests.map { $0.value(of: "Range") } == ["bytes=20-"])
      #expect(world.outputs == ["fox.png"])
      #expect(record.files.first?.deliveredSHA256 == SHA256Digest(of: World.image).hex)
      #expect(world.events.names == ["terminal", "download"])
    }
  }

  @Test("trouble that passes is tried again with backoff, at most `retry` times")
  func retries() async throws {
    try await World.run(
      submits: Self.submit,
      media: [
        World.imageURL: [
          .media([], status: 503), .failure(.reset, wasSent: true),
          .media([Array(World.image.prefix(9))], headers: Self.length), .media([World.image]),
        ]
      ]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.downloads == 4)
      #expect(world.time.now == .seconds(7))
    }
    try await World.run(submits: Self.submit, media: [World.imageURL: [.media([], status: 503)]]) {
      world in
      guard case .finished(_, let error) = try await world.generate() else {
        Issue.record("it was not left finished")
        return
      }
      #expect(error.code == .refused(503))
      #expect(world.service.downloads == 4)
    }
  }

  @Test("a refused address is asked for again by id, once", arguments: [403, 404, 410])
  func askedAgain(status: Int) async throws {
    let fresh = "https://media.example/out/1.png?sig=new"
    let state = Answers.completed.split(separator: World.imageURL, omittingEmptySubsequences: false)
      .joined(separator: fresh)
    try await World.run(
      submits: Self.submit, polls: [.answer(200, state)],
      media: [World.imageURL: [.media([], status: status)], fresh: [.media([World.image])]]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.files.first?.url == fresh)
      #expect(world.service.polls == 1)
    }
    try await World.run(
      submits: Self.submit, polls: [.answer(200, state)],
      media: [World.imageURL: [.media([], status: status)], fresh: [.media([], status: status)]]
    ) { world in
      guard case .finished = try await world.generate() else {
        Issue.record("it was not left finished")
        return
      }
      #expect(world.service.polls == 1)
      #expect(world.service.downloads == 2)
    }
  }

  @Test("trouble on the way to the new address is waited out")
  func askedAgainWithTrouble() async throws {
    let fresh = "https://media.example/out/1.png?sig=new"
    let state = Answers.completed.split(separator: World.imageURL, omittingEmptySubsequences: false)
      .joined(separator: fresh)
    try await World.run(
      submits: Self.submit,
      polls: [.answer(503, "<html>busy</html>"), .answer(429, "{}"), .answer(200, state)],
      media: [World.imageURL: [.media([], status: 410)], fresh: [.media([World.image])]]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.files.first?.url == fresh)
      #expect(world.service.polls == 3)
    }
  }

  @Test(
    "a full disk leaves the run finished, and with room it is taken up",
    arguments: [FaultyFiles.Call.write, .rename, .synchronize])
  func fullDisk(call: FaultyFiles.Call) async throws {
    let folder = ScratchFolder()
    try await World.run(submits: Self.submit, in: folder) { world in
      let files = FaultyFiles(call, number: ENOSPC)
      let client = try world.client(try await world.ledger(), files: files)
      let outcome = await client.generate(world.request()) { _ in }
      guard case .finished(let record, let error) = outcome else {
        Issue.record("it was not left finished")
        return
      }
      #expect(error.code == .diskFull)
      #expect(outcome.exitCode == 33)
      #expect(record.state == .finished)
    }
    try await World.run(in: folder) { world in
      _ = try await world.resume().saved()
      #expect(world.outputs == ["fox.png"])
    }
  }

  @Test("a file of someone else that turns up after the submit keeps its name")
  func foreignFileLater() async throws {
    try await World.run(submits: Self.submit) { world in
      let ledger = try await world.ledger { moment in
        guard moment.change == "finished", !moment.isCommitted else { return }
        mkdir(world.folder["out"], 0o755)
        try world.folder.write("mine", to: "out/fox.png")
      }
      let client = try world.client(ledger)
      let record = try await client.generate(world.request()) { _ in }.saved()
      #expect(record.files.map(\.path) == [world.folder["out/fox-2.png"]])
      #expect(world.folder.text("out/fox.png") == "mine")
      #expect(world.outputs == ["fox-2.png", "fox.png"])
    }
  }

  @Test("a file of ours is kept beside the new one, and the ledger knows its new name")
  func keptAside() async throws {
    let third = Answers.completed.replacingID("gen-3")
    try await World.run(
      submits: Self.second + [.stream([.frame(third)])],
      media: [
        World.imageURL: [.media([World.image]), .media([Self.other]), .media([Bytes.png(9, 9)])]
      ]
    ) { world in
      let client = try world.client(try await world.ledger())
      for _ in 1...3 { _ = try await client.generate(world.request()) { _ in }.saved() }
      #expect(world.outputs == ["fox.old-1.png", "fox.old-2.png", "fox.png"])
      let paths = try await client.runs().flatMap { $0.files.map(\.path) }
      #expect(
        paths == ["fox.old-1.png", "fox.old-2.png", "fox.png"].map { world.folder["out/" + $0] })
    }
  }

  @Test("a file of ours that was edited is a file of someone else")
  func edited() async throws {
    try await World.run(submits: Self.second) { world in
      let client = try world.client(try await world.ledger())
      _ = try await client.generate(world.request()) { _ in }.saved()
      try world.folder.write("edited", to: "out/fox.png")
      guard case .notSent(let error) = await client.generate(world.request(), report: { _ in })
      else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .outputExists)
      #expect(world.service.submits == 1)
    }
  }

  @Test("`number` takes the next free name and `always` the name itself")
  func overwrite() async throws {
    for (overwrite, names) in [
      (Destination.Overwrite.number, ["fox-2.png", "fox.png"]), (.always, ["fox.png"]),
    ] {
      try await World.run(submits: Self.submit, media: [World.imageURL: [.media([Self.other])]]) {
        world in
        #expect(mkdir(world.folder["out"], 0o755) == 0)
        try world.folder.write("mine", to: "out/fox.png")
        _ = try await world.generate(world.request(overwrite: overwrite)).saved()
        #expect(world.outputs == names)
        #expect((world.folder.text("out/fox.png") == "mine") == (overwrite == .number))
      }
    }
  }

  @Test("the extension is that of the content, whatever the address says")
  func contentDecides() async throws {
    try await World.run(
      submits: Self.submit, media: [World.imageURL: [.media([Bytes.jpeg(5, 6)])]]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.files.first?.path == world.folder["out/fox.jpg"])
      #expect(record.files.first?.contentType == "image/jpeg")
      #expect(world.outputs == ["fox.jpg"])
    }
  }

  @Test("a partial file of someone else is not touched")
  func foreignPart() async throws {
    try await World.run(submits: Self.submit) { world in
      #expect(mkdir(world.folder["out"], 0o755) == 0)
      try world.folder.write("mine", to: "out/fox.png.part")
      _ = try await world.generate().saved()
      #expect(world.folder.text("out/fox.png.part") == "mine")
      #expect(world.outputs == ["fox.png", "fox.png.part"])
    }
  }

  @Test("two runs that want one name at the same time both keep their bytes")
  func sameName() async throws {
    let other = "https://media.example/out/2.png"
    let second = #"{"id":"gen-2","status":"COMPLETED","data":{"url":"\#(other)"}}"#
    try await World.run(
      submits: [.stream([.frame(Answers.completed)]), .stream([.frame(second)])],
      media: [World.imageURL: [.media([World.image])], other: [.media([Self.other])]]
    ) { world in
      let client = try world.client(try await world.ledger())
      let request = world.request(overwrite: .number)
      async let one = client.generate(request) { _ in }
      async let two = client.generate(request) { _ in }
      let files = try await [one.saved(), two.saved()].flatMap(\.files)
      #expect(Set(files.map(\.path)).count == 2)
      for file in files {
        let onDisk = try await LocalFile.read(file.path)
        #expect(onDisk?.digest.hex == file.sha256)
      }
      #expect(world.outputs == ["fox-2.png", "fox.png"])
    }
  }
}
