import LosslessJSON
import SkillsVideo

/// The list of the documents that are kept, as it stands in the cache.
struct ContractIndex: Sendable, Hashable {
  /// One kept document.
  struct Entry: Sendable, Hashable {
    let digest: SHA256Digest
    let name: String
    let taken: String

    /// The name of its file in the cache.
    var fileName: String { digest.hex + ".json" }
  }

  /// The documents, the lowest first.
  var entries: [Entry] = []

  private static let version = 1

  /// Whether the bytes are a list that a newer skv has written.
  static func isNewer(_ bytes: [UInt8]) -> Bool {
    (try? JSON(parsing: bytes))?["version"]?.number?.int.map { $0 > version } ?? false
  }

  /// Reads a list; nil for what is none.
  init?(_ bytes: [UInt8]) {
    guard let root = try? JSON(parsing: bytes), root["version"]?.number?.int == Self.version,
      let list = root["documents"]?.array
    else { return nil }
    for item in list {
      guard let digest = item["sha256"]?.string.flatMap(SHA256Digest.init(hex:)),
        let name = item["name"]?.string, let taken = item["taken"]?.string
      else { return nil }
      entries.append(Entry(digest: digest, name: name, taken: taken))
    }
  }

  /// Lists the kept documents of a contract.
  init(of contract: ContractInUse) {
    entries = contract.sources.compactMap { source in
      source.taken.map { Entry(digest: source.digest, name: source.name, taken: $0) }
    }
  }

  /// The list as it is written.
  var bytes: [UInt8] {
    let list = entries.map { entry -> JSON in
      [
        "sha256": .string(entry.digest.hex), "name": .string(entry.name),
        "taken": .string(entry.taken),
      ]
    }
    let root: JSON = ["version": .number(JSONNumber(Self.version)), "documents": .array(list)]
    return JSONPrinter.bytes(of: root, style: .indented(2)) + [0x0A]
  }
}
