import Foundation
import LosslessJSON
import Testing

/// Where outputs go, and what they never overwrite.
@Suite struct OutputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let still = #"use seedream-4.5; set prompt "x"; run to "still.png""#

  @Test("`never` refuses before anything is sent where another's file stands")
  func never() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    try folder.write("mine", to: "still.png")
    let result = try await Skv.run(
      ["run", "--overwrite", "never", "-c", Self.still], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains("still.png is there already"))
    #expect(try sandbox.submissions().isEmpty)
    #expect(folder.bytes(of: "still.png") == Array("mine".utf8))
  }

  @Test("`number` takes the next free name, `always` replaces")
  func numberAndAlways() async throws {
    try folder.write("mine", to: "still.png")
    let numbered = try await Skv.run(
      ["run", "--sandbox", "--embed", "off", "-c", Self.still], in: folder)
    #expect(numbered.output == "still-2.png\n", "\(numbered.errors)")
    #expect(folder.bytes(of: "still.png") == Array("mine".utf8))
    let replaced = try await Skv.run(
      ["run", "--sandbox", "--embed", "off", "--overwrite", "always", "-c", Self.still], in: folder)
    #expect(replaced.output == "still.png\n", "\(replaced.errors)")
    #expect(folder.bytes(of: "still.png") == folder.bytes(of: "still-2.png"))
  }

  @Test("a script run again keeps its own old file beside the new one")
  func ownFileIsKept() async throws {
    for prompt in ["one", "two"] {
      try folder.write(
        #"use seedream-4.5; set prompt "\#(prompt)"; run as still"#, to: "a.skv")
      let result = try await Skv.run(["a.skv", "--sandbox"], in: folder)
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(
      folder.files == ["a.skv", "a.skv.sandbox.lock", "out/still.old-1.png", "out/still.png"])
    #expect(folder.bytes(of: "out/still.png") != folder.bytes(of: "out/still.old-1.png"))
  }

  @Test("a reader that goes away ends the printing, never the run")
  func brokenPipe() async throws {
    let command = #""$0" run --sandbox -c "$1" | true; exit ${PIPESTATUS[0]}"#
    let result = try await Skv.run(
      ["-c", command, Skv.path, Self.still], in: folder, binary: "/bin/bash")
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "still.png")?.isEmpty == false)
  }

  @Test("nobody who reads what it says ends no run either")
  func brokenErrorPipe() async throws {
    let command = #""$0" run --sandbox -c "$1" 2> >(true); exit $?"#
    let result = try await Skv.run(
      ["-c", command, Skv.path, Self.still], in: folder, binary: "/bin/bash")
    #expect(result.status == 0, "\(result.output)")
    #expect(folder.bytes(of: "still.png")?.isEmpty == false)
  }

  @Test("one output that is gone does not keep the others away: exit 33, the rest on disk")
  func oneDeadOutput() async throws {
    let service = try ScriptedService { request in
      guard !request.path.hasSuffix("/fine.mp4") else {
        return .http(200, type: "video/mp4", OddAnswerTests.movie)
      }
      guard request.method == "POST" || request.path.contains("/generation/") else {
        return .http(404, type: "text/plain", Array("gone".utf8))
      }
      let host = request.head.split(separator: "\r\n").first { $0.hasPrefix("Host:") }
      let root = "http://\(host?.split(separator: " ").last ?? "")"
      let state =
        #"{"id":"g","status":"COMPLETED","data":{"cover_url":"\#(root)/cover.png","#
        + #""video_url":"\#(root)/fine.mp4"}}"#
      return request.method == "POST"
        ? .events(Array("data: \(state)\n\n".utf8)) : .json(200, state)
    }
    let result = try await Skv.run(
      ["run", "-c", #"use kling-v2.6; set prompt "x"; run as fox"#], in: folder,
      environment: service.environment)
    #expect(result.status == 33, "\(result.errors)")
    #expect(folder.files.contains { $0.hasSuffix(".mp4") })
    #expect(service.submitCount == 1)
  }

  @Test("an address whose host is gone is asked for again by id")
  func hostIsGone() async throws {
    let service = try ScriptedService { request in
      if request.method == "POST" {
        return .events(
          Array(
            ("data: " + OddAnswerTests.completed(request) + "\n\n")
              .replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:9").utf8))
      }
      return request.path.hasSuffix("/generation/gen_1")
        ? .json(200, OddAnswerTests.completed(request))
        : .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
    let result = try await Skv.run(
      ["run", "--retry", "0", "-c", #"use kling-v2.6; set prompt "x"; run to "fox.mp4""#],
      in: folder, environment: service.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
  }

  @Test("two processes share one ledger, and each gets what it asked for")
  func twoProcesses() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let programs = try ["a", "b"].map { label in
      try Skv.start(
        ["run", "-c", #"use seedream-4.5; set prompt "x"; run as \#(label) x 5"#], in: folder,
        environment: sandbox.environment)
    }
    for program in programs {
      let result = try await program.ended()
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try sandbox.submissions().count == 10)
    #expect(folder.files.count == 10)
  }

  @Test("a folder that cannot be written is an error before anything is sent")
  func unwritableFolder() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    try folder.write("a file, where a folder is wanted", to: "out")
    let result = try await Skv.run(
      ["run", "-c", #"use seedream-4.5; set prompt "x"; run as still"#], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 1, "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
  }
}
