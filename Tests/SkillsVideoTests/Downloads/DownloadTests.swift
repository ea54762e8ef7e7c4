import Glibc
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A download", .timeLimit(.minutes(1)))
struct DownloadTests {
  private let folder = ScratchFolder()
  private let url = "https://media.example/f?signature=hunter2"
  private let digest = SHA256Digest(of: Array("hello world".utf8))

  private func fetch(
    _ answers: [MediaScript.Answer], files: any FileAccess = PosixFileAccess(),
    limit: Int? = nil
  ) async throws(DownloadError) -> FetchedPart {
    try await Download(transport: MediaScript(answers), files: files)
      .fetch(url, into: folder["out/f.part"], limit: limit)
  }

  private func failure(
    _ answers: [MediaScript.Answer], files: any FileAccess = PosixFileAccess(),
    limit: Int? = nil
  ) async -> DownloadError? {
    let error = await #expect(throws: DownloadError.self) {
      try await fetch(answers, files: files, limit: limit)
    }
    #expect(error?.message.contains("hunter2") == false)
    #expect(folder.names(in: "out").allSatisfy { $0 == "f.part" })
    return error
  }

  // MARK: - What goes well

  @Test("writes and digests a file, makes the folders, and names it when it is told to")
  func writesAndNames() async throws {
    let script = MediaScript([
      .body(["hello", " ", "world"], ["Content-Length": "11", "Content-Type": "Video/MP4; x=y"])
    ])
    let download = Download(transport: script)
    let part = try await download.fetch(url, into: folder["a/b/f.part"])
    #expect(part.bytes == 11)
    #expect(part.digest == digest)
    #expect(part.declaredType == "video/mp4")
    #expect(part.url == "https://media.example/f")
    #expect(folder.names(in: "a/b") == ["f.part"])
    try await download.file(part, at: folder["c/d/f.mp4"])
    #expect(folder.text("c/d/f.mp4") == "hello world")
    #expect(folder.names(in: "a/b").isEmpty)
  }

  @Test("asks as media, without a range and without a key")
  func asksAsMedia() async throws {
    let script = MediaScript([.body(["x"])])
    _ = try await Download(transport: script).fetch(url, into: folder["f.part"], limit: 99)
    let request = try #require(script.requests.first)
    #expect(request.purpose == .media)
    #expect(request.method == "GET")
    #expect(request.bearer == nil)
    #expect(request.responseLimit == 99)
    #expect(request.headers.isEmpty)
  }

  @Test("replaces whatever an earlier .part held")
  func replacesOldPart() async throws {
    _ = mkdir(folder["out"], 0o755)
    try folder.write("something much longer than that", to: "out/f.part")
    let part = try await fetch([.body(["hello world"])])
    #expect(part.digest == digest)
    #expect(folder.text("out/f.part") == "hello world")
  }

  @Test("a body whose end nothing marks is a file when it comes twice")
  func cameTwice() async throws {
    let script = MediaScript([.body(["hello ", "world"], [:]), .body(["hello world"], [:])])
    let part = try await Download(transport: script).fetch(url, into: folder["f.part"])
    #expect(part.digest == digest && part.bytes == 11)
    #expect(script.requests.count == 2)
    #expect(script.requests.allSatisfy { $0.headers.isEmpty && $0.leastSpeed == 256 })
  }

  @Test(
    "a body whose end nothing marks is none when it comes otherwise the second time",
    arguments: [["hello world"], ["hell"], []])
  func cameOtherwise(second: [String]) async {
    let error = await failure([.body(["hello"], [:]), .body(second, [:])])
    #expect(error?.code == .truncated)
    #expect(error?.partial == nil)
  }

  @Test("chunks have an end of their own")
  func chunked() async throws {
    let script = MediaScript([.body(["hello world"], ["Transfer-Encoding": "gzip, Chunked"])])
    let part = try await Download(transport: script).fetch(url, into: folder["f.part"])
    #expect(part.digest == digest)
    #expect(script.requests.count == 1)
  }

  @Test("syncs the bytes before the name and the folder after it")
  func ordersSyncs() async throws {
    let files = FaultyFiles()
    let download = Download(transport: MediaScript([.body(["x"])]), files: files)
    let part = try await download.fetch(url, into: folder["f.part"])
    try await download.file(part, at: folder["f.mp4"])
    let calls = files.calls.filter { $0 != .read && $0 != .makeFolder && $0 != .length }
    #expect(calls == [.open, .truncate, .write, .synchronize, .rename, .synchronizeFolder])
  }

  @Test("reports bytes and total as they come")
  func reports() async throws {
    let script = MediaScript([.body(["hello", " world"], ["Content-Length": "11"])])
    let seen = Record<[Int?]>()
    _ = try await Download(transport: script).fetch(
      url, into: folder["f.part"], report: { seen.add([$0, $1]) })
    #expect(seen.all == [[0, 11], [5, 11], [11, 11]])
  }

  @Test("says what the bytes are, whatever was declared")
  func inspects() async throws {
    let gif = "GIF89a\u{10}\u{0}\u{20}\u{0}"
    let part = try await fetch([.body([gif], type: "video/mp4")])
    #expect(part.media == MediaInfo(format: .gif, width: 16, height: 32))
    #expect(part.contentType == "image/gif")
    let other = try await fetch([.body(["??"], type: "video/mp4")])
    #expect(other.contentType == "video/mp4")
    let unknown = try await fetch([.body(["??"])])
    #expect(unknown.contentType == "application/octet-stream")
  }

  // MARK: - Names

  @Test("never takes a name that is taken, and keeps its .part then")
  func keepsExisting() async throws {
    try folder.write("mine", to: "f.mp4")
    let download = Download(transport: MediaScript([.body(["theirs"])]))
    let part = try await download.fetch(url, into: folder["f.part"])
    let error = await #expect(throws: DownloadError.self) {
      try await download.file(part, at: folder["f.mp4"])
    }
    #expect(error?.code == .nameTaken)
    #expect(folder.text("f.mp4") == "mine")
    #expect(folder.text("f.part") == "theirs")
    try await download.file(part, at: folder["f.mp4"], replacing: true)
    #expect(folder.text("f.mp4") == "theirs")
    #expect(folder.names() == ["f.mp4"])
  }

  @Test("takes a dangling link for a name that is taken")
  func danglingLink() async throws {
    symlink(folder["nowhere"], folder["f.mp4"])
    let download = Download(transport: MediaScript([.body(["x"])]))
    let part = try await download.fetch(url, into: folder["f.part"])
    let error = await #expect(throws: DownloadError.self) {
      try await download.file(part, at: folder["f.mp4"])
    }
    #expect(error?.code == .nameTaken)
    #expect(folder.names() == ["f.mp4", "f.part"])
  }

  @Test("never writes through a link that stands where its .part should")
  func linkedPart() async throws {
    try folder.write("mine", to: "target")
    _ = mkdir(folder["out"], 0o755)
    symlink(folder["target"], folder["out/f.part"])
    #expect(await failure([.body(["x"])])?.code == .notWritable)
    #expect(folder.text("target") == "mine")
  }

  @Test("leaves a .part alone that another is writing")
  func busyPart() async throws {
    _ = mkdir(folder["out"], 0o755)
    try folder.write("theirs", to: "out/f.part")
    let other = try PosixFileAccess().open(folder["out/f.part"], for: .writing)
    #expect(await failure([.body(["x"])])?.code == .busy)
    #expect(folder.text("out/f.part") == "theirs")
    _ = try other.length()
  }

  // MARK: - What goes wrong

  @Test(
    "refuses to take an error page for a file",
    arguments: [(400, false), (403, false), (404, false), (408, true), (429, true), (503, true)])
  func refused(status: Int, mayPass: Bool) async {
    let error = await failure([.status(status, ["<html>"], ["Retry-After": "7"])])
    #expect(error?.code == .refused(status))
    #expect(error?.mayPass == mayPass)
    #expect(error?.retryAfter == "7")
    #expect(folder.names(in: "out").isEmpty)
  }

  @Test("refuses an answer that is no whole file", arguments: [202, 204, 206])
  func notWhole(status: Int) async {
    let headers: HTTPHeaders = ["Content-Range": "bytes 0-0/5"]
    #expect(await failure([.status(status, ["x"], headers)])?.code == .badResponse)
  }

  @Test("refuses an encoding that was not asked for")
  func encoded() async {
    #expect(await failure([.body(["x"], ["Content-Encoding": "gzip"])])?.code == .badResponse)
  }

  @Test("refuses an empty file", arguments: [HTTPHeaders(), ["Content-Length": "0"]])
  func empty(headers: HTTPHeaders) async {
    #expect(await failure([.body([], headers)])?.code == .badResponse)
  }

  @Test("does not take a short body for a file", arguments: [["hello"], ["hello world!"]])
  func truncated(chunks: [String]) async {
    let error = await failure([.body(chunks, ["Content-Length": "11", "ETag": "\"1\""])])
    #expect(error?.code == .truncated)
    #expect(error?.mayPass == true)
  }

  @Test("keeps what came before a failure, if there is a validator to go on with")
  func keepsPartial() async {
    let cut = TransportError(.reset, wasSent: true, "gone")
    let error = await failure([
      .body(["hello"], ["Content-Length": "11", "ETag": "\"1\""], failure: cut)
    ])
    #expect(error?.code == .transport)
    #expect(error?.transport == cut)
    #expect(error?.partial == PartialDownload(validator: "\"1\"", length: 5, totalLength: 11))
    #expect(folder.text("out/f.part") == "hello")
    let other = await failure([.body(["hello"], ["ETag": "W/\"1\""], failure: cut)])
    #expect(other?.partial == nil)
  }

  @Test(
    "tells the transport's trouble as its own where it has a name for it",
    arguments: [
      (TransportError.Code.cancelled, DownloadError.Code.cancelled, false),
      (.truncated, .truncated, true), (.tooLarge, .tooLarge, false), (.stalled, .transport, true),
      (.insecure, .transport, false), (.tls, .transport, false), (.connect, .transport, true),
    ])
  func transportTrouble(
    code: TransportError.Code, expected: DownloadError.Code, mayPass: Bool
  ) async {
    let error = await failure([.failure(TransportError(code, wasSent: true, "x"))])
    #expect(error?.code == expected)
    #expect(error?.mayPass == mayPass)
  }

  @Test("stops at once at a file that announces more than the limit")
  func limited() async {
    #expect(await failure([.body(["x"], ["Content-Length": "12"])], limit: 11)?.code == .tooLarge)
  }

  @Test(
    "calls a full disk by its name, wherever it shows",
    arguments: [
      (FaultyFiles.Call.write, ENOSPC), (.write, EDQUOT), (.write, EFBIG), (.synchronize, ENOSPC),
      (.truncate, EFBIG), (.open, ENOSPC), (.makeFolder, EDQUOT),
    ])
  func diskFull(call: FaultyFiles.Call, number: Int32) async {
    let error = await failure([.body(["x"])], files: FaultyFiles(call, number: number))
    #expect(error?.code == .diskFull)
    #expect(error?.mayPass == false)
  }

  @Test(
    "calls every other trouble with the disk not writable",
    arguments: [
      (FaultyFiles.Call.write, EIO), (.synchronize, EIO), (.read, EIO), (.open, EACCES),
      (.makeFolder, EROFS),
    ])
  func notWritable(call: FaultyFiles.Call, number: Int32) async {
    let error = await failure(
      [.body(["0123456789abcdef"])], files: FaultyFiles(call, number: number))
    #expect(error?.code == .notWritable)
  }

  @Test("keeps its .part when it cannot be named", arguments: [ENOSPC, EIO])
  func cannotRename(number: Int32) async throws {
    let files = FaultyFiles(.rename, number: number)
    let download = Download(transport: MediaScript([.body(["x"])]), files: files)
    let part = try await download.fetch(url, into: folder["f.part"])
    let error = await #expect(throws: DownloadError.self) {
      try await download.file(part, at: folder["f.mp4"])
    }
    #expect(error?.code == (number == ENOSPC ? .diskFull : .notWritable))
    #expect(folder.names() == ["f.part"])
  }

  @Test("keeps the last synced length when the disk fills up on the way")
  func fillsUp() async throws {
    let headers: HTTPHeaders = ["ETag": "\"1\"", "Content-Length": "16"]
    let files = FaultyFiles(.write, after: 3, number: ENOSPC)
    let script = MediaScript([.body(["aaaa", "bbbb", "cccc", "dddd"], headers)])
    let download = Download(transport: script, files: files, syncInterval: 8)
    let noted = Record<PartialDownload>()
    let error = await #expect(throws: DownloadError.self) {
      try await download.fetch(url, into: folder["f.part"], checkpoint: { noted.add($0) })
    }
    let partial = PartialDownload(validator: "\"1\"", length: 8, totalLength: 16)
    #expect(error?.code == .diskFull)
    #expect(error?.partial == partial)
    #expect(noted.all == [partial])
  }

  @Test("on a disk that is really full says so")
  func reallyFull() async {
    // The device takes no byte, as a full disk does.
    let error = #expect(throws: FileError.self) {
      let file = try PosixFileAccess().open("/dev/full", for: .writing)
      try file.write([1], at: 0)
    }
    #expect(error?.isDiskFull == true)
  }
}

/// Collects what callbacks say.
final class Record<Element: Sendable>: Sendable {
  private let list = Mutex<[Element]>([])

  var all: [Element] { list.withLock { $0 } }

  func add(_ element: Element) {
    list.withLock { $0.append(element) }
  }
}
