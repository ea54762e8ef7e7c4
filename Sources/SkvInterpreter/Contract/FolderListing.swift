import Glibc

/// The names in a folder.
enum FolderListing {
  /// All names but `.` and `..`, sorted; nil where the folder cannot be read.
  ///
  /// A link at the last place of the path is not followed.
  static func names(in path: String) -> [String]? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // In place: an entry may end before its structure does, so it must not be copied.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        String(cString: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
