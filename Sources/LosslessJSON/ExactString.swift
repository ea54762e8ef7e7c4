/// A string that equals another only if both hold the same UTF-8 bytes.
///
/// Swift's own comparison takes `é` as one scalar and `é` as two for the same; JSON does not. The
/// hash runs over the bytes too, so that many equivalent spellings do not end in one bucket.
struct ExactString: Hashable {
  let string: String

  init(_ string: String) {
    self.string = string
  }

  static func == (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.count == right.string.utf8.count
      && left.string.utf8.elementsEqual(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { bytes in
      hasher.combine(bytes.count)
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
  }
}
