import Foundation
import LosslessJSON
import Testing

/// Names that the service chooses never lead out of the output folder.
@Suite struct ServiceNameTests {
  private let folder: TemporaryFolder
  private let outside: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    outside = try TemporaryFolder()
  }

  /// A service whose one generation has the given id and seed, and two files.
  private func service(id: String, seed: String = "7") throws -> ScriptedService {
    try ScriptedService { request in
      guard !request.path.hasSuffix(".mp4") else {
        return .http(200, type: "video/mp4", OddAnswerTests.movie)
      }
      let host = request.head.split(separator: "\r\n").first { $0.hasPrefix("Host:") }
      let root = "http://\(host?.split(separator: " ").last ?? "")"
      let state: JSON = [
        "id": .string(id), "status": "COMPLETED", "input": ["seed": .string(seed)],
        "data": [
          "videos": [
            ["url": .string(root + "/a.mp4"), "file_name": .string(id)],
            ["url": .string(root + "/b.mp4"), "file_name": "../../b.mp4"],
          ]
        ],
      ]
      return request.method == "POST"
        ? .events(Array("data: \(state.printed())\n\n".utf8)) : .json(200, state.printed())
    }
  }

  private func run(
    to path: String, _ service: ScriptedService, _ flags: [String] = []
  ) async throws -> Skv.Result {
    try await Skv.run(
      ["run"] + flags + ["-c", #"use kling-v2.6; set prompt "x"; run to "\#(path)""#], in: folder,
      environment: service.environment)
  }

  @Test(
    "an id or seed of any form is one harmless part of a name",
    arguments: [
      "..", ".", "../../up", "/etc/passwd", "a/b/c", #"..\..\up"#, "nul\u{0}byte", "%00",
      "%2e%2e%2f",
      "..%2f..", ".hidden", "~root", "-rf", "$(touch up)", "con", "a\nb", "  ", "…/‥/．．",
      String(repeating: "long", count: 2_000), String(repeating: "ü", count: 300),
    ])
  func anyName(name: String) async throws {
    let service = try service(id: name, seed: name)
    let result = try await run(
      to: "out/${run.id}/${run.seed}/${run.id}-${run.seed}.${run.ext}", service)
    #expect(result.status == 0, "\(result.errors)")
    let files = folder.files
    #expect(files.count == 2, "\(files)")
    for file in files {
      let parts = file.split(separator: "/")
      #expect(parts.first == "out")
      #expect(parts.count == 4)
      for part in parts {
        #expect(!part.hasPrefix("."))
        #expect(part.utf8.count <= 255)
        #expect(!part.contains { $0 == "\\" || $0.isNewline || $0 == "\0" })
      }
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [".home", "out"])
  }

  // MARK: - Links

  private func link(_ name: String, to target: String) throws {
    let path = folder.file(name)
    try FileManager.default.createDirectory(
      atPath: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
      withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  @Test(
    "a folder whose name the service chose is not followed where it is a link",
    arguments: ["out/${run.id}/fox.mp4", "out/${run.seed}/deep/fox.mp4", "out/x-${run.id}/fox.mp4"])
  func serviceFolder(path: String) async throws {
    for name in ["gen_1", "7", "x-gen_1"] { try link("out/" + name, to: outside.path) }
    let service = try service(id: "gen_1")
    let result = try await run(to: path, service)
    #expect(result.status == 33, "\(result.errors)")
    #expect(result.errors.contains("is a link, and the service chose its name"))
    #expect(outside.files == [])
    for name in ["gen_1", "7", "x-gen_1"] {
      try FileManager.default.removeItem(atPath: folder.file("out/" + name))
    }
    let resumed = try await Skv.run(["resume"], in: folder, environment: service.environment)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(outside.files == [])
    #expect(folder.files.count == 2)
    #expect(service.submitCount == 1)
  }

  @Test("a folder that the person wrote is followed where it is a link")
  func ownFolder() async throws {
    try link("films/mine", to: outside.path)
    let result = try await run(to: "films/mine/${run.id}.mp4", try service(id: "gen_1"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(outside.files == ["gen_1-2.mp4", "gen_1.mp4"])
  }

  @Test(
    "a link that has the name of an output is never written through",
    arguments: ["never", "number", "always"])
  func fileLinks(overwrite: String) async throws {
    try outside.write("mine", to: "target")
    for name in ["gen_1.mp4", "gen_1.mp4.part", "gen_1-2.mp4", "gen_1-2.mp4.part"] {
      try link("out/" + name, to: outside.file("target"))
    }
    let result = try await run(
      to: "out/${run.id}.mp4", try service(id: "gen_1"), ["--overwrite", overwrite])
    #expect(result.status == 0, "\(result.errors)")
    #expect(outside.files == ["target"])
    #expect(outside.bytes(of: "target") == Array("mine".utf8))
    for line in result.output.split(separator: "\n") {
      #expect(folder.bytes(of: String(line)) == OddAnswerTests.movie)
    }
  }
}
