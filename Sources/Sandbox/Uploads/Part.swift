/// One part of a `multipart/form-data` body: a field's text, or a file.
struct Part: Hashable {
  var name: String
  /// The name of the file; nil for a text.
  var fileName: String?
  /// The media type that the part declares, without parameters, in small letters.
  var type: String?
  var bytes: ArraySlice<UInt8>
}
