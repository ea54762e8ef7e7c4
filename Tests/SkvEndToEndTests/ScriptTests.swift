import Foundation
import Testing

/// The project's own scripts, where a stranger meets them first.
@Suite struct ScriptTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A folder of programs: the system's own ones, and `swift` as a test wants it.
  private func tools(swift: String?) async throws -> [String: String] {
    let bin = folder.file("bin")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    for tool in ["apt-get", "bash", "dpkg-query", "head", "id", "sed"] {
      try FileManager.default.createSymbolicLink(
        atPath: bin + "/" + tool, withDestinationPath: "/usr/bin/" + tool)
    }
    if let swift {
      // Written by a program of its own, since a file that is being written cannot be run.
      let written = try await Skv.run(
        [
          "-c", #"printf '#!/bin/bash\necho "%s"\n' "$0" > "$1"; chmod 755 "$1""#, swift,
          bin + "/swift",
        ],
        in: folder, binary: "/bin/bash")
      try #require(written.status == 0, "\(written.errors)")
    }
    return ["PATH": bin]
  }

  private func setUp(swift: String?) async throws -> Skv.Result {
    try await Skv.run(
      [Skv.repository + "/scripts/setup"], in: folder, environment: await tools(swift: swift),
      binary: "/bin/bash")
  }

  @Test("set-up says plainly that Swift is missing")
  func noSwift() async throws {
    let result = try await setUp(swift: nil)
    #expect(result.status == 1)
    #expect(
      result.errors == """
        setup: no swift on PATH: install Swift 6.2 or newer from https://www.swift.org/install/linux

        """)
  }

  @Test(
    "set-up says plainly that Swift is too old",
    arguments: ["Swift version 5.10.1 (swift-5.10.1-RELEASE)", "Swift version 6.1 (swift-6.1)"])
  func oldSwift(version: String) async throws {
    let result = try await setUp(swift: version)
    #expect(result.status == 1)
    #expect(result.errors.contains("is too old: skv needs 6.2 or newer"))
  }

  @Test("set-up takes Swift 6.2 and what is newer", arguments: ["6.2", "6.3.1", "7.0"])
  func newSwift(version: String) async throws {
    let result = try await setUp(swift: "Swift version \(version) (swift-\(version)-RELEASE)")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("setup: ready (Swift "))
  }

  @Test("the layer check finds an import that does not belong")
  func layers() async throws {
    for target in ["Sources/LosslessJSON", "Sources/SkillsVideo/Runs", "scripts"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(target), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      atPath: Skv.repository + "/scripts/check-layers", toPath: folder.file("scripts/check"))
    let clean = try await Skv.run([folder.file("scripts/check")], in: folder, binary: "/bin/bash")
    #expect(clean.status == 0, "\(clean.errors)")
    for place in ["Sources/LosslessJSON/a.swift", "Sources/SkillsVideo/Runs/a.swift"] {
      try folder.write("package import GRDB\n", to: place)
    }
    let result = try await Skv.run([folder.file("scripts/check")], in: folder, binary: "/bin/bash")
    #expect(result.status == 1)
    #expect(
      result.errors.contains("Sources/LosslessJSON/a.swift:1: LosslessJSON may not import GRDB"))
    #expect(result.errors.contains("a.swift:1: GRDB is met only in Sources/SkillsVideo/Ledger/"))
  }
}
