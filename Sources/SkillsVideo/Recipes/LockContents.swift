import LosslessJSON

/// What stands in a lock.
///
/// A lock is JSON Lines: a head `{"skv_lock": 1}`, then one job a line, sorted by label, item, round and
/// identity, so that two versions of it differ only in the lines of the jobs that differ.
package struct LockContents: Sendable, Hashable {
  /// The version of the form that is written, and the newest that is read.
  package static let version = 1

  /// The entries by their keys.
  package private(set) var entries: [LockEntry.Key: LockEntry] = [:]

  /// Nothing.
  package init() {}

  /// Reads a lock; an empty text is a lock with nothing in it.
  ///
  /// Throws ``EngineError`` of the code `.lockUnusable` that names the line: for text that is no JSON,
  /// such as the marks of a merge conflict, for a line that is no job, and for a lock of a newer skv.
  package init(parsing bytes: [UInt8], name: String) throws(EngineError) {
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      let place = "\(name), line \(number)"
      let json: JSON
      do {
        json = try JSON(parsing: line)
      } catch {
        let isConflict = line.starts(with: "<<<<<<<".utf8) || line.starts(with: "=======".utf8)
        throw EngineError(
          .lockUnusable,
          isConflict
            ? "\(place): a merge conflict: keep the lines of both sides and take out its marks"
            : "\(place): this is no JSON")
      }
      if let version = json["skv_lock"]?.number?.int {
        guard version <= Self.version else {
          throw EngineError(.lockUnusable, "\(place): the lock was written by a newer skv")
        }
        continue
      }
      guard let entry = LockEntry(json) else {
        throw EngineError(.lockUnusable, "\(place): this is no job of a lock")
      }
      insert(entry)
    }
  }

  /// Takes an entry in; of two with one key the one that is further stays.
  package mutating func insert(_ entry: LockEntry) {
    entries[entry.key] = entries[entry.key]?.merged(with: entry) ?? entry
  }

  /// Drops entries.
  package mutating func remove(_ keys: some Sequence<LockEntry.Key>) {
    for key in keys { entries[key] = nil }
  }

  /// The newest round of a job, nil if the lock does not know it.
  package func round(of identity: RunIdentity) -> Int? {
    let digest = identity.digest
    return rounds[digest]
  }

  /// The newest round of each job by its identity.
  package var rounds: [String: Int] {
    entries.keys.reduce(into: [:]) { rounds, key in
      rounds[key.identity] = max(rounds[key.identity] ?? 0, key.round)
    }
  }

  /// The entries in the order of the file.
  package var sorted: [LockEntry] {
    entries.values.sorted { left, right in
      if left.label != right.label {
        return left.label.utf8.lexicographicallyPrecedes(right.label.utf8)
      }
      if left.item != right.item { return left.item < right.item }
      if left.key.round != right.key.round { return left.key.round < right.key.round }
      return left.key.identity < right.key.identity
    }
  }

  /// The text of the file.
  package var text: String {
    let head: JSON = ["skv_lock": .number(JSONNumber(Self.version))]
    return ([head] + sorted.map(\.json)).map { $0.printed(.spaced) + "\n" }.joined()
  }
}
