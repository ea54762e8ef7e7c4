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

  @Test(
    "a service that quotes the key does not get it shown or kept",
    arguments: [
      (401, #"{"message":"bad key Bearer KEY"}"#),
      (200, #"{"id":"g","status":"FAILED","message":"KEY is broke","data":null}"#),
      (0, #"{"id":"g","status":"FAILED","message":"KEY is broke"}"#),
    ])
  func quotedKey(status: Int, text: String) async throws {
    let folder = try TemporaryFolder()
    let key = SandboxProcess.key
    let said = text.replacingOccurrences(of: "KEY", with: key)
    let service = try ScriptedService { _ in
      status == 0 ? .events(Array("data: \(said)\n\n".utf8)) : .json(status, said)
    }
    let result = try await Skv.run(
      ["run", "--json", "-c", #"use kling-v2.6; set prompt "x"; run"#], in: folder,
      environment: service.environment)
    #expect(result.status != 0)
    #expect(service.submitCount == 1)
    #expect(!(result.output + result.errors).contains(key))
    let state = folder.file(".home/.local/state/skv")
    for name in try FileManager.default.contentsOfDirectory(atPath: state) {
      let kept = try #require(FileManager.default.contents(atPath: state + "/" + name))
      #expect(kept.range(of: Data(key.utf8)) == nil, "\(name)")
    }
  }
}
