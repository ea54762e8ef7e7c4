import Contracts
import Foundation
import LosslessJSON
import SkillsVideo
import SkvInterpreter
import Testing

@Suite struct ContractStoreTests {
  private let folder: ScratchFolder
  private let store: ContractStore
  /// 26 November 2026, 04:31:52 UTC.
  private let moment: Int64 = 1_795_667_512_345

  init() throws {
    folder = try ScratchFolder()
    store = ContractStore(cacheFolder: folder.file("cache/skv"))
  }

  private func source(_ text: String, _ name: String = "a.json") throws -> ContractSource {
    try ContractSource(file: try folder.write(text, to: name))
  }

  private func documents() -> [String] {
    folder.names(in: "cache/skv/contract").filter { $0.count == 64 + ".json".count }
  }

  private func names(_ contract: ContractInUse) -> [String] {
    contract.sources.map { "\($0.name) \($0.origin.rawValue)" }
  }

  @Test("without a cache the built-in contract is in use")
  func nothingKept() throws {
    let (contract, warnings) = try store.load()
    #expect(contract.isBuiltIn)
    #expect(contract.catalogue.models.count == 75)
    #expect(warnings == [])
    #expect(folder.names(in: "cache") == [])
  }

  @Test("a document is kept with its name, its date and its digest, for its owner alone")
  func keep() throws {
    let text = contractText(["maker/one"])
    let (before, now, _) = try store.keep([try source(text, "deep/down/one.json")], moment: moment)
    #expect(before.isBuiltIn)
    let loaded = try store.load().contract
    for contract in [now, loaded] {
      #expect(names(contract) == ["built-in built-in", "one.json kept", "built-in built-in"])
      #expect(contract.documents.last?.taken == "2026-11-26T04:31:52Z")
      #expect(contract.documents.last?.digest == SHA256Digest(of: Array(text.utf8)))
      #expect(contract.catalogue.models.count == 76)
      #expect(contract.models(from: contract.documents[1]).map(\.path) == ["maker/one"])
      #expect(contract.models(from: contract.documents[0]).count == 75)
    }
    for name in folder.names(in: "cache/skv/contract") {
      #expect(try folder.permissions(of: "cache/skv/contract/" + name) == 0o600)
    }
    for name in ["cache", "cache/skv", "cache/skv/contract"] {
      #expect(try folder.permissions(of: name) == 0o700)
    }
    let list = try String(
      contentsOfFile: folder.file("cache/skv/contract/in-use.json"), encoding: .utf8)
    #expect(!list.contains(folder.path) && !list.contains("down"))
  }

  @Test(
    "what a newer document covers is dropped",
    arguments: [
      ([["maker/one"], ["maker/two"]], ["built-in", "0", "1"]),
      ([["maker/one"], ["maker/one"]], ["built-in", "1"]),
      ([["maker/one"], ["maker/two", "maker/three"]], ["1"]),
      ([["maker/two", "maker/three"], ["maker/two"]], ["0", "1"]),
      ([["maker/two", "maker/three"], ["maker/two"], ["a", "b"]], ["2"]),
    ])
  func covered(_ models: [[String]], _ expected: [String]) throws {
    for (index, models) in models.enumerated() {
      let text = contractText(models, longest: index + 1)
      _ = try store.keep([try source(text, "\(index)")], moment: moment)
    }
    #expect(try store.load().contract.documents.map(\.name) == expected)
  }

  @Test("documents of one update are laid in their order, and a navigation replaces the other")
  func several() throws {
    let docs =
      #"{"groups": [{"group": "Images", "pages": ["POST /generation/kling-ai/kling-v2.6"]}]}"#
    let sources = [
      try source(docs, "docs.json"), try source(contractText(["a"], longest: 1), "1"),
      try source(contractText(["a"], longest: 2), "2"),
    ]
    _ = try store.keep(sources, moment: moment)
    let contract = try store.load().contract
    #expect(names(contract) == ["built-in built-in", "2 kept", "docs.json kept"])
    guard case .found(let model) = contract.catalogue.lookUp("kling-v2.6") else {
      Issue.record("kling-v2.6 is gone")
      return
    }
    #expect(model.output == .image)
    #expect(documents().count == 2)
  }

  @Test("documents that no list names any more are removed, one list later")
  func removal() throws {
    for index in 1...4 {
      let text = contractText(["a"], longest: index)
      _ = try store.keep([try source(text, "a")], moment: moment)
    }
    #expect(documents().count == 2)
  }

