import Glibc
import LosslessJSON
import Testing

@testable import Contracts
@testable import SkillsVideo

/// An entry for tests.
func lockEntry(
  _ label: String = "fox", item: Int = 0, round: Int = 0, state: RunState = .saved,
  identity: Character = "a"
) -> LockEntry {
  LockEntry(
    key: .init(identity: String(repeating: identity, count: 64), round: round), state: state,
    label: label, item: item, service: "https://s/api/v1", model: "m/x", contract: nil,
    version: "0.1.0", take: 1,
    request: ["image_urls": [Upload.mark(sha256: String(repeating: "b", count: 64))], "seed": 7],
    generationID: state == .planned ? nil : "gen", credits: JSONNumber("1.50"), seed: nil,
    submittedAt: 1_795_412_304_120, endedAt: nil, errorCode: nil,
    outputs: state == .saved
      ? [
        LockEntry.Output(
          path: "out/fox.png", url: "https://m/1.png", contentType: "image/png", bytes: 12,
          deliveredSHA256: String(repeating: "c", count: 64),
          sha256: String(repeating: "d", count: 64))
      ] : [])
}

@Suite("The lock")
struct LockTests {
  private let folder = ScratchFolder()

  private var path: String { folder["film.skv.lock"] }

  @Test("an entry is read as it was written, to the last digit")
  func roundTrip() throws {
    for state in RunState.allCases {
      let entry = lockEntry(state: state)
      #expect(LockEntry(try JSON(parsing: entry.json.printed())) == entry)
    }
    #expect(lockEntry().json["credits"]?.printed() == "1.50")
    #expect(lockEntry().json["submitted"] == "2026-11-23T05:38:24.120Z")
    #expect(
      lockEntry().json["inputs"] == [
        [
          "field": "image_urls", "index": 0,
          "sha256": .string(String(repeating: "b", count: 64)),
        ]
      ])
  }

  @Test(
    "every moment is read as it was written",
    arguments: [0, 1, 999, 1_000, 951_782_400_000, 1_795_412_304_120, 4_102_444_799_999, -1]
      as [Int64])
  func times(_ moment: Int64) {
    #expect(LockTime.milliseconds(LockTime.text(moment)) == moment)
  }

  @Test(
    "other times are none",
    arguments: ["", "2026-11-23", "2026-13-23T04:18:24.120Z", "2026-11-23T24:18:24.120Z", "x"])
  func badTimes(_ text: String) {
    #expect(LockTime.milliseconds(text) == nil)
  }

  @Test("lines are sorted, so that only what changed differs")
  func order() async throws {
    let lock = LockFile(path: path)
    let entries = [
      lockEntry("b"), lockEntry("a", item: 1), lockEntry("a", item: 0, round: 1),
      lockEntry("a", item: 0, identity: "9"),
    ]
    for (index, entry) in entries.enumerated() {
      var entry = entry
      entry.key.identity = String(repeating: "\(index)", count: 64)
      try await lock.merge([entry])
    }
    let lines = try #require(folder.text("film.skv.lock")).split(separator: "\n")
    #expect(lines.first == #"{"skv_lock": 1}"#)
    let shown = try lines.dropFirst().map { line in
      let json = try JSON(parsing: String(line))
      return (json["label"]?.string ?? "") + (json["item"]?.printed() ?? "")
        + (json["round"]?.printed() ?? "")
    }
    #expect(shown == ["a00", "a01", "a10", "b00"])
  }

  @Test("of two entries of one job the one that is further stays")
  func merging() async throws {
    let lock = LockFile(path: path)
    try await lock.merge([lockEntry(state: .accepted)])
    try await lock.merge([lockEntry(state: .saved)])
    try await lock.merge([lockEntry(state: .planned), lockEntry(state: .failed)])
    let entries = try await lock.read().sorted
    #expect(entries.map(\.state) == [.saved])
    try await lock.merge([lockEntry(round: 1, state: .planned)])
    #expect(try await lock.read().sorted.count == 2)
    #expect(try await lock.read().rounds == [String(repeating: "a", count: 64): 1])
  }

  @Test(
    "a generation that failed replaces itself under way and no other",
    arguments: [RunState.failed, .canceled])
  func ended(_ state: RunState) {
    let underWay = lockEntry(state: .accepted)
    var over = lockEntry(state: state)
    #expect(underWay.merged(with: over).state == state)
    #expect(over.merged(with: underWay).state == state)
    over.generationID = "another"
    #expect(underWay.merged(with: over).state == .accepted)
  }

  @Test("programs that write at once lose nothing of each other")
  func atOnce() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let lock = LockFile(path: path, patience: .seconds(600))
          for item in 0..<10 {
            var entry = lockEntry("w\(writer)", item: item)
            entry.key.identity = "\(writer)-\(item)"
            try await lock.merge([entry])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await LockFile(path: path).read().entries.count == 80)
    #expect(folder.names() == ["film.skv.lock"])
  }

  @Test(
    "what is no lock is refused with its line",
    arguments: [
      ("{\"skv_lock\": 1}\n\n<<<<<<< HEAD\n", "line 3: a merge conflict"),
      ("{\"skv_lock\": 2}\n", "line 1: the lock was written by a newer skv"),
      ("nonsense\n", "line 1: this is no JSON"), ("{\"a\": 1}\n", "line 1: this is no job"),
    ])
  func refused(_ text: String, _ message: String) async throws {
    let error = #expect(throws: EngineError.self) {
      try LockContents(parsing: Array(text.utf8), name: "film.skv.lock")
    }
    #expect(error?.code == .lockUnusable && error?.message.contains(message) == true)
  }

  @Test(
    "a path that leads out of the folder makes a line no job",
    arguments: ["/etc/x", "../x", "a/../../x"])
  func leaving(_ path: String) throws {
    var entry = lockEntry()
    entry.outputs[0].path = path
    #expect(LockEntry(entry.json) == nil)
  }

  @Test("what cannot be written is told before anything is paid for")
  func probe() async throws {
    try await LockFile(path: path).probe()
    #expect(mkdir(path, 0o755) == 0)
    await #expect(throws: EngineError.self) { try await LockFile(path: path).probe() }
    await #expect(throws: EngineError.self) { try await LockFile(path: "/nowhere/a.lock").probe() }
  }

  @Test("every line meets the schema that documents it")
  func schema() throws {
    let folder = String(#filePath.dropLast("LockTests.swift".count))
    let bytes = try PosixFileAccess().open(folder + "lock.schema.json", for: .reading)
      .read(at: 0, count: 1 << 20)
    let document = try OpenAPIDocument(["paths": [:]])
    var reader = SchemaReader(document)
    let schema = reader.read(try JSON(parsing: bytes))
    #expect(reader.faults.isEmpty)
    for state in RunState.allCases {
      var check = ValueCheck(allowsUnchecked: false)
      #expect(check.violations(of: .json(lockEntry(state: state).json), schema: schema) == [])
    }
    var json = lockEntry().json.object ?? JSONObject()
    json["key"] = "sk-1"
    var check = ValueCheck(allowsUnchecked: false)
    #expect(check.violations(of: .json(.object(json)), schema: schema).count == 1)
  }
}
