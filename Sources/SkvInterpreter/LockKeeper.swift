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

  /// Waits until everything is written; gives the first trouble there was.
  func finish() async -> EngineError? {
    while let writing { await writing.value }
    return trouble
  }

  private func write() async {
    while !pending.isEmpty {
      let entries = Array(pending.values)
      pending = [:]
      do {
        try await lock.merge(entries)
      } catch {
        trouble = trouble ?? error
      }
    }
    writing = nil
  }
}
