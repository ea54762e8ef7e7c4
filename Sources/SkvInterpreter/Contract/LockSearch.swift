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
  /// A folder or lock that was not looked at.
  package struct Omission: Sendable, Hashable {
    /// Its path, below the folder that was searched.
    package let path: String
    /// Why not.
    package let reason: String
  }

  /// What was not looked at, in the order it was met.
  package private(set) var omissions: [Omission] = []

  /// Whether a folder can be searched at all.
  package static func canSearch(_ folder: String) -> Bool {
    FolderListing.names(in: folder + "/.") != nil
  }

  private var entries = 0
  private let folder: String

  /// Searches a folder.
  package init(below folder: String) {
    self.folder = folder
    search("", depth: 0)
  }

  /// The paths of the locks that hold a job of that model.
  package func locks(of model: String) -> [String] {
    locks.filter { $0.models.contains(model) }.map(\.path)
  }

  private mutating func search(_ place: String, depth: Int) {
    guard depth <= Self.maximumDepth else {
      omit(place, "it lies deeper than \(Self.maximumDepth) folders")
      return
    }
    let path = place.isEmpty ? folder : folder + "/" + place
    // The folder itself may be named by a link, those below it may not.
    guard let names = FolderListing.names(in: place.isEmpty ? path + "/." : path) else {
      omit(place, String(cString: strerror(errno)))
      return
    }
    for name in names {
      guard entries < Self.maximumEntries else {
        omit(place, "there are more than \(Self.maximumEntries) files and folders")
        return
      }
      entries += 1
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
    let bytes: [UInt8]
    do throws(FileError) {
      guard let contents = try ContractSource.contents(of: path, limit: Self.largest) else {
        omit(place, "it is larger than \(Self.largest >> 20) MiB")
        return
      }
      bytes = contents
    } catch {
      omit(place, error.message)
      return
    }
    var models: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let model = (try? JSON(parsing: line))?["model"]?.string { models.insert(model) }
    }
    if !models.isEmpty { locks.append(Lock(path: place, models: models)) }
  }

  private mutating func omit(_ place: String, _ reason: String) {
    omissions.append(Omission(path: place.isEmpty ? "." : place, reason: reason))
  }
}
