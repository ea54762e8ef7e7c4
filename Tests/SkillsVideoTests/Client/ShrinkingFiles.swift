import Synchronization

@testable import SkillsVideo

/// The machine's files, which are cut short as soon as they have been read so many times.
final class ShrinkingFiles: FileAccess {
  fileprivate let reads = Mutex(0)
  fileprivate let limit: Int
  fileprivate let length: Int
  private let files = PosixFileAccess()

  /// Cuts every file to `length` bytes before it is read for the time after `reads` others.
  init(to length: Int, after reads: Int) {
    self.length = length
    limit = reads
  }

  func makeFolder(_ path: String) throws(FileError) { try files.makeFolder(path) }

  func open(_ path: String, for use: FileUse) throws(FileError) -> any OutputFile {
    let file = try files.open(path, for: use)
    return use == .reading ? ShrinkingFile(path: path, file: file, files: self) : file
  }

  func rename(_ path: String, to newPath: String, replacing: Bool) throws(FileError) {
    try files.rename(path, to: newPath, replacing: replacing)
  }

  func synchronizeFolder(_ path: String) throws(FileError) { try files.synchronizeFolder(path) }
}

private struct ShrinkingFile: OutputFile {
  let path: String
  let file: any OutputFile
  let files: ShrinkingFiles

  func length() throws(FileError) -> Int { try file.length() }
  func stamp() throws(FileError) -> FileStamp { try file.stamp() }
  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    try file.write(bytes, at: offset)
  }

  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let isOver = files.reads.withLock { count in
      count += 1
      return count > files.limit
    }
    if isOver { try PosixFileAccess().open(path, for: .writing).truncate(to: files.length) }
    return try file.read(at: offset, count: count)
  }

  func truncate(to length: Int) throws(FileError) { try file.truncate(to: length) }
  func synchronize() throws(FileError) { try file.synchronize() }
}
