import Foundation

/// Services that quote the key they were sent, each in another place.
enum QuotingService: String, CaseIterable, Sendable {
  case refusal, refusalInText, page, headers, redirect, failedAnswer, failedFrame, escapedFrame
  case id, eventName, status, data, seed, mediaHeaders, mediaCutShort, mediaRefused, pollRefused

  func started(quoting key: String) throws -> ScriptedService {
    try ScriptedService { answer(to: $0, key) }
  }

  private func answer(to request: ScriptedService.Request, _ key: String) -> ScriptedService.Answer
  {
    let said = Said(key)
    let isMedia = request.path.hasPrefix("/m.bin")
    let host = request.head.split(separator: "\r\n").first { $0.hasPrefix("Host:") }
    let media = "http://\(host?.split(separator: " ").last ?? "")/m.bin"
    let done = { (members: String, id: String) in
      #"{"id":"\#(id)","status":"COMPLETED","data":{"video":{"url":"\#(media)"}}\#(members)}"#
    }
    switch self {
    case .refusal:
      return .json(401, #"{"code":"\#(said.json)","message":"bad key Bearer \#(said.json)"}"#)
    case .refusalInText: return .http(401, type: "text/plain", Array("bad \(key)".utf8))
    case .page: return .http(200, type: "text/html", Array("<html>\(key) \(said.base64)".utf8))
    case .headers:
      return .http(
        400,
        headers: [
          "X-Key: \(key)", "Retry-After: \(key)", "WWW-Authenticate: Bearer \(key)",
          "Location: /\(said.percent)", "Set-Cookie: a=\(key)",
        ], Array(#"{"message":"no"}"#.utf8))
    case .redirect:
      return .http(302, headers: ["Location: /x/\(said.percent)?a=\(said.base64)"], [])
    case .failedAnswer:
      return .json(200, #"{"id":"g","status":"FAILED","message":"\#(said.json) is broke"}"#)
    case .failedFrame: return frame(#"{"id":"g","status":"FAILED","message":"\#(said.json)!"}"#)
    case .escapedFrame:
      return frame(#"{"id":"g","status":"FAILED","message":"\#(said.escaped) is broke"}"#)
    case .pollRefused where request.method == "POST":
      return frame(#"{"id":"g","status":"IN_QUEUE"}"#)
    case .pollRefused: return .json(403, #"{"message":"not with \#(said.json)"}"#)
    case .mediaHeaders where isMedia:
      return .http(
        200, type: "x/\(key)", headers: ["ETag: \"\(key)\"", "Last-Modified: \(key)"],
        Array("no known kind".utf8))
    case .mediaCutShort where isMedia:
      return .http(
        200, type: "x/\(key)", headers: ["ETag: \"\(key)\""],
        [UInt8](repeating: 7, count: 3_000_000), length: 4_000_000)
    case .mediaRefused where isMedia:
      return .http(404, headers: ["X-Key: \(key)"], Array("no \(key)".utf8))
    case _ where isMedia: return .http(200, type: "x/y", Array("no known kind".utf8))
    case .id: return state(done("", said.json), request)
    case .eventName:
      return request.method == "POST"
        ? .events(Array("event: \(key)\nid: \(key)\ndata: \(done("", "g"))\n\n".utf8))
        : .json(200, done("", "g"))
    case .status:
      let queued = #"data: {"id":"g","status":"IN_\#(said.json)"}"# + "\n\n"
      return request.method == "POST"
        ? .events(Array((queued + "data: \(done("", "g"))\n\n").utf8)) : .json(200, done("", "g"))
    case .seed: return state(done(#","input":{"seed":"\#(said.json)"}"#, "g"), request)
    case .data:
      let notes = #"["\#(said.json)","\#(said.percent)","\#(said.base64)","\#(said.escaped)"]"#
      return state(
        done(#","notes":\#(notes),"\#(said.json)":1"#, "g").replacing(
          "m.bin", with: "m.bin?key=\(said.percent)"), request)
    case .mediaHeaders, .mediaCutShort, .mediaRefused: return state(done("", "g"), request)
    }
  }

  private func state(
    _ text: String, _ request: ScriptedService.Request
  ) -> ScriptedService.Answer {
    request.method == "POST" ? frame(text) : .json(200, text)
  }

  private func frame(_ text: String) -> ScriptedService.Answer {
    .events(Array("data: \(text)\n\n".utf8))
  }

  /// A key in the ways of writing it.
  private struct Said {
    let json: String
    let escaped: String
    let percent: String
    let base64: String

    init(_ key: String) {
      json = key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      escaped = key.utf8.map { byte in
        let digits = String(byte, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
      let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
      percent = key.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
      base64 = Data(key.utf8).base64EncodedString()
    }
  }
}
