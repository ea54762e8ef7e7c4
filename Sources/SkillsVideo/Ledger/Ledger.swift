import Glibc
import GRDB
import LosslessJSON

/// The record of every run, in one SQLite file that survives whatever ends the program.
///
/// Each change is made whole or not at all, in an IMMEDIATE transaction that also appends to the log of
/// transitions; changes that come at once share one. The file is in WAL mode with `synchronous=FULL`:
/// what is committed is on disk. All work is done on an executor of the ledger's own, and its calls never look at cancellation, so that a task that is cancelled
/// cannot drop what it was about to write. Every call throws ``EngineError`` of the code
/// `.ledgerUnusable` if the file cannot be used.
package actor Ledger {
  /// What a ledger is made of; tests replace the parts.
  package struct Surroundings: Sendable {
    /// The process that claims runs.
    package var owner: ProcessIdentity
    /// Whether another owner is still there.
    package var isRunning: @Sendable (ProcessIdentity) -> Bool
    /// The wall clock.
    package var wallClock: WallClock
    /// Where the work is done; it may block.
    package var executor: any SerialExecutor
    /// How long to wait while another process writes.
    package var busyTimeout: Duration
    /// Statements that each connection begins with.
    package var preparation: [String]
    /// Called right before and right after each commit that concerns a run.
    package var observer: @Sendable (LedgerMoment) throws -> Void

    /// The surroundings of a program.
    package init() {
      owner = .current()
      isRunning = { $0.isRunning }
      wallClock = systemWallClock
      executor = BlockingExecutor(label: "skv.ledger")
      busyTimeout = .seconds(5)
      preparation = []
      observer = { StopPoint.pass($0) }
    }
  }

  /// How far SQLite goes to have each commit on disk before it goes on.
  static let synchronous = "FULL"

  /// The path of the file.
  package nonisolated let path: String
  nonisolated let surroundings: Surroundings
  /// Texts that are not written down.
  private nonisolated let secrets: [Secret]
  /// Rings when a run of this program has ended.
  package nonisolated let settlements = Bell()
  var connection: DatabaseQueue?
  /// What the next commit will hold.
  var pending: [PendingChange] = []

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    surroundings.executor.asUnownedSerialExecutor()
  }

  private init(path: String, secrets: [Secret], surroundings: Surroundings) {
    self.path = path
    self.secrets = secrets
    self.surroundings = surroundings
  }

  /// A text as it is written down: with `***` in place of each secret.
  nonisolated func redacted(_ text: String) -> String {
    secrets.reduce(text) { $1.redacted($0) }
  }

  /// A value as it is written down: with `***` in place of each secret in a text or a name of it.
  nonisolated func redacted(_ json: JSON) -> JSON {
    secrets.reduce(json) { $1.redacted($0) }
  }

  /// Opens the ledger at an absolute path, and makes it and its folder if they are missing; `secrets` are
  /// texts that are never written down.
  package static func open(
    path: String, secrets: [Secret] = [], surroundings: Surroundings = Surroundings()
  ) async throws(EngineError) -> Ledger {
    let ledger = Ledger(path: path, secrets: secrets, surroundings: surroundings)
    try await ledger.connect()
    return ledger
  }

  private func connect() throws(EngineError) {
    do {
      try makeFile()
      var configuration = GRDB.Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(surroundings.busyTimeout.inSeconds)
      configuration.label = "skv.ledger"
      let preparation = surroundings.preparation
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        for statement in preparation { try database.execute(sql: statement) }
      }
      let connection = try DatabaseQueue(path: path, configuration: configuration)
      try connection.writeWithoutTransaction { database in
        // GRDB lowers it to NORMAL when it sets up WAL.
        try database.execute(sql: "PRAGMA synchronous = \(Self.synchronous)")
        try database.inTransaction(.immediate) {
          try LedgerSchema.migrate(database, salt: Self.salt())
          return .commit
        }
      }
      self.connection = connection
    } catch let error {
      throw Self.unusable(error, at: path)
    }
  }

  /// Makes the folder (0700) and the file (0600); a file that others may read is closed to them.
  private func makeFile() throws {
    let folder = PosixFileAccess.parent(of: path)
    do {
      try PosixFileAccess().makeFolder(PosixFileAccess.parent(of: folder), mode: 0o700)
    } catch {
      throw EngineError(.ledgerUnusable, error.message + Self.elsewhere)
    }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw EngineError(
        .ledgerUnusable, FileError("make the folder", folder).message + Self.elsewhere)
    }
    // Never by a descriptor: closing it would drop the locks that SQLite holds in this process (fcntl(2)).
    guard mknod(path, S_IFREG | 0o600, 0) == 0 || errno == EEXIST else {
      throw EngineError(.ledgerUnusable, FileError("make", path).message)
    }
    var status = Glibc.stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0, status.st_uid == geteuid() {
      chmod(path, 0o600)
    }
  }

  private static let elsewhere = "; set HOME or XDG_STATE_HOME to a place where folders can be made"

  private static func salt() -> String {
    SHA256Digest(
      of: (0..<4).flatMap { _ in
        withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { Array($0) }
      }
    ).hex
  }
}

// MARK: - How it fails

extension Ledger {
  /// The journal mode and the number of `synchronous` that the connection works with.
  package func safety() throws(EngineError) -> (journalMode: String, synchronous: Int) {
    try read { database in
      (
        try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
        try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
      )
    }
  }

  /// The words for what SQLite or a body threw, with what to do about it.
  static func unusable(_ error: any Error, at path: String) -> EngineError {
    if let error = error as? EngineError { return error }
    guard let error = error as? DatabaseError else {
      return EngineError(
        .ledgerUnusable, "the ledger \(path) cannot be used", cause: String(describing: error))
    }
    let trouble =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        "is locked by another program; try again when that one is done"
      case .SQLITE_READONLY: "is read-only; make it writable"
      case .SQLITE_FULL: "is on a full disk; make room"
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        "is damaged; move it away to start a new one, and keep it, since it knows what was paid for"
      case .SQLITE_CANTOPEN: "cannot be opened"
      case .SQLITE_IOERR: "cannot be read or written"
      default: "cannot be used"
      }
    return EngineError(
      .ledgerUnusable, "the ledger \(path) \(trouble)",
      cause: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")")
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
