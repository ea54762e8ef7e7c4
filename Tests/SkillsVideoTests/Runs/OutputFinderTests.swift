import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("The outputs of a state")
struct OutputFinderTests {
  private func urls(_ json: String, request: JSON = .null) throws -> [String] {
    OutputFinder.outputs(in: try JSON(parsing: json), request: request).map(\.url)
  }

  @Test("are the documented images, once though the first is repeated")
  func images() throws {
    let state = """
      {"id":"g","status":"COMPLETED","data":{"type":"image","n":2,"actual_prompt":"https://no.example",
      "images":[{"url":"https://m/1.png","file_name":"1.png","content_type":"image/png","width":4},
      {"url":"https://m/2.png","file_name":"2.png","content_type":"image/png"}],
      "image":{"url":"https://m/1.png","file_name":"1.png","content_type":"image/png"}}}
      """
    let outputs = OutputFinder.outputs(in: try JSON(parsing: state))
    #expect(
      outputs == [
        FoundOutput(url: "https://m/1.png", contentType: "image/png", fileName: "1.png"),
        FoundOutput(url: "https://m/2.png", contentType: "image/png", fileName: "2.png"),
      ])
  }

  @Test(
    "stand under keys that end in url or urls, or in an object with a type or a name",
    arguments: [
      (#"{"data":{"video":{"url":"https://m/v"}}}"#, ["https://m/v"]),
      (#"{"data":{"video_url":"http://m/v"}}"#, ["http://m/v"]),
      (#"{"data":{"videoUrl":"HTTPS://m/v"}}"#, ["HTTPS://m/v"]),
      (
        #"{"data":{"urls":["https://m/2","https://m/1","https://m/2"]}}"#,
        ["https://m/2", "https://m/1"]
      ),
      (
        #"{"data":{"urls":{"mp4":"https://m/a","webm":"https://m/b"}}}"#,
        ["https://m/a", "https://m/b"]
      ),
      (#"{"data":{"f":{"file_name":"a","link":"https://m/a"}}}"#, ["https://m/a"]),
      (#"{"data":[{"content_type":"video/mp4","uri":"https://m/a"}]}"#, ["https://m/a"]),
      (#"{"data":{"note":"https://m/a"}}"#, []),
      (#"{"data":{"video":"https://m/a","image":"https://m/b","audio":"https://m/c"}}"#, []),
      (#"{"data":{"output":"https://m/a"}}"#, []), (#"{"data":"https://m/a"}"#, []),
      (#"{"data":{"url":"ftp://m/a"}}"#, []),
      (#"{"data":{"url":"see https://m/a"}}"#, []),
      (#"{"data":{"url":"https://m/a b"}}"#, []),
      (#"{"data":{"url":"https://"}}"#, []),
      (
        #"{"data":{"input":{"image_url":"https://m/in"},"url":"https://m/out"}}"#, ["https://m/out"]
      ),
      (#"{"data":{"url":"https://m/in"},"input":{"image_url":"https://m/in"}}"#, []),
      (#"{"url":"https://m/a","data":null}"#, []),
      (#"{"input":{"url":"https://m/in"}}"#, []),
    ] as [(String, [String])])
  func finding(state: String, found: [String]) throws {
    #expect(try urls(state) == found)
  }

  @Test("are never what was sent, wherever it is echoed")
  func echo() throws {
    let state = #"{"data":{"first_frame_url":"https://m/in","video_url":"https://m/out"}}"#
    #expect(try urls(state, request: ["first_frame_url": "https://m/in"]) == ["https://m/out"])
  }
}
