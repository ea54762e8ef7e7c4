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

  /// The contract in use, and a line for each thing in the cache that is left out, with what to do.
  ///
  /// Throws ``InterpreterError`` if the built-in contract cannot be read.
  package func load() throws(InterpreterError) -> (contract: ContractInUse, warnings: [String]) {
    let reading = try ContractReading(folder)
    return (reading.contract, reading.losses.map(\.warning))
  }

  /// Lays documents over the contract in use and keeps the result.
  ///
  /// `moment` is the date of these documents in milliseconds since 1970. `examine` is handed what is
  /// in use and what will be, before anything is written; once more, should another process have
  /// changed it meanwhile. Gives both, and a line for each damaged thing that is dropped from the
  /// list. Throws ``InterpreterError`` of the code `.contractNotKept`, also where a newer skv wrote
  /// the list or something in it cannot be read now; then all is as it was.
  package func keep(
    _ sources: [ContractSource], moment: Int64,
    examine: (_ before: ContractInUse, _ now: ContractInUse) -> Void = { _, _ in }
  ) throws(InterpreterError) -> (before: ContractInUse, now: ContractInUse, warnings: [String]) {
    let kept = sources.map { $0.kept(since: Self.text(of: moment)) }
    var reading = try ContractReading(folder).replaceable()
    var now = reading.contract.laying(kept)
    examine(reading.contract, now)
    do throws(FileError) {
      try PosixFileAccess().makeFolder(folder, mode: 0o700)
    } catch {
      throw notKept(error)
    }
    let lock = try ContractLock(in: folder, attempts: 1)
    defer { lock.release() }
    if ContractReading.state(of: folder) != reading.state {
      reading = try ContractReading(folder).replaceable()
      now = reading.contract.laying(kept)
      examine(reading.contract, now)
    }
    let index = ContractIndex(of: now)
    do throws(FileError) {
      for source in now.sources where source.origin == .kept {
        try write(source.bytes, to: source.digest.hex + ".json")
      }
      try write(index.bytes, to: ContractReading.indexName)
      // A process that reads the former list just now still finds what it names.
      removeAll(but: index.entries + reading.state.entries)
    } catch {
      throw notKept(error)
    }
    return (reading.contract, now, reading.losses.map(\.dropped))
  }

  /// Goes back to the built-in contract; gives the names of the documents that were in use.
  ///
  /// No document is read for it, so that none can be in its way, and what a crash has left goes too.
  /// Throws ``InterpreterError`` of the code `.contractNotKept`.
  package func reset() throws(InterpreterError) -> [String] {
    guard access(folder, F_OK) == 0 else { return [] }
    let lock = try ContractLock(in: folder, attempts: 100)
    defer { lock.release() }
    let names = ContractReading.state(of: folder).entries.map(\.name)
    let index = folder + "/" + ContractReading.indexName
    do throws(FileError) {
      guard unlink(index) == 0 || errno == ENOENT else {
        throw FileError(operation: "remove", path: index, number: errno)
      }
      try PosixFileAccess().synchronizeFolder(folder)
    } catch {
      throw notKept(error)
    }
    removeAll(but: [])
    return names
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

  /// Removes the documents that no list names, and what was being written when a process ended.
  private func removeAll(but entries: [ContractIndex.Entry]) {
    let kept = Set(entries.map(\.fileName))
    for name in FolderListing.names(in: folder) ?? [] {
      let isDocument = name.hasSuffix(".json") && SHA256Digest(hex: String(name.dropLast(5))) != nil
      let isLeftover = isDocument && !kept.contains(name) || name.hasSuffix(".json.part")
      if isLeftover { unlink(folder + "/" + name) }
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
