/// The files that were made last, so that a range does not draw its picture again.
actor MediaShelf {
  private let capacity: Int
  private var files: [String: [UInt8]] = [:]
  private var order: [String] = []

  /// - Parameter capacity: How many files are kept at most, at least 1.
  init(capacity: Int = 16) {
    self.capacity = capacity
  }

  var count: Int { files.count }

  func file(_ output: Output) -> [UInt8] {
    let tag = output.tag
    if let file = files[tag] { return file }
    let file = output.file()
    if order.count >= capacity { files[order.removeFirst()] = nil }
    order.append(tag)
    files[tag] = file
    return file
  }
}
