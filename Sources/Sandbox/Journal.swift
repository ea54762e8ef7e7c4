import Glibc
import LosslessJSON

/// A file with one line of JSON for each accepted request, so that a restart loses none.
struct Journal: Sendable {
  /// One accepted request.
  struct Entry: Sendable, Hashable {
    var id: String
    var model: String
    var input: JSON
    /// What the model made when the request was accepted; nil in journals that do not say it.
    var kind: OutputKind?
    /// Since 1970.
    var at: Duration
    /// The files that came with it; their bytes stand in an `UploadFolder`.
    var files: [Upload] = []
  }

  let path: String

  /// The entries of the file, none if there is no file.
  ///
  /// What follows the last newline is a line that a crash cut off: it is ignored and taken out,
  /// so that the next entry stands on a line of its own.
  ///
  /// - Throws: `SandboxError.badJournal` for a file that cannot be read and for a damaged line
  ///   before the last.
  func read() throws(SandboxError) -> [Entry] {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw SandboxError(.badJournal, "the journal \(path) cannot be read")
    }
    defer { close(file) }
    // Another process may be adding a line.
    guard flock(file, LOCK_EX) == 0, let bytes = FileBytes.all(of: file) else {
      throw SandboxError(.badJournal, "the journal \(path) cannot be read")
    }
    var entries: [Entry] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var length = 0
    for (index, line) in lines.enumerated() {
      if let entry = Self.entry(line), index < lines.count - 1 {
        entries.append(entry)
        length += line.count + 1
      } else if index < lines.count - 2 {
        throw SandboxError(
          .badJournal, "line \(index + 1) of the journal \(path) is damaged: mend or remove it")
      } else {
        break
      }
    }
    if length < bytes.count, ftruncate(file, length) != 0 {
      throw SandboxError(.badJournal, "the journal \(path) cannot be written")
    }
    return entries
  }

  /// Adds one line; false where the file cannot be written.
  func append(_ entry: Entry) -> Bool {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { return false }
    let nanoseconds =
      entry.at.components.seconds * 1_000_000_000
      + entry.at.components.attoseconds / 1_000_000_000
    var line: JSONObject = [
      "id": .string(entry.id), "model": .string(entry.model),
      "at": .number(JSONNumber(Int(nanoseconds))), "input": entry.input,
    ]
    if let kind = entry.kind { line["kind"] = .string(kind.rawValue) }
    if !entry.files.isEmpty { line["files"] = .array(entry.files.map(\.json)) }
    var rest = Array((JSON.object(line).printed() + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func entry(_ line: some Collection<UInt8>) -> Entry? {
    guard let json = try? JSON(parsing: Array(line)), let id = json["id"]?.string,
      let model = json["model"]?.string, let at = json["at"]?.number?.int,
      let input = json["input"], input.object != nil
    else { return nil }
    let listed = json["files"] ?? .array([])
    guard let files = listed.array?.map(Upload.init), !files.contains(nil) else { return nil }
    return Entry(
      id: id, model: model, input: input, kind: json["kind"]?.string.flatMap(OutputKind.init),
      at: .nanoseconds(at), files: files.compactMap { $0 })
  }
}
