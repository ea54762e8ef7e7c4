/// What a download needs of a file system; tests put trouble in.
///
/// Every call blocks and belongs on an executor that may.
package protocol FileAccess: Sendable {
  /// Makes a folder with all folders above it; one that is there is fine.
  func makeFolder(_ path: String) throws(FileError)
  /// Opens a file.
  ///
  /// For writing it is made if it is missing, no link at its name is followed, and the call throws
  /// with `EWOULDBLOCK` while someone else has it open for writing. For reading it throws with
  /// `ENOENT` if it is missing and with ``FileError/notAFile`` for a folder, pipe or device, and it
  /// never waits.
  func open(_ path: String, for use: FileUse) throws(FileError) -> any OutputFile
  /// Renames a file in one step; without `replacing` it throws with `EEXIST` if the name is taken.
  func rename(_ path: String, to newPath: String, replacing: Bool) throws(FileError)
  /// Makes the names in a folder survive a crash.
  func synchronizeFolder(_ path: String) throws(FileError)
}

/// What a file is opened for.
package enum FileUse: Sendable, Hashable {
  /// To be read alone.
  case reading
  /// To be written, and read again.
  case writing
}

/// An open file; it is closed when it is let go.
package protocol OutputFile: Sendable {
  /// The length in bytes.
  func length() throws(FileError) -> Int
  /// The length, and when the file was written last.
  func stamp() throws(FileError) -> FileStamp
  /// Writes all of the bytes from a place on.
  func write(_ bytes: [UInt8], at offset: Int) throws(FileError)
  /// Reads at most `count` bytes from a place on; fewer only at the end of the file.
  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8]
  /// Cuts or extends the file.
  func truncate(to length: Int) throws(FileError)
  /// Makes what was written survive a crash.
  func synchronize() throws(FileError)
}
