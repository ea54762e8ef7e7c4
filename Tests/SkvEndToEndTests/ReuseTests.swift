import Foundation
import LosslessJSON
import Testing

/// A script that is run again pays for nothing that it has made before.
@Suite struct ReuseTests {
  private let folder: TemporaryFolder
  private let sandbox: SandboxProcess

  init() async throws {
    folder = try TemporaryFolder()
    sandbox = try await SandboxProcess(in: folder)
    try write()
  }

  /// Six stills, and six clips that start from them; `words` are the prompts of single shots.
  private func write(_ words: [Int: String] = [:], label: String = "shot") throws {
    let shots = (1...6).map { number in
      """
      use seedream-4.5
      set prompt "\(words[number] ?? "frame \(number)")"
      run as \(label)\(number)
      use kling-ai/v3/video for i2v
      set first_frame_url $\(label)\(number)
      set prompt "slow push-in \(number)"
      run as clip\(number)

      """
    }
    try folder.write(shots.joined(), to: "film.skv")
  }

  @discardableResult
  private func skv(
    _ arguments: String..., script: String = "film.skv", status: Int32 = 0,
    in other: TemporaryFolder? = nil
  ) async throws -> Skv.Result {
    let result = try await Skv.run(
      ["run", "--yes"] + arguments + [script], in: other ?? folder,
      environment: sandbox.environment)
    #expect(result.status == status, "\(result.errors)")
    return result
  }

  private var submits: Int { get throws { try sandbox.submissions().count } }

  private func files(_ place: TemporaryFolder? = nil) -> [String: [UInt8]] {
    let place = place ?? folder
    return place.files.filter { $0.hasPrefix("out/") }.reduce(into: [:]) {
      $0[$1] = place.bytes(of: $1)
    }
  }

  private func lock() throws -> [JSON] {
    let bytes = try #require(folder.bytes(of: "film.skv.sandbox.lock"))
    return try bytes.split(separator: 10).map { try JSON(parsing: Array($0)) }
  }

  @Test("the second run submits nothing, and says what it took over")
  func secondRun() async throws {
    try await skv()
    let before = files()
    #expect(try submits == 12)
    #expect(before.count == 12)
    let again = try await skv()
    #expect(try submits == 12)
    #expect(files() == before)
    #expect(again.output.split(separator: "\n").count == 12)
    #expect(again.errors.contains("shot1: done before, nothing paid (run 1 cost 1.5 credits)"))
  }

  @Test("one prompt that changed pays for its shot and for what hangs on it, and for nothing else")
  func oneChange() async throws {
    try await skv()
    try write([3: "another frame"])
    try await skv()
    let all = try sandbox.submissions()
    #expect(all.count == 14)
    #expect(all[12]["input"]?["prompt"] == "another frame")
    #expect(all[13]["input"]?["prompt"] == "slow push-in 3")
    // The shot before is still there, under a name of its own.
    #expect(files().keys.contains("out/shot3.old-1.png"))
    try write()
    try await skv("--locked")
    #expect(try submits == 14)
  }

  @Test("outputs that were deleted come back byte for byte with --locked, without a submit")
  func deleted() async throws {
    try await skv()
    let before = files()
    try FileManager.default.removeItem(atPath: folder.file("out"))
    try await skv("--locked")
    #expect(files() == before)
    #expect(try submits == 12)
  }

  @Test(
    "with the script and its lock alone, on another machine, everything is fetched and nothing paid"
  )
  func otherMachine() async throws {
    try await skv()
    let other = try TemporaryFolder()
    for name in ["film.skv", "film.skv.sandbox.lock"] {
      try other.write(String(decoding: folder.bytes(of: name) ?? [], as: UTF8.self), to: name)
    }
    try await skv("--locked", in: other)
    #expect(files(other) == files())
    #expect(try submits == 12)
    let text = String(decoding: other.bytes(of: "film.skv.sandbox.lock") ?? [], as: UTF8.self)
    #expect(!text.contains(other.path) && !text.contains(folder.path))
    #expect(!text.contains(SandboxProcess.key))
  }

  @Test("a file that was edited is left alone, and the true one goes beside it")
  func edited() async throws {
    try await skv()
    let original = folder.bytes(of: "out/shot2.png")
    try folder.write("mine", to: "out/shot2.png")
    try await skv()
    #expect(folder.bytes(of: "out/shot2.png") == Array("mine".utf8))
    #expect(folder.bytes(of: "out/shot2-2.png") == original)
    try await skv()
    #expect(files().count == 13)
    #expect(try submits == 12)
  }

  @Test("under another label a result is copied to its new name")
  func renamed() async throws {
    try await skv()
    try write(label: "frame")
    try await skv()
    #expect(try submits == 12)
    #expect(folder.bytes(of: "out/frame1.png") == folder.bytes(of: "out/shot1.png"))
    #expect(files().count == 18)
    try await skv()
    #expect(files().count == 18)
  }

