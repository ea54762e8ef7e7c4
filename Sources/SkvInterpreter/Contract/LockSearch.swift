import Glibc
import LosslessJSON
import SkillsVideo

/// The lock files below a folder, with the models that their jobs were made with.
///
/// A lock is JSON Lines: a head, then one job a line. Only the member `model` of a line is looked at,
/// and a line without one is passed over. Links and hidden folders are not followed.
package struct LockSearch: Sendable {
  /// How deep folders are searched.
  package static let maximumDepth = 12
  /// How many files and folders are looked at.
  package static let maximumEntries = 100_000
  /// The greatest lock that is read, 64 MiB.
  package static let largest = 64 << 20

  /// One lock file.
  package struct Lock: Sendable, Hashable {
    /// Its path, below the folder that was searched.
    package let path: String
    /// The full paths of its models.
    package let models: Set<String>
  }

  /// The locks that name a model, by their paths.
  package private(set) var locks: [Lock] = []
  /// Whether the search ended early, at one of the limits.
  package private(set) var isCut = false

  /// Whether the folder itself could be read.
  package let isReadable: Bool

  private var entries = 0
  private let folder: String

  /// Searches a folder.
  package init(below folder: String) {
    self.folder = folder
    isReadable = FolderListing.names(in: folder + "/.") != nil
    search("", depth: 0)
  }

  /// The paths of the locks that hold a job of that model.
  package func locks(of model: String) -> [String] {
    locks.filter { $0.models.contains(model) }.map(\.path)
  }

  private mutating func search(_ place: String, depth: Int) {
    guard depth <= Self.maximumDepth else {
      isCut = true
      return
    }
    let path = place.isEmpty ? folder : folder + "/" + place
    // The folder itself may be named by a link, those below it may not.
    for name in FolderListing.names(in: place.isEmpty ? path + "/." : path) ?? [] {
      entries += 1
      guard entries <= Self.maximumEntries else {
        isCut = true
        return
      }
      if name.hasPrefix(".") { continue }
      let inner = place.isEmpty ? name : place + "/" + name
      var status = stat()
      guard lstat(folder + "/" + inner, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: search(inner, depth: depth + 1)
      case S_IFREG where name.hasSuffix(".skv.lock") || name.hasSuffix(".skv.sandbox.lock"):
        read(inner)
      default: break
      }
    }
  }

  private mutating func read(_ place: String) {
    let path = folder + "/" + place
    guard let contents = try? ContractSource.contents(of: path, limit: Self.largest) else {
      isCut = true
      return
    }
    let bytes = contents
    var models: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let model = (try? JSON(parsing: line))?["model"]?.string { models.insert(model) }
    }
    if !models.isEmpty { locks.append(Lock(path: place, models: models)) }
  }
}
