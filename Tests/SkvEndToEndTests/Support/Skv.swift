import ChildProcesses
import Foundation
import LosslessJSON
import Synchronization
import Testing

/// The built program: the release binary where `SKV_BINARY` names one, else the debug build.
enum Skv {
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["SKV_BINARY"] { return named }
    return repository + "/.build/debug/skv"
  }()

  static let repository: String = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// What one call of the program left.
  struct Result: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// The lines of standard output as JSON.
    func jsonLines() throws -> [JSON] {
      try output.split(separator: "\n").map { try JSON(parsing: String($0)) }
    }
  }

  /// Runs the program to its end.
  ///
  /// Its environment holds `HOME` (a folder named `.home` in `folder`), `PATH` and what is given; the
  /// key of the person who runs the tests never reaches it.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String] = [:], binary: String = path
  ) async throws -> Result {
    let program = try start(
      arguments, in: folder, input: input, environment: environment, binary: binary)
    return try await program.ended()
  }

  /// Starts the program and does not wait for its end.
  static func start(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String] = [:], binary: String = path
  ) throws -> RunningProgram {
    try RunningProgram(
      binary: binary, arguments: arguments, folder: folder.path, input: input,
      environment: base(folder).merging(environment) { $1 })
  }

  private static func base(_ folder: TemporaryFolder) -> [String: String] {
    [
      "HOME": folder.file(".home"), "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
      "LC_ALL": "C.UTF-8",
    ]
  }
}

/// A program that was started, with its output gathered while it runs.
final class RunningProgram: Sendable {
  private let process: ChildProcess
  private let output: Gathered
  private let errors: Gathered

  init(
    binary: String, arguments: [String], folder: String, input: String?,
    environment: [String: String]
  ) throws {
    let inputs = try ChildProcess.pipe()
    let outputs = try ChildProcess.pipe()
    let errorOutputs = try ChildProcess.pipe()
    process = try ChildProcess(
      binary, arguments, in: folder, environment: environment,
      streams: [inputs.reader, outputs.writer, errorOutputs.writer])
    for end in [inputs.reader, outputs.writer, errorOutputs.writer] { close(end) }
    output = Gathered(outputs.reader)
    errors = Gathered(errorOutputs.reader)
    let writer = FileHandle(fileDescriptor: inputs.writer, closeOnDealloc: true)
    if let input { try writer.write(contentsOf: Data(input.utf8)) }
    try writer.close()
  }

  var identifier: Int32 { process.identifier }

  func signal(_ number: Int32) { kill(process.identifier, number) }

  /// The first line of standard output.
  func firstLine() async -> String { await output.line(1) }

  /// A line of standard output, from 1; empty if the program ends before.
  func line(_ number: Int) async -> String { await output.line(number) }

  /// Waits until standard error holds a text; false if the program ended without it.
  func errors(hold text: String) async -> Bool { await errors.waits(for: text) }

  /// Has a closure called as soon as standard error holds a text, on the thread that reads it:
  /// however busy the tests are, it is not late.
  func whenErrors(hold text: String, _ body: @escaping @Sendable (RunningProgram) -> Void) {
    errors.when(holds: text) { [weak self] in if let self { body(self) } }
  }

  /// Waits for the end of the program and of its output.
  func ended() async throws -> Skv.Result {
    let out = await output.whole()
    let err = await errors.whole()
    return Skv.Result(status: await process.status(), output: out, errors: err)
  }
}

/// What a pipe gave so far, with waiting for more.
final class Gathered: Sendable {
  private let state = Mutex(State())

  private struct State {
    var bytes: [UInt8] = []
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
    var watch: (needle: String, body: @Sendable () -> Void)?

    /// The body of the watch, once, when what it looks for is there.
    mutating func takeWatch() -> (@Sendable () -> Void)? {
      guard let watch, String(decoding: bytes, as: UTF8.self).contains(watch.needle) else {
        return nil
      }
      self.watch = nil
      return watch.body
    }
  }

  /// Reads a descriptor to its end and closes it.
  init(_ descriptor: Int32) {
    Thread.detachNewThread {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(descriptor, &chunk, chunk.count)
        self.take(count > 0 ? Array(chunk.prefix(count)) : nil)
        if count <= 0 { break }
      }
      close(descriptor)
    }
  }

  /// Adds bytes, or notes the end for nil, and wakes who waits.
  private func take(_ bytes: [UInt8]?) {
    let (waiters, body) = state.withLock { state in
      if let bytes { state.bytes += bytes } else { state.isClosed = true }
      defer { state.waiters = [] }
      return (state.waiters, state.takeWatch())
    }
    body?()
    for waiter in waiters { waiter.resume() }
  }

  func when(holds needle: String, _ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      state.watch = (needle, body)
      return state.takeWatch()
    }
    now?()
  }

  func whole() async -> String {
    while !state.withLock({ $0.isClosed }) { await news(after: count) }
    return text
  }

  func line(_ number: Int) async -> String {
    while !state.withLock({ state in state.isClosed || state.bytes.count { $0 == 10 } >= number }) {
      await news(after: count)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count >= number ? String(lines[number - 1]) : ""
  }

  func waits(for needle: String) async -> Bool {
    while true {
      let seen = count
      if text.contains(needle) { return true }
      if state.withLock({ $0.isClosed }) { return text.contains(needle) }
      await news(after: seen)
    }
  }

  private var count: Int { state.withLock { $0.bytes.count } }

  private var text: String { String(decoding: state.withLock { $0.bytes }, as: UTF8.self) }

  /// Waits for more bytes or the end; spurious returns are possible.
  private func news(after seen: Int) async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        let isOver = state.isClosed || state.bytes.count > seen
        if !isOver { state.waiters.append(continuation) }
        return isOver
      }
      if isOver { continuation.resume() }
    }
  }
}
