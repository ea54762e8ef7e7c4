import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("The status of a generation")
struct GenerationStatusTests {
  @Test(
    "is found under any of its names, own keys before nested ones",
    arguments: [
      (#"{"status":"IN_QUEUE"}"#, "IN_QUEUE", "status"),
      (#"{"queueState":"processing"}"#, "processing", "queueState"),
      (#"{"state":"a","status":"b"}"#, "b", "status"),
      (#"{"status":"","state":"a"}"#, "a", "state"),
      (
        #"{"status":{"text":"x"},"prediction_status":"succeeded"}"#, "succeeded",
        "prediction_status"
      ),
      (#"{"a":{"status":"deep"},"queue_state":"own"}"#, "own", "queue_state"),
      (
        #"{"a":[1,{"b":{"predictionStatus":"first"}}],"c":{"status":"second"}}"#, "first",
        "predictionStatus"
      ),
      (#"[[],[{"state":"in a list"}]]"#, "in a list", "state"),
      (#"{"status":7,"state":"text"}"#, "text", "state"),
    ])
  func finding(json: String, text: String, key: String) throws {
    let status = GenerationStatus(in: try JSON(parsing: json))
    #expect(status == GenerationStatus(text, key: key))
  }

  @Test(
    "is missing where there is none",
    arguments: ["{}", "[]", #""COMPLETED""#, #"{"status":null}"#, #"{"Status":"x"}"#])
  func missing(json: String) throws {
    #expect(GenerationStatus(in: try JSON(parsing: json)) == nil)
  }

  @Test(
    "has a meaning whatever its case",
    arguments: [
      ("COMPLETED", GenerationStatus.Meaning.succeeded), ("succeeded", .succeeded),
      ("Failed", .failed), ("CANCELED", .canceled), ("cancelled", .canceled),
      ("IN_QUEUE", .running), ("in_progress", .running), ("starting", .running),
      ("PROCESSING", .running), ("done", .unknown), ("COMPLETED ", .unknown), ("", .unknown),
    ])
  func meaning(word: String, meaning: GenerationStatus.Meaning) {
    #expect(GenerationStatus(word).meaning == meaning)
  }

  @Test(
    "comes with an id that has as many names",
    arguments: [
      (#"{"id":"a","generation_id":"b"}"#, "b"), (#"{"id":"a","taskId":"b"}"#, "b"),
      (#"{"data":{"predictionId":"deep"},"id":"own"}"#, "own"), (#"{"x":[{"task_id":"t"}]}"#, "t"),
      (#"{"id":"","prediction_id":"p"}"#, "p"),
    ])
  func id(json: String, id: String) throws {
    #expect(GenerationStatus.generationID(in: try JSON(parsing: json)) == id)
  }

  @Test("an id that is a number is none")
  func numericID() throws {
    #expect(GenerationStatus.generationID(in: try JSON(parsing: #"{"id":12}"#)) == nil)
  }
}

@Suite("The verdict of a report")
struct VerdictTests {
  @Test(
    "goes by the status first and by the event's name only where the status tells nothing",
    arguments: [
      (nil, "COMPLETED", GenerationReport.Verdict.succeeded),
      ("failed", "COMPLETED", .succeeded),
      ("completed", "FAILED", .failed),
      (nil, "CANCELLED", .canceled),
      (nil, "IN_QUEUE", .running),
      (nil, "warming_up", .running),
      ("progress", nil, .running),
      (nil, nil, .running),
      ("Completed", nil, .succeededByName),
      ("DONE", nil, .succeededByName),
      ("terminal", "warming_up", .succeededByName),
      ("failed", nil, .failedByName),
      ("FAILURE", nil, .failedByName),
      ("canceled", nil, .failedByName),
      ("cancelled", nil, .failedByName),
      ("done", "IN_PROGRESS", .contradictory),
      ("failed", "processing", .contradictory),
    ] as [(String?, String?, GenerationReport.Verdict)])
  func verdict(name: String?, status: String?, verdict: GenerationReport.Verdict) {
    let payload: JSON = status.map { ["id": "g", "status": .string($0)] } ?? ["id": "g"]
    #expect(GenerationReport(payload: payload, eventName: name).verdict == verdict)
  }

  @Test(
    "each documented name of an end is one",
    arguments: [
      "completed", "complete", "succeeded", "success", "failed", "failure", "canceled",
      "cancelled", "done", "finished", "terminal",
    ])
  func names(name: String) {
    #expect(GenerationReport(payload: [:], eventName: name).isTerminal)
    #expect(!GenerationReport(payload: [:], eventName: name + "x").isTerminal)
  }

  @Test(
    "the seed comes from the data, else from the echoed input",
    arguments: [
      (#"{"data":{"seed":5},"input":{"seed":4}}"#, JSON.number(JSONNumber(5))),
      (#"{"data":{"images":[{"seed":"x"}]},"input":{"seed":4}}"#, .string("x")),
      (#"{"data":null,"input":{"seed":4}}"#, .number(JSONNumber(4))),
      (#"{"data":{"input":{"seed":1}},"input":{"seed":null}}"#, nil),
      (#"{"data":{"seed":null}}"#, nil),
    ] as [(String, JSON?)])
  func seed(json: String, seed: JSON?) throws {
    #expect(GenerationReport(payload: try JSON(parsing: json)).seed == seed)
  }
}
