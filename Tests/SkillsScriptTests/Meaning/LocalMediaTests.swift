import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Local files in media fields")
struct LocalMediaTests {
  private func plan(_ text: String) throws -> Plan {
    try CheckHarness.plan(
      text, files: ["f/a.png": "abc", "f/b.png": "defg", "f/b.mp4": "x"],
      context: ScriptContext(folder: "f"))
  }

  @Test("files are found beside the script, each at its field and its place in a list")
  func places() throws {
    let plan = try plan(
      """
      use lab/clip
      set image_url @a.png
      set image_urls [@https://x.y/z.png, @b.png]
      run
      """)
    let files = plan.jobs[0].request.files
    #expect(files.map(\.field) == ["image_url", "image_urls"])
    #expect(files.map(\.index) == [nil, 1])
    #expect(files.map(\.media.path) == ["f/a.png", "f/b.png"])
    #expect(files.map(\.media.bytes) == [3, 4])
  }

  @Test("in the request the digest stands for the file")
  func mark() throws {
    let plan = try plan("use lab/clip; set image_urls @a.png; run")
    let value = try plan.jobs[0].request.value(in: Results())
    #expect(value == ["image_urls": [["sha256": "sha of f/a.png"]]])
  }

  @Test("equal bytes are equal requests, whatever the files are called")
  func identity() throws {
    func request(_ path: String, _ digest: String) -> Expression {
      .file(LocalMedia(path: path, sha256: digest, bytes: 1, contentType: nil, kind: nil))
    }
    #expect(request("a", "1").identity == request("b", "1").identity)
    #expect(request("a", "1").identity != request("a", "2").identity)
  }

  @Test("a file, an address and a result stand in one list")
  func mixed() throws {
    let plan = try plan(
      """
      use lab/still
      run as still
      use lab/clip
      set image_urls [@a.png, $still, @https://x.y/z.png]
      run as clip
      """)
    var results = Results()
    results.record(
      ["files": [["url": "https://s/1.png", "type": "image/png"]]], for: JobID(0))
    let value = try plan.jobs[1].request.value(in: results)
    #expect(
      value == [
        "image_urls": [["sha256": "sha of f/a.png"], "https://s/1.png", "https://x.y/z.png"]
      ])
  }

  @Test("a late value is let through beside a file, and what it brings is judged when it is there")
  func late() throws {
    let plan = try plan(
      """
      use lab/still
      run as still
      use lab/clip
      set image_url @a.png
      set anything $still.data
      run as clip
      """)
    #expect(plan.jobs.count == 2)
  }
}
