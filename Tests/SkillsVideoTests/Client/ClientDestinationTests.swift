import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that looks where outputs would go")
struct ClientDestinationTests {
  @Test("a file of someone else is an error before anything is sent")
  func foreignFile() async throws {
    try await World.run(submits: ClientDownloadTests.submit) { world in
      #expect(mkdir(world.folder["out"], 0o755) == 0)
      try world.folder.write("mine", to: "out/fox.mp4")
      guard case .notSent(let error) = try await world.generate() else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .outputExists)
      #expect(error.message.contains("out/fox.mp4"))
      #expect(world.service.requests.isEmpty)
      #expect(world.folder.text("out/fox.mp4") == "mine")
    }
  }

  @Test(
    "what is no file is an error before anything is sent, and nobody waits for it",
    arguments: [Destination.Overwrite.never, .always])
  func foreignThing(overwrite: Destination.Overwrite) async throws {
    for thing in ["pipe", "folder", "link"] where overwrite == .never || thing == "folder" {
      try await World.run(submits: ClientDownloadTests.submit) { world in
        #expect(mkdir(world.folder["out"], 0o755) == 0)
        let path = world.folder["out/fox.mp4"]
        switch thing {
        case "pipe": #expect(mkfifo(path, 0o600) == 0)
        case "folder": #expect(mkdir(path, 0o755) == 0)
        default: #expect(symlink(world.folder["nowhere"], path) == 0)
        }
        let outcome = try await world.generate(world.request(overwrite: overwrite))
        guard case .notSent(let error) = outcome else {
          Issue.record("it was sent")
          return
        }
        #expect(error.code == .outputExists)
        #expect(error.message.contains(path))
        #expect(outcome.exitCode == 1)
        #expect(world.service.requests.isEmpty)
      }
    }
  }

  @Test("a file where a folder is wanted is an error before anything is sent")
  func noFolder() async throws {
    try await World.run(submits: ClientDownloadTests.submit) { world in
      try world.folder.write("a file", to: "out")
      for pieces in [
        [.text("fox."), .late(.ext)], [.text("a/b/fox-"), .late(.seed), .text(".png")],
      ] as [[Destination.Piece]] {
        var request = world.request(overwrite: .number)
        request.destination.pieces = pieces
        let outcome = try await world.generate(request)
        guard case .notSent(let error) = outcome else {
          Issue.record("it was sent")
          return
        }
        #expect(error.code == .invalidOutputPath)
        #expect(error.message.contains("\(world.folder["out"]) is no folder"))
        #expect(outcome.exitCode == 1)
      }
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test(
    "a folder that cannot be written is an error before anything is sent",
    .enabled(if: geteuid() != 0))
  func closedFolder() async throws {
    try await World.run(submits: ClientDownloadTests.submit) { world in
      #expect(mkdir(world.folder["out"], 0o555) == 0)
      guard case .notSent(let error) = try await world.generate() else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .invalidOutputPath)
      #expect(world.service.requests.isEmpty)
    }
  }
}
