import GRDB

/// A change that waits for the ledger's next commit.
struct PendingChange {
  /// Makes the change, or leaves everything as it was; keeps what came of it, and gives its failure.
  var perform: (Database) -> EngineError?
  /// Tells whoever waits what came of it, or why the commit failed.
  var conclude: (EngineError?) -> Void
}

// MARK: - Transactions

extension Ledger {
  /// How many changes one commit holds at most.
  static let largestCommit = 64

  /// Makes one change: all of it stands and is on disk when the call returns, or nothing of it if the
  /// body throws or the commit fails.
  ///
  /// Changes that line up while a commit is under way share the next one, since it is the wait for the
  /// disk that takes time. They are made in their order in one IMMEDIATE transaction, each in a savepoint
  /// of its own, so that each sees those before it and one that throws takes no other with it. The body
  /// is performed on the ledger's executor, whether or not the caller's task is cancelled.
  func write<Value: Sendable>(
    _ body: @escaping (Database) throws -> Value
  ) async throws(EngineError) -> Value {
    let result = await withCheckedContinuation { continuation in
      var result = Result<Value, EngineError>.failure(Self.notMade)
      pending.append(
        PendingChange(
          perform: { database in
            do throws(EngineError) {
              result = .success(try Self.change(database, self.path, body))
              return nil
            } catch {
              result = .failure(error)
              return error
            }
          },
          conclude: { failure in
            continuation.resume(returning: failure.map(Result.failure) ?? result)
          }))
      // Behind everything that is waiting for the executor already, and so with it.
      if pending.count == 1 { Task { commitPending() } }
    }
    return try result.get()
  }

  private func commitPending() {
    while !pending.isEmpty {
      let batch = Array(pending.prefix(Self.largestCommit))
      pending.removeFirst(batch.count)
      let failure = commit(batch)
      for change in batch { change.conclude(failure) }
    }
  }

  /// Makes changes in one transaction; gives why none of them stands.
  private func commit(_ changes: [PendingChange]) -> EngineError? {
    guard let connection else { return EngineError(.ledgerUnusable, "the ledger is not open") }
    do {
      try connection.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          for change in changes {
            let failure = change.perform(database)
            // Some troubles, such as a full disk, make SQLite end the whole transaction.
            if let failure, !database.isInsideTransaction { throw failure }
          }
          return .commit
        }
      }
      return nil
    } catch let error {
      return Self.unusable(error, at: path)
    }
  }

  private static func change<Value>(
    _ database: Database, _ path: String, _ body: (Database) throws -> Value
  ) throws(EngineError) -> Value {
    var value: Value?
    do {
      try database.inSavepoint {
        value = try body(database)
        return .commit
      }
    } catch let error {
      throw unusable(error, at: path)
    }
    guard let value else { throw notMade }
    return value
  }

  private static let notMade = EngineError(.ledgerUnusable, "a change of the ledger was not made")

  /// Reads from one state of the file.
  func read<Value>(_ body: (Database) throws -> Value) throws(EngineError) -> Value {
    guard let connection else { throw EngineError(.ledgerUnusable, "the ledger is not open") }
    do {
      return try connection.read(body)
    } catch let error {
      throw Self.unusable(error, at: path)
    }
  }

  /// Tells the observer of a moment around a commit.
  func observe(_ run: Int64, _ change: String, isCommitted: Bool) throws(EngineError) {
    do {
      try surroundings.observer(
        LedgerMoment(run: run, change: change, isCommitted: isCommitted))
    } catch let error {
      throw Self.unusable(error, at: path)
    }
  }
}
