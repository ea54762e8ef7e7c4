import Foundation
import LosslessJSON
import Testing

/// `skv doctor` of the built program.
@Suite struct DoctorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The report as JSON: the state and the words of each check by its name.
  private func report(
    _ environment: [String: String], arguments: [String] = []
  ) async throws -> (status: Int32, checks: [String: (state: String, words: String)]) {
    let result = try await Skv.run(
      ["doctor", "--json"] + arguments, in: folder, environment: environment)
    #expect(result.errors == "")
    let whole = try #require(try result.jsonLines().first)
    var checks: [String: (state: String, words: String)] = [:]
    for check in whole["checks"]?.array ?? [] {
      #expect(check.object?.map(\.key) == ["name", "state", "found", "advice"])
      checks[check["name"]?.string ?? ""] = (
        check["state"]?.string ?? "",
        (check["found"]?.string ?? "") + "; " + (check["advice"]?.string ?? "")
      )
    }
    let isSound = !checks.values.contains { $0.state == "problem" }
    #expect(whole["ok"] == .bool(isSound))
    #expect(result.status == (isSound ? 0 : 1))
    #expect(!(result.output + result.errors).contains(SandboxProcess.key))
    return (result.status, checks)
  }

  /// Every file and folder below the test's, with size and permissions.
  private func traces() -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
      .map { name in
        var status = stat()
        lstat(folder.file(name), &status)
        return "\(name) \(status.st_size) \(status.st_mode) \(status.st_mtim.tv_nsec)"
      }.sorted()
  }

  @Test("finds nothing amiss where all is well, and makes nothing")
  func well() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let before = traces()
    let report = try await report(sandbox.environment)
    #expect(report.status == 0)
    #expect(report.checks.filter { $0.value.state != "ok" }.isEmpty, "\(report.checks)")
    #expect(
      Set(report.checks.keys).isSuperset(of: [
        "key", "network", "proxy", "certificates", "locale", "terminal", "state folder",
        "cache folder", "config folder", "working folder", "ledger", "skv", "libraries", "system",
      ]))
    #expect(report.checks["key"]?.words.contains("the service takes it") == true)
    #expect(traces() == before)
  }

  @Test("is a line a check, with a sum below")
  func lines() async throws {
    let result = try await Skv.run(["doctor", "--sandbox"], in: folder)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.last == "nothing keeps skv from working")
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("ok       ") })
    #expect(lines.contains { $0.contains("the imitation inside skv answers (HTTP 200") })
    #expect(traces() == [])
  }

  @Test("fits a terminal of 80 columns")
  func terminal() async throws {
    let (status, shown) = try await Skv.watch(
      ["doctor", "--sandbox"], in: folder, environment: [:])
    #expect(status == 0)
    let plain = shown.replacing(/\u{1B}\[[0-9]*m/, with: "")
    let words = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("terminal output and errors on TERM=xterm-256color, 80×24, colours"))
    for line in plain.split(separator: "\r\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("a missing key is a problem, a wrong one too, white space is a note")
  func keys() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    for (key, state, words) in [
      (nil, "problem", "is not set"), ("wrong-key", "problem", "HTTP 401"),
      (" \(SandboxProcess.key)\n", "note", "white space"),
    ] as [(String?, String, String)] {
      var environment = sandbox.environment
      environment["SKILLS_VIDEO_API_KEY"] = key
      let check = try await report(environment).checks["key"]
      #expect(check?.state == state)
      #expect(check?.words.contains(words) == true)
    }
  }

  @Test("a port where nothing listens and a server that never answers are problems of the network")
  func network() async throws {
    let dead = try await report([
      "SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:1", "SKILLS_VIDEO_API_KEY": SandboxProcess.key,
    ])
    #expect(dead.status == 1)
    #expect(dead.checks["network"]?.state == "problem")
    #expect(dead.checks["key"]?.state == "note")
    let silent = try ScriptedService { _ in .init(bytes: [], staysOpen: true) }
    let mute = try await report(silent.environment)
    #expect(mute.checks["network"]?.words.contains("no answer within") == true)
  }

  @Test(
    "an answer that is not the service's is a problem of the key",
    arguments: [
      (200, "<html>log in</html>"), (204, ""), (200, String(repeating: "x", count: 300_000)),
      (200, String(repeating: "[", count: 9_000)),
    ])
  func stranger(status: Int, body: String) async throws {
    let service = try ScriptedService { _ in .http(status, headers: [], Array(body.utf8)) }
    let report = try await report(service.environment)
    #expect(report.status == 1)
    #expect(report.checks["key"]?.state == "problem", "\(report.checks)")
    #expect(report.checks["key"]?.words.contains("what answers is not the service") == true)
  }

  @Test(
    "a home in which no folder can be made is a problem, for the ledger too",
    arguments: ["/proc/x", "/etc/passwd"])
  func home(path: String) async throws {
    let report = try await report(["HOME": path], arguments: ["--sandbox"])
    #expect(report.status == 1)
    #expect(report.checks["state folder"]?.state == "problem", "\(report.checks)")
    #expect(report.checks["ledger"]?.state == "problem")
    #expect(report.checks["cache folder"]?.state == "note")
    #expect(report.checks["state folder"]?.words.contains("set HOME") == true)
    // The record of runs is opened before anything is sent, so that nothing needs to listen there.
    let run = try await Skv.run(
      ["run", "-c", "print 1"], in: folder,
      environment: ["HOME": path, "SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:1"])
    #expect(run.status == 35)
    #expect(run.errors.contains("set HOME or XDG_STATE_HOME"), "\(run.errors)")
  }

  @Test("a clock that is far from the service's is a note")
  func clock() async throws {
    let service = try ScriptedService { _ in
      .http(200, headers: ["Date: Sun, 06 Nov 1994 08:49:37 GMT"], Array("7".utf8))
    }
    let check = try await report(service.environment).checks["clock"]
    #expect(check?.state == "note")
    #expect(check?.words.contains("ahead of the service's") == true)
  }

  @Test("no trust is a problem of the certificates, not of the network")
  func trust() async throws {
    // What listens there speaks no TLS.
    let service = try ScriptedService { _ in .json(200, "7") }
    let port = service.baseURL.split(separator: ":").last.map { $0.prefix { $0 != "/" } } ?? ""
    let report = try await report([
      "SKILLS_VIDEO_BASE_URL": "https://127.0.0.1:\(port)",
      "SKILLS_VIDEO_API_KEY": SandboxProcess.key,
      "SSL_CERT_FILE": folder.file("no.pem"),
    ])
    #expect(report.checks["network"]?.state == "note", "\(report.checks)")
    #expect(report.checks["certificates"]?.state == "problem")
    #expect(report.checks["certificates"]?.words.contains("check SSL_CERT_FILE") == true)
  }

  @Test("a proxy is told without its password, in every line")
  func proxy() async throws {
    for proxy in ["http://me:hidden-pw@127.0.0.1:1", "foo://me:hidden-pw@127.0.0.1:1"] {
      let result = try await Skv.run(
        ["doctor"], in: folder,
        environment: ["https_proxy": proxy, "SKILLS_VIDEO_API_KEY": SandboxProcess.key])
      #expect(result.status == 1)
      #expect(result.output.contains("***@127.0.0.1:1 by https_proxy"))
      #expect(!result.output.contains("hidden-pw"))
    }
  }

  @Test("a locale without UTF-8 is a note that says what the prompt takes")
  func locale() async throws {
    for locale in ["C", "xx_YY.ISO-8859-1"] {
      let check = try await report(["LC_ALL": locale], arguments: ["--sandbox"]).checks["locale"]
      #expect(check?.state == "note")
      #expect(check?.words.contains("the prompt takes") == true)
    }
  }

  @Test("a state folder that cannot be made is a problem")
  func stateFolder() async throws {
    try folder.write("", to: "file")
    let report = try await report(
      ["XDG_STATE_HOME": folder.file("file")], arguments: ["--sandbox"])
    #expect(report.status == 1)
    #expect(report.checks["state folder"]?.words.contains("is no folder") == true)
    #expect(try await self.report(["HOME": "rel"], arguments: ["--sandbox"]).status == 1)
  }

  @Test("a ledger is looked at as it stands: its runs, damage and locks")
  func ledger() async throws {
    let run = try await Skv.run(
      ["run", "--sandbox", "-c", "use seedream-4.5; set prompt \"x\"; run"], in: folder)
    #expect(run.status == 0)
    let path = folder.file(".home/.local/state/skv/sandbox.sqlite")
    let before = traces()
    let whole = try await report([:], arguments: ["--sandbox"]).checks["ledger"]
    #expect(whole?.state == "ok")
    #expect(
      whole?.words.contains(/1 run, version [1-9][0-9]*, wal journal, synchronous=full/) == true)
    #expect(traces() == before)

    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_start = 1 << 30
    lock.l_len = 1
    #expect(fcntl(descriptor, F_SETLK, &lock) == 0)
    let locked = try await report([:], arguments: ["--sandbox"]).checks["ledger"]
    #expect(locked?.state == "problem")
    #expect(locked?.words.contains("is locked by process \(getpid())") == true)
    _ = pwrite(descriptor, [UInt8](repeating: 0xA5, count: 4_096), 4_096, 0)
    close(descriptor)
    let damaged = try await report([:], arguments: ["--sandbox"]).checks["ledger"]
    #expect(damaged?.state == "problem")
    #expect(damaged?.words.contains("is damaged; move it away") == true)
  }
}
