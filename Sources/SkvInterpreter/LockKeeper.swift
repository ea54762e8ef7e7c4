import SkillsVideo

/// Brings what is learnt of jobs into a lock, many at once where they come faster than it is written.
actor LockKeeper {
  private let lock: LockFile
  private var pending: [LockEntry.Key: LockEntry] = [:]
  private var writing: Task<Void, Never>?
  private(set) var trouble: EngineError?

  init(_ lock: LockFile) {
    self.lock = lock
  }

  /// Takes note of a job; it is written soon.
  func note(_ entry: LockEntry) {
    pending[entry.key] = pending[entry.key]?.merged(with: entry) ?? entry
    guard writing == nil else { return }
    writing = Task { await write() }
  }

  /// Waits until everything is written, after one more try at what could not be; gives why something is
  /// not.
  func finish() async -> EngineError? {
    while let writing { await writing.value }
    if !pending.isEmpty { await write() }
    return trouble
  }

  private func write() async {
    while !pending.isEmpty {
      let entries = Array(pending.values)
      pending = [:]
      do {
        try await lock.merge(entries)
        trouble = nil
      } catch {
        trouble = error
        keep(entries)
        break
      }
    }
    writing = nil
  }

  /// Puts back what could not be written, for the next try; what has come meanwhile is newer.
  private func keep(_ entries: [LockEntry]) {
    for entry in entries {
      pending[entry.key] = pending[entry.key].map { entry.merged(with: $0) } ?? entry
    }
  }
}
