import Foundation
import Testing

/// The key stays where it was set, and what skv keeps is for its owner alone.
@Suite struct PrivacyTests {
  @Test("the key is in no byte that skv writes, and its files are private")
  func keyAndModes() async throws {
    let folder = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: folder)
    let text = #"use seedream-4.5; set prompt "x"; run as still; print $still"#
    for flags in [[], ["--json"]] {
      let result = try await Skv.run(
        ["run"] + flags + ["-c", text], in: folder, environment: sandbox.environment)
      #expect(result.status == 0, "\(result.errors)")
      #expect(!(result.output + result.errors).contains(SandboxProcess.key))
    }
    let key = Data(SandboxProcess.key.utf8)
    let names = try #require(FileManager.default.enumerator(atPath: folder.path))
      .compactMap { $0 as? String }
    #expect(names.contains { $0.hasSuffix(".sqlite") })
    for name in names {
      let path = folder.file(name)
      let kept = name.hasPrefix(".home/.local/state/skv")
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
      if attributes[.type] as? FileAttributeType == .typeDirectory {
        if kept { #expect(mode == 0o700, "\(name)") }
        continue
      }
      if kept { #expect(mode == 0o600, "\(name)") }
      let bytes = try #require(FileManager.default.contents(atPath: path))
      #expect(bytes.range(of: key) == nil, "\(name)")
    }
  }
}
