/// The actor on whose thread files are opened, digested and looked at.
actor UploadReading {
  private let executor: any SerialExecutor

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Makes one that works where blocking is allowed, on a thread of its own unless `executor` is given.
  init(executor: (any SerialExecutor)? = nil) {
    self.executor = executor ?? BlockingExecutor(label: "skv.upload")
  }

  /// Opens files and digests them.
  ///
  /// Throws `.invalidInput` for a file that is missing, empty, no file or cannot be read,
  /// `.inputChanged` for one whose bytes are not those of the request, and `.interrupted` if the caller
  /// asks to stop meanwhile.
  func open(
    _ uploads: [Upload], _ files: any FileAccess, _ interruption: Interruption
  ) throws(EngineError) -> [UploadFile] {
    var opened: [UploadFile] = []
    for upload in uploads {
      let file = try upload.reading { () throws(FileError) in
        try files.open(upload.path, for: .reading)
      }
      opened.append(try UploadFile(upload, file, interruption))
    }
    return opened
  }

  /// Makes sure that no file was written to since it was digested.
  ///
  /// Throws `.inputChanged` for one that was, and `.invalidInput` for one that cannot be looked at.
  func check(_ files: [UploadFile]) throws(EngineError) {
    for file in files { try file.check() }
  }
}
