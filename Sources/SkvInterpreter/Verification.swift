package import SkillsVideo

/// Compares the files of a project with what its lock says of them.
package struct Verification: Sendable {
  /// One output of one job.
  package struct Item: Sendable, Hashable {
    /// The label of the run, with the place of the job in it.
    package var job: JobName
    /// The path relative to the folder of the lock; nil for a file that lies outside of it.
    package var path: String?
    /// How it stands.
    package var state: State
  }

  /// How a file stands.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// It is as it was filed.
    case intact
    /// It holds other bytes.
    case changed
    /// It is not there.
    case missing
    /// The lock does not say where it is.
    case elsewhere
    /// A newer job has the name, and it stands nowhere beside it any more.
    case replaced
  }

  /// Every output of the newest round of each job, in the order of the lock.
  package var items: [Item] = []
  /// How many jobs are paid for and not saved.
  package var unfinished = 0

  /// Whether every file that the lock places stands there as it was filed.
  package var isSound: Bool {
    unfinished == 0
      && items.allSatisfy { item in
        switch item.state {
        case .intact, .elsewhere, .replaced: true
        case .changed, .missing: false
        }
      }
  }

  /// Reads and digests every file; throws ``EngineError`` for a lock that cannot be read.
  package init(of lock: LockFile) async throws(EngineError) {
    let contents = try await lock.read()
    let rounds = contents.rounds
    let newest = contents.sorted.filter { rounds[$0.key.identity] == $0.key.round }
    var standings: [(entry: LockEntry, output: LockEntry.Output, state: State)] = []
    for entry in newest {
      if entry.state == .accepted || entry.state == .finished { unfinished += 1 }
      for output in entry.outputs {
        standings.append((entry, output, await Self.state(of: output, in: lock.folder)))
      }
    }
    let owners = Self.owners(standings)
    for (entry, output, state) in standings {
      let name = JobName(
        label: entry.label, item: entry.item, itemCount: entry.item + 1, model: entry.model)
      var item = Item(job: name, path: output.path, state: state)
      if state == .changed || state == .missing, let path = output.path, owners[path] != entry.key {
        item.path = await Self.keptAside(output, path, in: lock.folder)
        item.state = item.path == nil ? .replaced : .intact
      }
      items.append(item)
    }
  }

  /// The job that has each name now: the one whose bytes stand there, else the one that ended last.
  private static func owners(
    _ standings: [(entry: LockEntry, output: LockEntry.Output, state: State)]
  ) -> [String: LockEntry.Key] {
    var owners: [String: (rank: Int64, key: LockEntry.Key)] = [:]
    for (entry, output, state) in standings {
      guard let path = output.path else { continue }
      let rank = state == .intact ? .max : entry.endedAt ?? .min
      if rank >= owners[path]?.rank ?? .min { owners[path] = (rank, entry.key) }
    }
    return owners.mapValues(\.key)
  }

  /// The name beside its own under which a file was kept when a newer one took it; nil if there is none.
  private static func keptAside(
    _ output: LockEntry.Output, _ path: String, in folder: String
  ) async -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = FileName(parts.last.map(String.init) ?? path)
    for number in 1...9_999 {
      var kept = output
      kept.path = (parts.dropLast().map(String.init) + [name.kept(number)]).joined(separator: "/")
      switch await state(of: kept, in: folder) {
      case .intact: return kept.path
      case .missing: return nil
      case .changed, .elsewhere, .replaced: continue
      }
    }
    return nil
  }

  private static func state(of output: LockEntry.Output, in folder: String) async -> State {
    guard let path = output.path else { return .elsewhere }
    do {
      guard let file = try await LocalFile.read(FilePath.absolute(path, from: folder)) else {
        return .missing
      }
      return file.digest.hex == output.sha256 ? .intact : .changed
    } catch {
      return .changed
    }
  }
}
