import Foundation
import Testing

/// Nothing that the service says reaches a terminal as it is.
@Suite struct ControlCharacterTests {
  /// Clears the screen, sets the title, goes back, hides, turns the direction; C0, C1 and bidi.
  private static let hostile =
    #"a\u001b[2Jb\u001b]0;owned\u0007c\rd\b\u0000e\u007ff\u009b2Jg\u202eh\u2066i\u061cj\u2028k"#

  private static func service() throws -> ScriptedService {
    try ScriptedService { request in
      let host = request.head.split(separator: "\r\n").first { $0.hasPrefix("Host:") }
      let root = "http://\(host?.split(separator: " ").last ?? "")"
      let id = (request.path.hasSuffix("kling-v2.6") ? "one_" : "gen_") + Self.hostile
      let queued = #"{"id":"\#(id)","status":"IN_\#(Self.hostile)"}"#
      if request.path.hasSuffix("kling-v2.6") {
        let failed =
          #"{"id":"\#(id)","status":"FAILED","code":"C_\#(Self.hostile)","message":"M_\#(Self.hostile)"}"#
        return .events(Array("data: \(queued)\n\ndata: \(failed)\n\n".utf8))
      }
      if request.path.hasSuffix("seedream-4.5") {
        return .json(400, #"{"code":"C_\#(Self.hostile)","message":"M_\#(Self.hostile)"}"#)
      }
      if request.path.hasSuffix(".mp4") {
        return .http(200, type: "video/mp4", OddAnswerTests.movie)
      }
      let files =
        #"[{"url":"\#(root)/m.mp4","file_name":"F_\#(Self.hostile).mp4"},"#
        + #"{"url":"\#(root)/u\u009b2J\u202e.mp4","content_type":"T_\#(Self.hostile)"}]"#
      let done =
        #"{"id":"\#(id)","status":"COMPLETED","input":{"seed":"S_\#(Self.hostile)"},"data":{"videos":\#(files),"#
        + #""note":"N_\#(Self.hostile)"}}"#
      return request.method == "POST"
        ? .events(Array("data: \(queued)\n\ndata: \(done)\n\n".utf8)) : .json(200, done)
    }
  }

  /// What a terminal was sent, without what skv itself draws with.
  private func foreign(_ shown: String) -> [String] {
    let own = shown.replacing(/\u{1B}\[[0-9]+A\r\u{1B}\[J/, with: "")
      .replacing(/\u{1B}\[(31|32|33|0)m/, with: "")
    return own.replacing("\r\n", with: "\n").unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { String($0.value, radix: 16) }
  }

  @Test(
    "control characters of the service are shown as escapes on any terminal",
    arguments: ["xterm-256color", "dumb"], [[], ["--json"]])
  func escaped(type: String, flags: [String]) async throws {
    let folder = try TemporaryFolder()
    let service = try Self.service()
    let script = """
      option on-error continue
      option retry 0
      use kling-v2.6; set prompt "x"; run as broken
      use seedream-4.5; set prompt "x"; run as refused
      use vidu/q3; set prompt "x"; run as fox to "out/${run.seed}-${run.id}-${run.file}.${run.ext}"
      print $fox[0].data.note
      print $fox[0].files[0].url
      print $fox[0].id
      """
    let result = try await Skv.watch(
      ["run"] + flags + ["-c", script], in: folder,
      environment: service.environment.merging(["TERM": type]) { $1 })
    #expect(foreign(result.shown) == [], "\(result.shown.debugDescription)")
    for mark in ["M_a", "N_a", "gen_a"] { #expect(result.shown.contains(mark), "\(mark)") }
    #expect(result.shown.contains("u{1b}") || result.shown.contains("u001b"))
    #expect(service.submitCount == 3)
    for name in folder.files { #expect(foreign(name) == [], "\(name.debugDescription)") }
  }
}
