/// A file that is open to be sent, and holds what the request says.
///
/// It is read through the file that was digested, so a new file under the same name changes nothing.
struct UploadFile: Sendable {
  /// What the request says of it.
  let upload: Upload
  private let file: any OutputFile
  private let stamp: FileStamp

  /// Digests a file that is open.
  ///
  /// Throws `.invalidInput` for one that is empty or cannot be read, `.inputChanged` for one whose bytes
  /// are not those of the request, and `.interrupted` if the caller asks to stop meanwhile.
  init(
    _ upload: Upload, _ file: any OutputFile, _ interruption: Interruption
  ) throws(EngineError) {
    self.upload = upload
    self.file = file
    stamp = try upload.reading { () throws(FileError) in try file.stamp() }
    guard stamp.length > 0 else {
      throw EngineError(.invalidInput, "\(upload.path) is empty; nothing was sent")
    }
    guard stamp.length == upload.bytes else { throw upload.hasChanged }
    let hash = SHA256()
    var length = 0
    while length < upload.bytes {
      guard !interruption.isRaised else {
        throw EngineError(.interrupted, "stopped before anything was sent")
      }
      let bytes = try upload.reading { () throws(FileError) in
        try file.read(at: length, count: min(1 << 18, upload.bytes - length))
      }
      guard !bytes.isEmpty else { throw upload.hasChanged }
      hash.update(bytes)
      length += bytes.count
    }
    guard hash.digest().hex == upload.sha256 else { throw upload.hasChanged }
    try check()
  }

  /// Makes sure that it was not written to since it was digested; throws as `init` does.
  func check() throws(EngineError) {
    let now = try upload.reading { () throws(FileError) in try file.stamp() }
    guard now == stamp else { throw upload.hasChanged }
  }
}

extension UploadFile: ByteSource {
  var length: Int { upload.bytes }
  var digest: SHA256Digest? { SHA256Digest(hex: upload.sha256) }

  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    try file.read(at: offset, count: count)
  }
}

extension Upload {
  fileprivate var hasChanged: EngineError {
    EngineError(
      .inputChanged,
      "\(path) was changed after the request was made; nothing was sent: run the script "
        + "again, or set the file again at the prompt, to send it as it is now")
  }

  /// Does what a file is needed for, and says which file could not be used.
  func reading<Value>(
    _ work: () throws(FileError) -> Value
  ) throws(EngineError) -> Value {
    do {
      return try work()
    } catch {
      throw EngineError(.invalidInput, "\(error.message); nothing was sent")
    }
  }
}
