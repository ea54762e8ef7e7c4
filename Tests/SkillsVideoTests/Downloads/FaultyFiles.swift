import Glibc
import Synchronization

@testable import SkillsVideo

/// The machine's files, with one call that fails, and a list of what was called.
final class FaultyFiles: FileAccess {
  /// What a call is named in the list.
  enum Call: String, Sendable, Hashable {
    case makeFolder, open, write, read, truncate, synchronize, rename, synchronizeFolder, length
  }

  private struct State {
    var calls: [Call] = []
  }

  private let files = PosixFileAccess()
  private let fault: (call: Call, after: Int, number: Int32)?
  private let state = Mutex(State())

  /// Lets the call after `after` others of its name fail with an error number.
  init(_ call: Call? = nil, after: Int = 0, number: Int32 = EIO) {
    fault = call.map { ($0, after, number) }
  }

  /// All calls in order.
  var calls: [Call] { state.withLock { $0.calls } }

  fileprivate func note(_ call: Call, _ path: String) throws(FileError) {
    let count = state.withLock { state in
      state.calls.append(call)
      return state.calls.filter { $0 == call }.count
    }
    if let fault, fault.call == call, count > fault.after {
      throw FileError(operation: call.rawValue, path: path, number: fault.number)
    }
  }

  func makeFolder(_ path: String) throws(FileError) {
    try note(.makeFolder, path)
    try files.makeFolder(path)
  }

  func open(_ path: String, for use: FileUse) throws(FileError) -> any OutputFile {
    try note(.open, path)
    return FaultyFile(files: self, file: try files.open(path, for: use), path: path)
  }

  func rename(_ path: String, to newPath: String, replacing: Bool) throws(FileError) {
    try note(.rename, newPath)
    try files.rename(path, to: newPath, replacing: replacing)
  }

  func synchronizeFolder(_ path: String) throws(FileError) {
    try note(.synchronizeFolder, path)
    try files.synchronizeFolder(path)
  }
}

private final class FaultyFile: OutputFile {
  private let files: FaultyFiles
  private let file: any OutputFile
  private let path: String

  init(files: FaultyFiles, file: any OutputFile, path: String) {
    self.files = files
    self.file = file
    self.path = path
  }

  func length() throws(FileError) -> Int {
    try files.note(.length, path)
    return try file.length()
  }

  func stamp() throws(FileError) -> FileStamp {
    try files.note(.length, path)
    return try file.stamp()
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    try files.note(.write, path)
    try file.write(bytes, at: offset)
  }

  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    try files.note(.read, path)
    return try file.read(at: offset, count: count)
  }

  func truncate(to length: Int) throws(FileError) {
    try files.note(.truncate, path)
    try file.truncate(to: length)
  }

  func synchronize() throws(FileError) {
    try files.note(.synchronize, path)
    try file.synchronize()
  }
}
