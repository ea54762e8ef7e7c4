import Glibc
import SkillsVideo

/// The documents that were taken in, in the cache of this machine.
///
/// `contract/in-use.json` names them with their digests, names and dates, and each stands beside it
/// under its digest. A document is there before the list names it, and every file is written whole
/// under another name first, so that a crash leaves the old contract or the new one. Without the
/// cache the built-in contract is in use. Files are readable by their owner only.
package struct ContractStore: Sendable {
  /// The folder that holds the list and the documents.
  package let folder: String

  /// Creates a store below the cache folder of skv.
  package init(cacheFolder: String) {
    folder = cacheFolder + "/contract"
  }

  /// The contract in use, and a line for each thing in the cache that is damaged and left out.
  ///
  /// Throws ``InterpreterError`` if the built-in contract cannot be read.
  package func load() throws(InterpreterError) -> (contract: ContractInUse, warnings: [String]) {
    let builtIn = try ContractInUse.builtIn()
    let (index, trouble) = readIndex()
    var warnings = trouble.map { ["\($0); skv goes on with the built-in contract"] } ?? []
    var sources: [ContractSource] = []
    for entry in index?.entries ?? [] {
      do throws(InterpreterError) {
        sources.append(try source(of: entry))
      } catch {
        warnings.append(
          "the kept contract \(entry.name) is left out: \(error.message); `skv contract update` "
            + "takes it in again")
      }
    }
    return (builtIn.laying(sources), warnings)
  }

  /// Lays documents over the contract in use and keeps the result.
  ///
  /// `moment` is the date of these documents in milliseconds since 1970. Gives what was in use
  /// before and what is now. Throws ``InterpreterError`` of the code `.contractNotKept`; then all is
  /// as it was.
  package func keep(
    _ sources: [ContractSource], moment: Int64
  ) throws(InterpreterError) -> (before: ContractInUse, now: ContractInUse) {
    do throws(FileError) {
      try PosixFileAccess().makeFolder(folder, mode: 0o700)
    } catch {
      throw notKept(error)
    }
    let lock = try ContractLock(folder + "/lock")
    defer { lock.release() }
    let before = try load().contract
    let taken = Self.text(of: moment)
    let now = before.laying(sources.map { $0.kept(since: taken) })
    let index = ContractIndex(of: now)
    do throws(FileError) {
      for source in now.sources where source.origin == .kept {
        try write(source.bytes, to: source.digest.hex + ".json")
      }
      // A process that reads the former list just now still finds what it names.
      let former = readIndex().index
      try write(index.bytes, to: Self.indexName)
      removeAll(but: index.entries + (former?.entries ?? []))
    } catch {
      throw notKept(error)
    }
    return (before, now)
  }

  /// Goes back to the built-in contract; gives what was in use before.
  ///
  /// Throws ``InterpreterError`` of the code `.contractNotKept`.
  package func reset() throws(InterpreterError) -> ContractInUse {
    let before = try load().contract
    let index = folder + "/" + Self.indexName
    guard access(index, F_OK) == 0 else { return before }
    let lock = try ContractLock(folder + "/lock")
    defer { lock.release() }
    do throws(FileError) {
      guard unlink(index) == 0 else {
        throw FileError(operation: "remove", path: index, number: errno)
      }
      try PosixFileAccess().synchronizeFolder(folder)
    } catch {
      throw notKept(error)
    }
    removeAll(but: [])
    return before
  }

  // MARK: - Reading

  private static let indexName = "in-use.json"
  private static let longestIndex = 4 << 20

  private func readIndex() -> (index: ContractIndex?, trouble: String?) {
    let path = folder + "/" + Self.indexName
    do throws(FileError) {
      let bytes = try ContractSource.contents(of: path, limit: Self.longestIndex)
      guard let index = bytes.flatMap(ContractIndex.init) else {
        return (nil, "\(path) is damaged")
      }
      return (index, nil)
    } catch {
      return (nil, error.isMissing ? nil : error.message)
    }
  }

  private func source(of entry: ContractIndex.Entry) throws(InterpreterError) -> ContractSource {
    let path = folder + "/" + entry.fileName
    let read = try ContractSource(file: path)
    guard read.digest == entry.digest else {
      throw InterpreterError(.unreadableContract, "\(path) is damaged")
    }
    return ContractSource(
      name: entry.name, origin: .kept, taken: entry.taken, digest: read.digest, bytes: read.bytes,
      content: read.content)
  }

  // MARK: - Writing

  /// Writes a file whole: under another name, synced, renamed.
  private func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let path = folder + "/" + name
    let part = path + ".part"
    unlink(part)
    let created = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard created >= 0 else { throw FileError(operation: "make", path: part, number: errno) }
    close(created)
    do throws(FileError) {
      let file = try PosixFileAccess().open(part, for: .writing)
      try file.write(bytes, at: 0)
      try file.synchronize()
      try PosixFileAccess().rename(part, to: path, replacing: true)
      try PosixFileAccess().synchronizeFolder(folder)
    } catch {
      unlink(part)
      throw error
    }
  }

  /// Removes the documents that no list names.
  private func removeAll(but entries: [ContractIndex.Entry]) {
    let kept = Set(entries.map(\.fileName))
    for name in FolderListing.names(in: folder) ?? [] {
      let isDocument = name.hasSuffix(".json") && SHA256Digest(hex: String(name.dropLast(5))) != nil
      if isDocument && !kept.contains(name) { unlink(folder + "/" + name) }
    }
  }

  private func notKept(_ error: FileError) -> InterpreterError {
    InterpreterError(
      .contractNotKept, "the contract was not kept, and all is as it was: \(error.message)")
  }

  /// A moment as `2026-11-26T04:31:52Z`.
  private static func text(of milliseconds: Int64) -> String {
    let seconds = milliseconds / 1_000
    let date = CivilDate(secondsSinceEpoch: seconds)
    let time = seconds - date.daysSinceEpoch * 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(two(date.month))-\(two(date.day))T"
      + "\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
  }
}

/// Keeps two processes from taking in contracts at the same moment.
private struct ContractLock {
  private let descriptor: Int32

  init(_ path: String) throws(InterpreterError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    let number = errno
    guard descriptor >= 0 else {
      throw InterpreterError(
        .contractNotKept,
        FileError(operation: "open", path: path, number: number).message)
    }
    // Where locks are not known, there is none.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw InterpreterError(
        .contractNotKept, "another `skv contract update` is at work; try again when it has ended")
    }
  }

  func release() { close(descriptor) }
}
