import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("What the service has running, and whose it is")
struct ReconcilerTests {
  private static func claimant(
    _ run: Int64, _ body: String = #"{"prompt":"a"}"#, model: String = "maker/model-1"
  ) throws -> Reconciler.Claimant {
    Reconciler.Claimant(
      run: run, request: SentRequest(model: model, body: try JSON(parsing: body)))
  }

  private static func tasks(_ text: String) throws -> [RunningTask] {
    try #require(try JSON(parsing: text).array).map { RunningTask($0) }
  }

  private static func adoptions(
    _ claimants: [Reconciler.Claimant], rivals: [Reconciler.Claimant] = [], _ list: String,
    owned: Set<String> = []
  ) throws -> [String] {
    Reconciler.adoptions(
      of: claimants, rivals: rivals, among: try tasks(list), owned: owned
    ).map { "\($0.run)=\($0.id)" }
  }

  private static func list(_ status: Int, _ body: String) -> Reconciler.Observation {
    .answered(
      ServiceAnswer(status: status, bytes: Array(body.utf8), contentType: "application/json"))
  }

  // MARK: - Looking

  @Test("it looks three times over its patience, and then compares all that it saw")
  func threeLooks() throws {
    var reconciler = Reconciler(patience: .seconds(30))
    #expect(reconciler.handle(.begin) == .look(at: .zero))
    #expect(
      reconciler.handle(Self.list(200, #"[{"id":"a","input":{}}]"#)) == .look(at: .seconds(15)))
    #expect(reconciler.handle(Self.list(200, "[]")) == .look(at: .seconds(30)))
    let seen = try Self.tasks(#"[{"id":"a","input":{}},{"id":"b","input":{}}]"#)
    #expect(
      reconciler.handle(Self.list(200, #"[{"id":"b","input":{}},{"id":"a","input":{}}]"#))
        == .settle(seen))
  }

  @Test("a look that fails is made up for by another one")
  func oneFailure() {
    var reconciler = Reconciler(patience: .seconds(30))
    _ = reconciler.handle(.begin)
    #expect(reconciler.handle(.failed("reset")) == .look(at: .seconds(15)))
    #expect(reconciler.handle(Self.list(503, "busy")) == .look(at: .seconds(30)))
    #expect(reconciler.handle(Self.list(200, "[]")) == .settle([]))
  }

  @Test("three looks that fail are no conclusion")
  func allFail() {
    var reconciler = Reconciler(patience: .seconds(30))
    _ = reconciler.handle(.begin)
    for _ in 0..<2 { _ = reconciler.handle(.failed("reset")) }
    guard case .giveUp(let reason) = reconciler.handle(.failed("reset")) else {
      Issue.record("it concludes")
      return
    }
    #expect(reason.contains("reset"))
  }

  @Test("a list of 100 is no conclusion, one of 99 is")
  func fullList() {
    for (count, isFull) in [(99, false), (100, true), (101, true)] {
      var reconciler = Reconciler(patience: .zero)
      _ = reconciler.handle(.begin)
      let rows = (0..<count).map { #"{"id":"g\#($0)","input":{}}"# }.joined(separator: ",")
      let action = reconciler.handle(Self.list(200, "[\(rows)]"))
      #expect((action == .look(at: .zero)) != isFull, "\(count)")
    }
  }

  @Test(
    "what is no list, and what no later look can mend, ends it at once",
    arguments: [
      (200, "{}"), (200, #"{"tasks":[]}"#), (200, "<html>"), (200, ""),
      (401, #"{"message":"no"}"#), (404, "{}"), (302, ""),
    ])
  func hopeless(status: Int, body: String) {
    var reconciler = Reconciler(patience: .seconds(30))
    _ = reconciler.handle(.begin)
    guard case .giveUp = reconciler.handle(Self.list(status, body)) else {
      Issue.record("it goes on")
      return
    }
  }

  @Test("an interrupt ends it")
  func interrupted() {
    var reconciler = Reconciler(patience: .seconds(30))
    _ = reconciler.handle(.begin)
    guard case .giveUp = reconciler.handle(.interrupted) else {
      Issue.record("it goes on")
      return
    }
  }

  // MARK: - Whose it is

  @Test("one run and the one generation that holds every field it sent")
  func one() throws {
    #expect(
      try Self.adoptions(
        [Self.claimant(3, #"{"prompt":"a","seed":7}"#)],
        #"""
        [{"id":"x","status":"IN_QUEUE","input":{"seed":7.0,"prompt":"a","steps":30},"usage":{}},
         {"id":"y","input":{"prompt":"b","seed":7}},{"id":"z","input":{"prompt":"a"}}]
        """#) == ["3=x"])
  }

  @Test("k equal runs and k generations, in any order")
  func several() throws {
    let claimants = [try Self.claimant(5), try Self.claimant(2)]
    #expect(
      try Self.adoptions(
        claimants, #"[{"id":"y","input":{"prompt":"a"}},{"id":"x","input":{"prompt":"a"}}]"#)
        == ["2=x", "5=y"])
  }

  @Test(
    "more or fewer generations than runs leave a doubt",
    arguments: [
      "[]", #"[{"id":"x","input":{"prompt":"a"}}]"#,
      #"[{"id":"x","input":{"prompt":"a"}},{"id":"y","input":{"prompt":"a"}},{"id":"z","input":{"prompt":"a"}}]"#,
    ])
  func otherCounts(list: String) throws {
    #expect(try Self.adoptions([Self.claimant(1), Self.claimant(2)], list) == [])
  }

  @Test("an id that a run has or ever had is nobody else's")
  func owned() throws {
    let list = #"[{"id":"x","input":{"prompt":"a"}},{"id":"y","input":{"prompt":"a"}}]"#
    #expect(try Self.adoptions([Self.claimant(1)], list, owned: ["x"]) == ["1=y"])
    #expect(try Self.adoptions([Self.claimant(1)], list, owned: ["x", "y"]) == [])
  }

  @Test("a generation that another run may have sent is given to none")
  func rivals() throws {
    let list = #"[{"id":"x","input":{"prompt":"a"}}]"#
    #expect(try Self.adoptions([Self.claimant(1)], rivals: [Self.claimant(2)], list) == [])
    #expect(
      try Self.adoptions(
        [Self.claimant(1)], rivals: [Self.claimant(2, #"{"prompt":"b"}"#)], list) == ["1=x"])
  }

  @Test("equal inputs of two models are told apart only where the model is told")
  func models() throws {
    let two = [try Self.claimant(1), try Self.claimant(2, model: "maker/model-2")]
    #expect(try Self.adoptions(two, #"[{"id":"x","input":{"prompt":"a"}}]"#) == [])
    #expect(
      try Self.adoptions(two, #"[{"id":"x","model":"maker/model-2","input":{"prompt":"a"}}]"#)
        == ["2=x"])
    #expect(
      try Self.adoptions(two, #"[{"id":"x","model":"model-1","input":{"prompt":"a"}}]"#) == ["1=x"])
    #expect(
      try Self.adoptions(
        [Self.claimant(1)], #"[{"id":"x","model":"other","input":{"prompt":"a"}}]"#)
        == [])
  }

  @Test("a request that is part of another one's in doubt takes nothing from it")
  func subset() throws {
    let two = [try Self.claimant(1), try Self.claimant(2, #"{"prompt":"a","seed":7}"#)]
    #expect(try Self.adoptions(two, #"[{"id":"x","input":{"prompt":"a","seed":7}}]"#) == [])
  }

  @Test(
    "an entry that tells too little leaves a doubt, unless it is known whose it is",
    arguments: [
      #"{"id":"y"}"#, #"{"id":"y","input":null}"#, #"{"id":"y","input":"a"}"#,
      #"{"input":{"prompt":"b"}}"#, #"{"input":{"task_id":"y"}}"#, "7", "null",
    ])
  func unreadable(entry: String) throws {
    let list = #"[{"id":"x","input":{"prompt":"a"}},\#(entry)]"#
    #expect(try Self.adoptions([Self.claimant(1)], list) == [])
  }

  @Test("an entry that tells little but is another run's, or another model's, is none")
  func knownEntry() throws {
    let list = #"[{"id":"x","input":{"prompt":"a"}},{"id":"y"}]"#
    #expect(try Self.adoptions([Self.claimant(1)], list, owned: ["y"]) == ["1=x"])
    let other = #"[{"id":"x","input":{"prompt":"a"}},{"id":"y","model":"other/m"}]"#
    #expect(try Self.adoptions([Self.claimant(1)], other) == ["1=x"])
  }

  @Test(
    "the id is read under its several names, but never out of the echoed request",
    arguments: [
      (#"{"id":"x"}"#, "x"), (#"{"generation_id":"x","id":"y"}"#, "x"), (#"{"taskId":"x"}"#, "x"),
      (#"{"task":{"prediction_id":"x"}}"#, "x"), (#"{"input":{"generation_id":"x"}}"#, nil),
      (#"{"id":"","input":{"id":"x"}}"#, nil),
    ])
  func ids(entry: String, id: String?) throws {
    #expect(RunningTask(try JSON(parsing: entry)).id == id)
  }

  // MARK: - Equal values

  @Test(
    "a field agrees by what its value means",
    arguments: [
      (#"{"a":1}"#, #"{"a":1.0}"#, true), (#"{"a":1}"#, #"{"a":"1"}"#, false),
      (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"c":2,"b":1}}"#, true),
      (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#, false), (#"{"a":null}"#, #"{"a":null}"#, true),
      (#"{"a":null}"#, "{}", false), (#"{"a":true}"#, #"{"a":1}"#, false),
      (#"{"a":9007199254740993}"#, #"{"a":9007199254740992}"#, false), ("{}", #"{"a":1}"#, true),
      ("[]", "{}", false),
    ])
  func values(sent: String, echoed: String, agrees: Bool) throws {
    let request = SentRequest(model: "m", body: try JSON(parsing: sent))
    let input = try #require(try JSON(parsing: echoed).object)
    #expect(request.differences(from: input).isEmpty == agrees)
  }

  @Test(
    "a field with a file need only be there, and what goes beside files may come back as text",
    arguments: [
      (#"{"image":"https://s/1","n":"2","on":"true"}"#, true),
      (#"{"image":"https://s/1","n":2.0,"on":true}"#, true),
      (#"{"image":null,"n":2,"on":true}"#, false), (#"{"n":2,"on":true}"#, false),
      (#"{"image":"x","n":"3","on":true}"#, false), (#"{"image":"x","n":"2","on":"no"}"#, false),
    ])
  func files(echoed: String, agrees: Bool) throws {
    let mark = Upload.mark(sha256: String(repeating: "a", count: 64))
    for image: JSON in [mark, ["https://a", mark]] {
      let request = SentRequest(model: "m", body: ["image": image, "n": 2, "on": true])
      let input = try #require(try JSON(parsing: echoed).object)
      #expect(request.differences(from: input).isEmpty == agrees)
    }
  }

  @Test("the fields that differ are named")
  func named() {
    let request = SentRequest(model: "m", body: ["b": 1, "a": 2, "c": 3])
    #expect(request.differences(from: ["a": 2, "b": 2]) == ["b", "c"])
  }
}
