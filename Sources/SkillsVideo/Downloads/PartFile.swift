import Glibc

/// The `.part` of one download, written and hashed where blocking is allowed.
actor PartFile {
  private let executor = BlockingExecutor(label: "skv.part")
  private let files: any FileAccess
  private let path: String
  private var file: (any OutputFile)?
  private var hash = SHA256()
  private var length = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(files: any FileAccess, path: String) {
    self.files = files
    self.path = path
  }

  /// Opens the file, keeps its first bytes and hashes them; gives 0 if there are not so many.
  func open(keeping wanted: Int) throws(FileError) -> Int {
    let file: any OutputFile
    if let open = self.file {
      file = open
    } else {
      try files.makeFolder(PosixFileAccess.parent(of: path))
      file = try files.open(path, for: .writing)
      self.file = file
    }
    hash = SHA256()
    length = 0
    if wanted > 0, try file.length() >= wanted {
      while length < wanted {
        let bytes = try file.read(at: length, count: min(1 << 18, wanted - length))
        guard !bytes.isEmpty else { break }
        hash.update(bytes)
        length += bytes.count
      }
    }
    try file.truncate(to: length)
    return length
  }

  func append(_ bytes: [UInt8]) throws(FileError) {
    try file?.write(bytes, at: length)
    hash.update(bytes)
    length += bytes.count
  }

  /// Makes the file a copy of another one, and gives its length.
  func copy(_ source: String) throws(FileError) -> Int {
    _ = try open(keeping: 0)
    let original = try files.open(source, for: .reading)
    while true {
      let bytes = try original.read(at: length, count: 1 << 18)
      guard !bytes.isEmpty else { return length }
      try append(bytes)
    }
  }

  /// Makes the file a copy of another one with a recipe in it, and gives its length; nil, with nothing
  /// written, for one that has no place for it.
  func copy(
    _ source: String, with recipe: [UInt8], in container: RecipeContainer
  ) throws(FileError) -> Int? {
    let original = try files.open(source, for: .reading)
    let end = try original.length()
    let place = try container.place(length: end) { offset, count throws(FileError) in
      try original.read(at: offset, count: count)
    }
    guard let place else { return nil }
    _ = try open(keeping: 0)
    try append(original, 0..<place)
    try append(container.wrapped(recipe))
    try append(original, place..<end)
    return length
  }

  private func append(_ original: any OutputFile, _ range: Range<Int>) throws(FileError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let bytes = try original.read(at: offset, count: min(1 << 18, range.upperBound - offset))
      guard !bytes.isEmpty else { throw FileError(operation: "read", path: path, number: EIO) }
      try append(bytes)
      offset += bytes.count
    }
  }

  /// Syncs what was written and gives its length.
  func synchronize() throws(FileError) -> Int {
    try file?.synchronize()
    return length
  }

  /// Syncs, digests, looks at the bytes, and closes.
  func finish() throws(FileError) -> (digest: SHA256Digest, media: MediaInfo?) {
    guard let file else { return (hash.digest(), nil) }
    try file.synchronize()
    let media = try MediaInspector.inspect(length: length) { offset, count throws(FileError) in
      try file.read(at: offset, count: count)
    }
    self.file = nil
    return (hash.digest(), media)
  }

  /// Gives the file its name; both folders keep what they were told.
  func rename(to newPath: String, replacing: Bool) throws(FileError) {
    let folder = PosixFileAccess.parent(of: newPath)
    let oldFolder = PosixFileAccess.parent(of: path)
    try files.makeFolder(folder)
    try files.rename(path, to: newPath, replacing: replacing)
    try files.synchronizeFolder(folder)
    if oldFolder != folder { try files.synchronizeFolder(oldFolder) }
  }
}
