/// The bytes of all uploads of a sandbox, in memory or beside the journal.
struct UploadShelf: Sendable {
  private let folder: UploadFolder?
  private var inMemory: [String: [UInt8]] = [:]
  private var known: [String: Upload] = [:]

  /// - Parameter journal: The journal's path; nil keeps the bytes in memory.
  init(journal: String?) {
    folder = journal.map { UploadFolder(journal: $0) }
  }

  /// Makes the bytes last; false where they cannot be written.
  mutating func keep(_ files: [ReceivedFile]) -> Bool {
    for file in files {
      let digest = file.upload.sha256
      if let folder {
        guard folder.write(file.bytes, sha256: digest) else { return false }
      } else if inMemory[digest] == nil {
        inMemory[digest] = Array(file.bytes)
      }
    }
    return true
  }

  /// Hands out files from now on.
  mutating func show(_ files: [Upload]) {
    for file in files { known[file.path] = file }
  }

  /// A file and its bytes; nil where no accepted submit brought one to this path.
  func find(_ path: String) -> (upload: Upload, bytes: [UInt8])? {
    guard let upload = known[path] else { return nil }
    let bytes = folder.map { $0.read(sha256: upload.sha256) } ?? inMemory[upload.sha256]
    return bytes.flatMap { $0.count == upload.size ? (upload, $0) : nil }
  }
}
