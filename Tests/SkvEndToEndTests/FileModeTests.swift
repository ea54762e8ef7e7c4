import Foundation
import Testing

/// What skv keeps for itself is for its owner alone; what it makes is an ordinary file.
@Suite struct FileModeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  private func start(_ umask: String, _ arguments: [String], _ environment: [String: String] = [:])
    throws -> RunningProgram
  {
    try Skv.start(
      ["-c", "umask \(umask); exec \"$0\" \"$@\"", Skv.path] + arguments, in: folder,
      environment: environment, binary: "/bin/bash")
  }

  /// The names of all that stands in skv's state folder after runs that were killed in full flight.
  private func keptAfterKills() async throws -> Set<String> {
    let text = #"use kling-v2.6; set prompt "x"; run"#
    let service = try ScriptedService { _ in
      var answer = ScriptedService.Answer.events(
        Array("data: {\"id\":\"gen_1\",\"status\":\"IN_PROGRESS\"}\n\n".utf8))
      answer.staysOpen = true
      return answer
    }
    for (arguments, environment) in [
      (["run", "-c", text], service.environment), (["run", "--sandbox=600s", "-c", text], [:]),
    ] {
      let program = try start("000", arguments, environment)
      #expect(await program.errors(hold: "accepted as"))
      program.signal(SIGKILL)
      _ = try await program.ended()
    }
    return Set(
      try FileManager.default.contentsOfDirectory(atPath: folder.file(".home/.local/state/skv")))
  }

  @Test("ledger, log and journal are 0600 in a folder of 0700, whatever the umask")
  func kept() async throws {
    let names = try await keptAfterKills()
    #expect(
      names.isSuperset(of: [
        "sandbox.sqlite", "sandbox.sqlite-wal", "sandbox.sqlite-shm", "sandbox.journal",
      ]), "\(names)")
    for name in names { #expect(try mode(".home/.local/state/skv/" + name) == 0o600, "\(name)") }
    // Who may write in a folder above may put another one in the place of skv's.
    for name in [".home/.local/state/skv", ".home/.local/state", ".home/.local"] {
      #expect(try mode(name) == 0o700, "\(name)")
    }
  }

  @Test("in a folder that stands open already, the files are private all the same")
  func openFolder() async throws {
    let state = ".home/.local/state/skv"
    try FileManager.default.createDirectory(
      atPath: folder.file(state), withIntermediateDirectories: true)
    chmod(folder.file(state), 0o755)
    for name in try await keptAfterKills() {
      #expect(try mode(state + "/" + name) == 0o600, "\(name)")
    }
  }

  @Test(
    "outputs and their folders are as the umask says",
    arguments: [("000", 0o666, 0o777), ("022", 0o644, 0o755), ("077", 0o600, 0o700)])
  func outputs(umask: String, file: Int, container: Int) async throws {
    let program = try start(
      umask, ["run", "--sandbox", "-c", #"use seedream-4.5; set prompt "x"; run as a"#])
    let result = try await program.ended()
    #expect(result.status == 0, "\(result.errors)")
    #expect(try mode("out/a.png") == file)
    #expect(try mode("out") == container)
  }
}
