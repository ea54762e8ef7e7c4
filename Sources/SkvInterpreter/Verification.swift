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
  }

  /// Every output of the newest round of each job, in the order of the lock.
  package var items: [Item] = []
  /// How many jobs are paid for and not saved.
  package var unfinished = 0

  /// Whether every file that the lock places stands there as it was filed.
  package var isSound: Bool {
    items.allSatisfy { $0.state == .intact || $0.state == .elsewhere } && unfinished == 0
  }

  /// Reads and digests every file; throws ``EngineError`` for a lock that cannot be read.
  package init(of lock: LockFile) async throws(EngineError) {
    let contents = try await lock.read()
    let rounds = contents.rounds
    for entry in contents.sorted where rounds[entry.key.identity] == entry.key.round {
      if entry.state == .accepted || entry.state == .finished { unfinished += 1 }
      let name = JobName(
        label: entry.label, item: entry.item, itemCount: entry.item + 1, model: entry.model)
      for output in entry.outputs {
        let state = await Self.state(of: output, in: lock.folder)
        items.append(Item(job: name, path: output.path, state: state))
      }
    }
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
