import GRDB

/// The tables of the ledger, as steps that are only ever added to.
///
/// `user_version` counts the steps that a file has taken. All that are missing are taken in one
/// IMMEDIATE transaction, so that two programs that start at once do not meet.
enum LedgerSchema {
  static let steps = [
    """
    CREATE TABLE properties (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,
      owner_boot TEXT,
      owner_process INTEGER,
      owner_start INTEGER,
      key_digest TEXT NOT NULL,
      base_url TEXT NOT NULL,
      model TEXT NOT NULL,
      request TEXT NOT NULL,
      take INTEGER NOT NULL,
      identity TEXT NOT NULL,
      nonce TEXT NOT NULL,
      label TEXT NOT NULL,
      item INTEGER NOT NULL,
      script TEXT,
      destination TEXT NOT NULL,
      generation_id TEXT,
      source TEXT,
      status TEXT,
      response TEXT,
      credits TEXT,
      seed TEXT,
      error_code TEXT,
      error_message TEXT,
      planned_at INTEGER NOT NULL,
      submitted_at INTEGER,
      accepted_at INTEGER,
      ended_at INTEGER,
      saved_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX runs_by_generation ON runs (base_url, generation_id)
      WHERE generation_id IS NOT NULL;
    CREATE UNIQUE INDEX runs_by_identity ON runs (identity, nonce)
      WHERE state IN ('submitting', 'accepted', 'finished', 'in_doubt');
    CREATE INDEX runs_by_state ON runs (state);

    CREATE TABLE outputs (
      run INTEGER NOT NULL REFERENCES runs (number),
      place INTEGER NOT NULL,
      state TEXT NOT NULL,
      url TEXT NOT NULL,
      content_type TEXT,
      part_path TEXT,
      part_validator TEXT,
      part_length INTEGER,
      part_total INTEGER,
      path TEXT,
      bytes INTEGER,
      delivered_sha256 TEXT,
      filed_sha256 TEXT,
      width INTEGER,
      height INTEGER,
      duration REAL,
      PRIMARY KEY (run, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outputs_by_path ON outputs (path) WHERE path IS NOT NULL;

    CREATE TABLE transitions (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES runs (number),
      from_state TEXT,
      to_state TEXT NOT NULL,
      at INTEGER NOT NULL,
      detail TEXT
    ) STRICT;
    CREATE INDEX transitions_by_run ON transitions (run);
    """,
    // Rounds, the places that outputs were copied to, and bodies that are not those of an identity.
    """
    CREATE INDEX runs_by_sameness ON runs (identity, nonce);
    ALTER TABLE runs ADD COLUMN body TEXT;
    CREATE TABLE rounds (
      identity TEXT PRIMARY KEY,
      number INTEGER NOT NULL,
      opened_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE copies (
      run INTEGER NOT NULL REFERENCES runs (number),
      place INTEGER NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (run, place, path)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX copies_by_path ON copies (path);
    """,
    // What budgets count: the kind of run by which prices are looked up, the invocation, and when the
    // run was first claimed, which decides the day that it counts for.
    """
    ALTER TABLE runs ADD COLUMN cost_key TEXT;
    ALTER TABLE runs ADD COLUMN invocation TEXT;
    ALTER TABLE runs ADD COLUMN reserved_at INTEGER;
    UPDATE runs SET reserved_at = submitted_at;
    CREATE INDEX runs_by_cost_key ON runs (cost_key, credits, state) WHERE credits IS NOT NULL;
    CREATE INDEX runs_by_invocation ON runs (invocation) WHERE invocation IS NOT NULL;
    CREATE INDEX runs_by_reservation ON runs (reserved_at) WHERE reserved_at IS NOT NULL;
    """,
    // How a request is sent.
    """
    ALTER TABLE runs ADD COLUMN sending TEXT;
    """,
  ]

  /// Takes the missing steps; inside a transaction. Throws ``EngineError`` for a ledger of a newer skv.
  static func migrate(_ database: Database, salt: String) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= steps.count else {
      throw EngineError(
        .ledgerUnusable,
        "the ledger was written by a newer skv (its version is \(version), this one knows "
          + "\(steps.count)); use that one")
    }
    guard version < steps.count else { return }
    for step in steps[version...] { try database.execute(sql: step) }
    try database.execute(
      sql: "INSERT OR IGNORE INTO properties (name, value) VALUES ('salt', ?)", arguments: [salt])
    try database.execute(sql: "PRAGMA user_version = \(steps.count)")
  }
}
