import GRDB
import Glibc

/// A look at the ledger's file that makes, changes and locks nothing.
///
/// Everything here blocks for as long as the disk, or another program's lock, takes.
package struct LedgerInspection: Sendable {
  private let path: String
  private let service: String
  private let isRunning: @Sendable (ProcessIdentity) -> Bool
  private let busyTimeout: Duration

  /// Prepares the look; runs count for the service of that name.
  package init(
    path: String, service: String,
    isRunning: @escaping @Sendable (ProcessIdentity) -> Bool = { $0.isRunning },
    busyTimeout: Duration = .seconds(2)
  ) {
    self.path = path
    self.service = service
    self.isRunning = isRunning
    self.busyTimeout = busyTimeout
  }

  /// The version of SQLite that is loaded.
  package static var engineVersion: String {
    let version = try? DatabaseQueue().read { database in
      try String.fetchOne(database, sql: "SELECT sqlite_version()")
    }
    return version ?? "unknown"
  }

  /// What the file holds, nil where there is none; throws `.ledgerUnusable` if it cannot be read.
  package func report() throws(EngineError) -> LedgerReport? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw EngineError(.ledgerUnusable, FileError("look at", path).message)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw EngineError(.ledgerUnusable, "the ledger \(path) is no file; move it away")
    }
    if let process = lockingProcess() {
      throw EngineError(
        .ledgerUnusable,
        "the ledger \(path) is locked by \(process > 0 ? "process \(process)" : "another program"); "
          + "try again when that one is done")
    }
    // Both before SQLite opens the file: to close any descriptor of it takes the process's locks away
    // (sqlite.org/howtocorrupt.html §2.2).
    let mode = journalMode
    do {
      return try report(ofSize: Int(status.st_size), mode)
    } catch {
      throw Ledger.unusable(error, at: path)
    }
  }

  private func report(ofSize size: Int, _ mode: String) throws -> LedgerReport {
    guard !hasLog else { return try read(path, size, mode) }
    do {
      return try read(Self.unchangingName(of: path), size, mode)
    } catch let error as DatabaseError {
      // Another program has begun to write meanwhile, or names of this form are not known.
      guard hasLog || error.resultCode == .SQLITE_CANTOPEN else { throw error }
      return try read(path, size, mode)
    }
  }

  /// Whether there is a write-ahead log with something in it. Without one the file is the whole truth
  /// and can be read as one that does not change; a reader would else make files beside it.
  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// The mode that the file's head says (sqlite.org/fileformat2.html §1.3.3): a connection that takes
  /// the file for unchanging gives its own.
  private var journalMode: String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "unknown" }
    defer { close(descriptor) }
    var version: UInt8 = 0
    guard pread(descriptor, &version, 1, 18) == 1 else { return "no" }
    return version == 2 ? "wal" : "rollback"
  }

  private static func unchangingName(of path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let plain = path.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: [byte]
      }
    }
    return "file:" + String(decoding: plain, as: UTF8.self) + "?immutable=1"
  }

  private func read(_ name: String, _ size: Int, _ mode: String) throws -> LedgerReport {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(busyTimeout.inSeconds)
    configuration.label = "skv.ledger.inspection"
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    return try DatabaseQueue(path: name, configuration: configuration).read { database in
      var report = LedgerReport(
        bytes: size, version: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        journalMode: mode)
      let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      report.fault = verdict == "ok" ? nil : verdict ?? "no verdict"
      guard (1...LedgerSchema.steps.count).contains(report.version), report.fault == nil else {
        return report
      }
      report.runs = try Int.fetchOne(database, sql: "SELECT count(*) FROM runs") ?? 0
      try count(database, into: &report)
      return report
    }
  }

  private func count(_ database: Database, into report: inout LedgerReport) throws {
    let states = RunState.allCases.filter(\.isUnfinished).map { "'\($0.rawValue)'" }
      .joined(separator: ", ")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT state, owner_boot, owner_process, owner_start, base_url FROM runs
        WHERE state IN (\(states))
        """)
    while let row = try rows.next() {
      if row.owner.map(isRunning) ?? false {
        report.followed += 1
      } else if row["base_url"] as String != service {
        report.elsewhere += 1
      } else if row.state == .inDoubt || row.state == .submitting {
        report.inDoubt += 1
      } else {
        report.unfinished += 1
      }
    }
  }

  /// The process that keeps all others from reading, -1 for one that the system does not name.
  ///
  /// SQLite's locks are on the bytes from 2³⁰ on (sqlite.org/lockingv3.html): the first is locked by a
  /// program that waits for its readers to go, those from the third on are shared by readers. Asking
  /// for a lock that could be had takes none.
  private func lockingProcess() -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    for (start, length) in [(1 << 30, 1), ((1 << 30) + 2, 510)] {
      var lock = flock()
      lock.l_type = Int16(F_RDLCK)
      lock.l_whence = Int16(SEEK_SET)
      lock.l_start = start
      lock.l_len = length
      if fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) {
        return lock.l_pid > 0 ? lock.l_pid : -1
      }
    }
    return nil
  }
}
