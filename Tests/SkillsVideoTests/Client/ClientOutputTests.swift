import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client with none or several outputs")
struct ClientOutputTests {
  @Test("several outputs are numbered from the second on, in the order of the service")
  func several() async throws {
    let state = """
      {"id":"gen-1","status":"COMPLETED","data":{"urls":["https://m.example/a","https://m.example/b"]}}
      """
    try await World.run(
      submits: [.stream([.frame(state)])],
      media: [
        "https://m.example/a": [.media([World.image])],
        "https://m.example/b": [.media([ClientDownloadTests.other])],
      ]
    ) { world in
      let record = try await world.generate().saved()
      #expect(
        record.files.map(\.path) == ["fox.png", "fox-2.png"].map { world.folder["out/" + $0] })
      #expect(record.outputCount == 2)
    }
  }

  @Test("one output that fails does not take the others away")
  func oneOfTwo() async throws {
    let state = """
      {"id":"gen-1","status":"COMPLETED","data":{"urls":["https://m.example/a","https://m.example/b"]}}
      """
    try await World.run(
      submits: [.stream([.frame(state)])], polls: [.answer(200, state)],
      media: [
        "https://m.example/a": [.media([World.image])],
        "https://m.example/b": [.media([], status: 410)],
      ]
    ) { world in
      guard case .finished(let record, _) = try await world.generate() else {
        Issue.record("it was not left finished")
        return
      }
      #expect(record.files.map(\.path) == [world.folder["out/fox.png"]])
      #expect(record.outputCount == 2)
    }
  }

  @Test(
    "a success that names no file is not saved, and taking it up asks by id again",
    arguments: ["null", #"{"video":"https://m.example/a"}"#])
  func noOutputs(data: String) async throws {
    let folder = ScratchFolder()
    let state = #"{"id":"gen-1","status":"COMPLETED","data":\#(data)}"#
    try await World.run(
      submits: [.stream([.frame(state)])], polls: [.answer(200, state)], in: folder
    ) { world in
      let outcome = try await world.generate()
      guard case .finished(let record, let error) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(outcome.exitCode == 33)
      #expect(error.code == .badResponse)
      #expect(error.message == "the service names no file; its data is \(data)")
      #expect(record.state == .finished)
      #expect(record.data == (try JSON(parsing: data)))
      #expect(world.service.polls == 1)
      #expect(world.service.downloads == 0)
      #expect(world.events.all.contains(.downloadError(place: 0, url: "", message: error.message)))
    }
    for _ in 1...2 {
      try await World.run(polls: [.answer(200, state)], in: folder) { world in
        let ledger = try await world.ledger(process: 2, living: [2])
        let open = try await ledger.unfinished()
        #expect(open.map(\.number) == [1])
        #expect(open.map(\.data) == [nil])
        guard case .finished = try await world.resume() else {
          Issue.record("it was not left finished")
          return
        }
        #expect(world.service.polls == 1)
      }
    }
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      let record = try await world.resume().saved()
      #expect(record.data == (try JSON(parsing: Answers.completed))["data"])
      #expect(world.outputs == ["fox.png"])
      #expect(world.service.polls == 1)
    }
  }

  @Test("a stream that completes without a file is saved with what its id names")
  func outputsByID() async throws {
    try await World.run(
      submits: [.stream([.frame(#"{"id":"gen-1","status":"COMPLETED","data":null}"#)])],
      polls: [.answer(200, Answers.completed)]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.outputs == ["fox.png"])
      #expect(world.service.polls == 1)
    }
  }

  @Test("a dead output keeps none of the others from the disk, and is named")
  func firstOfThree() async throws {
    let state = """
      {"id":"gen-1","status":"COMPLETED","data":{"urls":["https://m.example/a",\
      "https://m.example/b","https://m.example/c"]}}
      """
    try await World.run(
      submits: [.stream([.frame(state)])], polls: [.answer(200, state)],
      media: [
        "https://m.example/a": [.media([World.image])],
        "https://m.example/b": [.media([], status: 410)],
        "https://m.example/c": [.media([ClientDownloadTests.other])],
      ]
    ) { world in
      guard case .finished(let record, let error) = try await world.generate() else {
        Issue.record("it was not left finished")
        return
      }
      #expect(error.code == .refused(410))
      #expect(error.message == "output 2 of 3: https://m.example/b answered 410")
      #expect(
        record.files.map(\.path) == ["fox.png", "fox-3.png"].map { world.folder["out/" + $0] })
      #expect(
        world.events.all.filter { $0.json?["event"] == "download_error" } == [
          .downloadError(
            place: 2, url: "https://m.example/b",
            message: "https://m.example/b answered 410")
        ])
    }
  }

  @Test("an output that takes its sibling's name by number is not pushed aside by it")
  func siblings() async throws {
    let state = """
      {"id":"gen-1","status":"COMPLETED","data":{"urls":["https://m.example/a","https://m.example/b"]}}
      """
    try await World.run(
      submits: [.stream([.frame(state)])],
      media: [
        "https://m.example/a": [.media([World.image])],
        "https://m.example/b": [.media([ClientDownloadTests.other])],
      ]
    ) { world in
      let ledger = try await world.ledger { moment in
        guard moment.change == "finished", !moment.isCommitted else { return }
        mkdir(world.folder["out"], 0o755)
        try world.folder.write("mine", to: "out/fox.png")
      }
      let record = try await world.client(ledger).generate(world.request()) { _ in }.saved()
      #expect(
        record.files.map(\.path) == ["fox-2.png", "fox-2-2.png"].map { world.folder["out/" + $0] })
      #expect(world.outputs == ["fox-2-2.png", "fox-2.png", "fox.png"])
    }
  }
}
