import Foundation
import LosslessJSON
import Sandbox
import Testing

/// What a person sees of faults that were asked for, and that none of them costs twice.
@Suite struct FaultTests {
  private let folder: TemporaryFolder
  private static let script = #"use kling-v2.6; set prompt "x"; run to "fox.mp4""#

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ sandbox: SandboxProcess, environment: [String: String] = [:]
  ) async throws -> Skv.Result {
    try await Skv.run(
      ["run", "-c", Self.script], in: folder,
      environment: sandbox.environment.merging(environment) { $1 })
  }

  // MARK: - skv sandbox

  @Test(
    "a submit that the service took and a gateway disowned is in doubt, and was accepted once",
    arguments: ["late-status 503 body=html", "reset", "close", "cut character", "end"])
  func disowned(_ fault: String) async throws {
    let sandbox = try await SandboxProcess(["--faults", "stream 1 \(fault)"], in: folder)
    let result = try await run(sandbox)
    #expect(result.status == 32, "\(result.errors)")
    #expect(result.errors.contains("in doubt"))
    #expect(try sandbox.submissions().count == 1)
    #expect(folder.bytes(of: "fox.mp4") == nil)
    let server = try await sandbox.ended()
    #expect(server.errors == "stream 1 met `\(fault)` (connection 1)\n")
    #expect(server.status == 0)
  }

  @Test("faults behind the id cost nothing: the run is saved, and accepted once")
  func saved() async throws {
    let plan = """
      stream 1 cut line frames=1   # the id has come
      poll 1 status 503 body=html; poll 2 reset
      media 1 truncate; media 2 expire 410
      """
    let sandbox = try await SandboxProcess(["--faults", plan, "--seed", "7"], in: folder)
    let result = try await run(sandbox)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "fox.mp4")?.isEmpty == false)
    #expect(try sandbox.submissions().count == 1)
    let lines = try await sandbox.ended().errors.split(separator: "\n").map { line in
      line.prefix { $0 != "(" }
    }
    #expect(
      lines == [
        "stream 1 met `cut line frames=1` ", "poll 1 met `status 503 body=html` ",
        "poll 2 met `reset` ", "media 1 met `truncate` ", "media 2 met `expire 410` ",
      ])
  }

  @Test("the seed decides what a share meets", arguments: [1, 2, 3])
  func seeds(_ seed: Int) async throws {
    var met: [String] = []
    for _ in 1...2 {
      let sandbox = try await SandboxProcess(
        ["--faults", "credits 50% status 503", "--seed", "\(seed)"], in: folder)
      for _ in 1...12 { _ = try? PlainHTTP.get(sandbox.baseURL + "/credits") }
      met.append(try await sandbox.ended().errors)
    }
    #expect(met[0] == met[1] && !met[0].isEmpty)
  }

  // MARK: - skv run --sandbox

  @Test("the sandbox inside skv has faults too, told at the end")
  func inside() async throws {
    let result = try await Skv.run(
      [
        "run", "--sandbox", "--faults", "media 1 truncate; poll 1 drop; stream 1 end 1",
        "--fault-seed", "1", "-c", Self.script,
      ], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "fox.mp4")?.isEmpty == false)
    let faults = result.errors.split(separator: "\n").filter { $0.hasPrefix("fault: ") }
    #expect(faults.count == 3, "\(result.errors)")
    #expect(faults.first == "fault: stream 1 met `end 1` (connection 1)")
  }

  @Test(
    "a mistake in a plan is one line with its place and what is allowed",
    arguments: [
      (
        ["sandbox", "--faults", "poll 1 close; poll 1 explode"],
        "skv: fault plan, column 22: no fault is called \"explode\": close, reset, drop, stall, "
          + "dribble, status, late-status, truncate, wrong-length\n"
      ),
      (
        ["run", "--sandbox", "--faults", "poll 1 close\npoll 1 stall \u{1b}[31m", "-c", "run"],
        "skv: fault plan, line 2, column 14: for takes a time such as 2s or 250ms, or never\n"
      ),
      (
        ["sandbox", "--faults", "poll 1 \u{1b}[31m"],
        "skv: fault plan, column 8: no fault is called \"\\u{1B}[31m\": close, reset, drop, stall, "
          + "dribble, status, late-status, truncate, wrong-length\n"
      ),
      (
        ["run", "--faults", "poll 1 close", "-c", "run"],
        "skv: --pace, --shapes and --faults go with --sandbox\n"
      ),
      (
        ["run", "--sandbox", "--fault-seed", "1", "-c", "run"],
        "skv: --fault-seed goes with --faults\n"
      ),
      (["sandbox", "--key", "k.pem"], "skv: --certificate and --key go together\n"),
    ])
  func mistakes(_ arguments: [String], _ message: String) async throws {
    let result = try await Skv.run(arguments, in: folder)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors == message)
  }

  // MARK: - TLS

  /// A sandbox with TLS, and its address.
  private func secured(
    _ name: String, plan: [String] = []
  ) async throws -> (sandbox: SandboxProcess, address: String) {
    let identity = try TLSIdentity.selfSigned(for: name)
    try folder.write(identity.certificate, to: "certificate.pem")
    try folder.write(identity.key, to: "key.pem")
    let sandbox = try await SandboxProcess(
      ["--certificate", "certificate.pem", "--key", "key.pem"] + plan, in: folder)
    return (sandbox, await sandbox.line(2))
  }

  @Test("a second address speaks TLS with the certificate that was given")
  func secure() async throws {
    let (sandbox, address) = try await secured("DNS:localhost")
    #expect(address.hasPrefix("https://localhost:"))
    let result = try await run(
      sandbox,
      environment: [
        "SKILLS_VIDEO_BASE_URL": address, "CURL_CA_BUNDLE": folder.file("certificate.pem"),
      ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.bytes(of: "fox.mp4")?.isEmpty == false)
  }

  @Test(
    "nothing is sent to a service with a certificate of another host, or of nobody known",
    arguments: [("DNS:elsewhere.example", true), ("DNS:localhost", false)])
  func untrusted(_ name: String, _ isKnown: Bool) async throws {
    let (sandbox, address) = try await secured(name)
    var environment = ["SKILLS_VIDEO_BASE_URL": address]
    if isKnown { environment["CURL_CA_BUNDLE"] = folder.file("certificate.pem") }
    let result = try await Skv.run(
      ["run", "--retry", "0", "-c", Self.script], in: folder,
      environment: sandbox.environment.merging(environment) { $1 })
    #expect(result.status == 24, "\(result.errors)")
    #expect(result.errors.contains("certificate"), "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
  }

  @Test("a certificate that cannot be used is one line")
  func badCertificate() async throws {
    try folder.write("no PEM", to: "c.pem")
    let result = try await Skv.run(
      ["sandbox", "--certificate", "c.pem", "--key", "c.pem"], in: folder)
    #expect(result.status == 1)
    #expect(
      result.errors
        == "skv: certificate and key cannot be read as PEM, or do not belong together\n")
  }
}