  @Test("--fresh=LABEL makes one anew, and later runs stay with it")
  func freshLabel() async throws {
    try await skv()
    try await skv("--fresh=clip2")
    #expect(try submits == 13)
    let rounds = try lock().filter { $0["label"] == "clip2" }.compactMap {
      $0["round"]?.number?.int
    }
    #expect(rounds == [0, 1])
    let newest = try sandbox.submissions().last?["id"]
    let after = try await skv()
    #expect(try submits == 13)
    #expect(after.errors.contains("clip2: done before"))
    #expect(try lock().contains { $0["generation"] == newest })
    #expect(files().keys.contains("out/clip2.old-1.mp4"))
  }

  @Test("--fresh makes everything anew, once")
  func freshAll() async throws {
    try await skv()
    try await skv("--fresh")
    #expect(try submits == 24)
    try await skv()
    #expect(try submits == 24)
  }

  @Test("--only makes the named runs and what they use")
  func only() async throws {
    let result = try await skv("--only", "clip4,shot1")
    #expect(try submits == 3)
    #expect(files().count == 3)
    #expect(!result.errors.contains("not submitted"))
    try await skv()
    #expect(try submits == 12)
  }

  @Test("--locked with something new submits nothing and ends with 34")
  func locked() async throws {
    let result = try await skv("--locked", status: 34)
    #expect(
      result.errors.contains("shot1, clip1, shot2, clip2, shot3 and 7 more was not done before"))
    #expect(try submits == 0)
  }

  @Test(
    "labels that no run has are refused with the one that was meant",
    arguments: [["--fresh=clp1"], ["--only", "clp1"]])
  func unknownLabel(_ arguments: [String]) async throws {
    let result = try await Skv.run(
      ["run"] + arguments + ["film.skv"], in: folder, environment: sandbox.environment)
    #expect(result.status == 1)
    #expect(result.errors.contains("did you mean `clip1`?"))
    #expect(try submits == 0)
  }

  @Test("takes are jobs of their own, and more of them pay for the new ones alone")
  func takes() async throws {
    let text = #"use seedream-4.5; set prompt "x"; run as fox x "#
    try folder.write(text + "3", to: "fox.skv")
    try await skv(script: "fox.skv")
    try await skv(script: "fox.skv")
    #expect(try submits == 3)
    try folder.write(text + "4", to: "fox.skv")
    try await skv(script: "fox.skv")
    #expect(try submits == 4)
    #expect(files().count == 4)
  }

  @Test("option reuse off, -c and standard input pay each time")
  func reuseOff() async throws {
    let text = #"use seedream-4.5; set prompt "x"; run as fox"#
    try folder.write("option reuse off; option overwrite number; " + text, to: "fox.skv")
    for _ in 0..<2 { try await skv(script: "fox.skv") }
    #expect(try submits == 2)
    for _ in 0..<2 {
      _ = try await Skv.run(["run", "-c", text], in: folder, environment: sandbox.environment)
    }
    #expect(try submits == 4)
  }

  @Test("two scripts that share a job pay once, and each has its file")
  func shared() async throws {
    for name in ["a", "b"] {
      try folder.write(
        "use seedream-4.5\nset prompt \"shared\"\nrun as fox to \"\(name).png\"\n",
        to: "\(name).skv")
      try await skv(script: "\(name).skv")
    }
    #expect(try submits == 1)
    #expect(folder.bytes(of: "a.png") == folder.bytes(of: "b.png"))
  }

  @Test("two programs on one script at once pay once for each job")
  func atOnce() async throws {
    let programs = try (0..<2).map { _ in
      try Skv.start(
        ["run", "--yes", "--jobs", "8", "film.skv"], in: folder, environment: sandbox.environment)
    }
    for program in programs {
      let result = try await program.ended()
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try submits == 12)
    #expect(files().count == 12)
    #expect(try lock().count == 13)
  }

  @Test("a lock that cannot be read stops everything before anything is sent")
  func brokenLock() async throws {
    try folder.write("{\"skv_lock\": 1}\n<<<<<<< HEAD\n", to: "film.skv.sandbox.lock")
    let result = try await skv(status: 35)
    #expect(result.errors.contains("line 2: a merge conflict"))
    try folder.write("{\"skv_lock\": 99}\n", to: "film.skv.sandbox.lock")
    #expect(try await skv(status: 35).errors.contains("newer skv"))
    #expect(try submits == 0)
  }

  @Test("more jobs than are started without asking are counted by what is to be paid")
  func confirmation() async throws {
    let refused = try await Skv.run(
      ["run", "film.skv"], in: folder, environment: sandbox.environment)
    #expect(refused.status == 31)
    #expect(try submits == 0)
    try await skv()
    let again = try await Skv.run(
      ["run", "film.skv"], in: folder, environment: sandbox.environment)
    #expect(again.status == 0)
  }
}
