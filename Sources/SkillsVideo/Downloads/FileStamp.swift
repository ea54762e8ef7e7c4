/// What changes when a file is written; two equal stamps of one file make it likely that it was not.
package struct FileStamp: Sendable, Hashable {
  /// The length in bytes.
  package var length: Int
  /// When the file was written last, in nanoseconds since 1970.
  package var modified: Int64

  /// Makes a stamp.
  package init(length: Int, modified: Int64) {
    self.length = length
    self.modified = modified
  }
}