  @Test("going back to the built-in contract removes what was kept")
  func reset() throws {
    _ = try store.keep([try source(contractText(["a"]))], moment: moment)
    #expect(try store.reset() == ["a.json"])
    #expect(try store.load().contract.isBuiltIn)
    #expect(documents() == [])
    #expect(try store.reset() == [])
  }

  @Test("a cache that is deleted means the built-in contract")
  func deleted() throws {
    _ = try store.keep([try source(contractText(["a"]))], moment: moment)
    try FileManager.default.removeItem(atPath: folder.file("cache"))
    let (contract, warnings) = try store.load()
    #expect(contract.isBuiltIn && warnings == [])
  }

  @Test(
    "a damaged list is one warning and the built-in contract",
    arguments: [
      "", "{", "[]", #"{"version": 0, "documents": []}"#, #"{"version": 1}"#,
      #"{"version": 1, "documents": [{"sha256": "12", "name": "a", "taken": "b"}]}"#,
      #"{"version": 1, "documents": [{}]}"#,
    ])
  func damagedList(_ text: String) throws {
    try folder.write(text, to: "cache/skv/contract/in-use.json")
    let (contract, warnings) = try store.load()
    #expect(contract.isBuiltIn)
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("in-use.json is damaged") == true)
    #expect(warnings.first?.contains("`skv contract update FILE`") == true)
    #expect(warnings.first?.contains("`skv contract update --built-in`") == true)
    // Taking something in mends it, and says what is lost.
    let dropped = try store.keep([try source(contractText(["a"]))], moment: moment).warnings
    #expect(dropped.count == 1 && dropped.first?.contains("is damaged") == true)
    #expect(try store.load().warnings == [])
  }

  /// Expects that nothing is kept, and that the cache stays as it is.
  private func expectRefusal(_ words: String) throws {
    let before = folder.names(in: "cache/skv/contract")
    #expect(try store.load().warnings.count == 1)
    #expect {
      try store.keep([try source(contractText(["b"]), "b.json")], moment: moment)
    } throws: {
      let error = $0 as? InterpreterError
      return error?.code == .contractNotKept && error?.message.contains(words) == true
    }
    #expect(folder.names(in: "cache/skv/contract") == before)
  }

  @Test(
    "a list of a newer skv stays, and nothing is kept beside it",
    arguments: ["2", "7000", "2, \"documents\": []"])
  func newerList(_ version: String) throws {
    let text = #"{"version": \#(version)}"#
    try folder.write(text, to: "cache/skv/contract/in-use.json")
    try expectRefusal("was written by a newer skv")
    #expect(
      try String(contentsOfFile: folder.file("cache/skv/contract/in-use.json"), encoding: .utf8)
        == text)
    #expect(try store.reset() == [])
    #expect(try store.load().warnings == [])
  }

  @Test("a list that cannot be read now is no damaged one")
  func folderList() throws {
    try folder.write("", to: "cache/skv/contract/in-use.json/x")
    #expect(try store.load().contract.isBuiltIn)
    try expectRefusal("in-use.json")
  }

  @Test("a document that cannot be read now is no damaged one")
  func unreadableDocument() throws {
    let kept = try source(contractText(["a"]))
    _ = try store.keep([kept], moment: moment)
    // A link in a circle fails for every user, root too.
    let path = folder.file("cache/skv/contract/\(kept.digest.hex).json")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
    try expectRefusal("the kept contract a.json is left out")
  }

  @Test("a document with a right digest that this skv cannot read is no damaged one")
  func newerDocument() throws {
    let text = "a form of tomorrow"
    let digest = SHA256Digest(of: Array(text.utf8)).hex
    try folder.write(text, to: "cache/skv/contract/\(digest).json")
    try folder.write(
      #"{"version": 1, "documents": [{"sha256": "\#(digest)", "name": "n", "taken": "t"}]}"#,
      to: "cache/skv/contract/in-use.json")
    try expectRefusal("use the skv that took it in")
  }

  @Test("what a crash has left goes with the way back, also where no list is there")
  func leftovers() throws {
    let kept = try source(contractText(["a"]))
    _ = try store.keep([kept], moment: moment)
    for name in ["in-use.json.part", "\(kept.digest.hex).json.part"] {
      try folder.write("x", to: "cache/skv/contract/\(name)")
    }
    try folder.write("mine", to: "cache/skv/contract/mine.txt")
    try FileManager.default.removeItem(atPath: folder.file("cache/skv/contract/in-use.json"))
    #expect(try store.reset() == [])
    #expect(folder.names(in: "cache/skv/contract") == ["lock", "mine.txt"])
  }

  @Test("several processes go back at once, and all succeed")
  func resets() async throws {
    _ = try store.keep([try source(contractText(["a"]))], moment: moment)
    let store = store
    let names = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { try store.reset() } }
      var names: [String] = []
      for try await more in group { names += more }
      return names
    }
    #expect(names == ["a.json"])
    #expect(try store.load().contract.isBuiltIn)
  }

  @Test("what was in use and what will be is looked at before anything is kept")
  func examined() throws {
    var models: [Int] = []
    var isThere = true
    let kept = try source(contractText(["a"]))
    _ = try store.keep([kept], moment: moment) { before, now in
      models += [before.catalogue.models.count, now.catalogue.models.count]
      isThere = !folder.names(in: "cache").isEmpty
    }
    #expect(models == [75, 76] && !isThere)
  }

  @Test("what another process keeps meanwhile is not lost")
  func meanwhile() throws {
    let other = try source(contractText(["b"]), "b.json")
    var times = 0
    let result = try store.keep([try source(contractText(["a"]))], moment: moment) { _, _ in
      times += 1
      if times == 1 { _ = try? store.keep([other], moment: moment) }
    }
    #expect(times == 2)
    #expect(result.before.documents.map(\.name) == ["built-in", "b.json"])
    #expect(try store.load().contract.documents.map(\.name) == ["built-in", "b.json", "a.json"])
  }

  @Test(
    "a kept document that is damaged is left out, the sound ones stay",
    arguments: [nil, "", "{}", "changed"] as [String?])
  func damagedDocument(_ text: String?) throws {
    let poor = try source(contractText(["a"]), "poor.json")
    _ = try store.keep([poor, try source(contractText(["b"]), "sound.json")], moment: moment)
    let path = "cache/skv/contract/\(poor.digest.hex).json"
    if let text {
      try folder.write(
        text == "changed" ? contractText(["a"], longest: 9) : text, to: path)
    } else {
      try FileManager.default.removeItem(atPath: folder.file(path))
    }
    let (contract, warnings) = try store.load()
    #expect(contract.documents.map(\.name) == ["built-in", "sound.json"])
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("poor.json") == true)
    let dropped = try store.keep([poor], moment: moment).warnings
    #expect(dropped.count == 1)
    #expect(dropped.first?.contains("poor.json") == true)
    #expect(dropped.first?.contains("no longer in use") == true)
    #expect(try store.load().warnings == [])
    #expect(
      try store.load().contract.documents.map(\.name) == ["built-in", "sound.json", "poor.json"])
  }

  @Test("while another process takes something in, nothing is changed")
  func busy() throws {
    let first = try source(contractText(["a"]))
    _ = try store.keep([first], moment: moment)
    let lock = open(folder.file("cache/skv/contract/lock"), O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect {
      try store.keep([try source(contractText(["b"]), "b.json")], moment: moment)
    } throws: {
      ($0 as? InterpreterError)?.code == .contractNotKept
    }
    #expect(try store.load().contract.documents.map(\.name) == ["built-in", "a.json"])
  }

  @Test("where nothing can be written, the error says so")
  func unwritable() throws {
    let store = ContractStore(cacheFolder: "/proc/skv")
    #expect {
      try store.keep([try source(contractText(["a"]))], moment: moment)
    } throws: {
      let error = $0 as? InterpreterError
      return error?.code == .contractNotKept && error?.message.contains("/proc") == true
    }
    #expect(try store.load().contract.isBuiltIn)
  }

  @Test("a document of the same digest twice is kept once")
  func twice() throws {
    let one = try source(contractText(["a"]), "one.json")
    _ = try store.keep([one], moment: moment)
    let (before, now, _) = try store.keep([one], moment: moment + 86_400_000)
    #expect(ContractDiff(from: before.catalogue, to: now.catalogue).isEmpty)
    #expect(now.documents.last?.taken == "2026-11-27T04:31:52Z")
    #expect(documents().count == 1)
  }
}
