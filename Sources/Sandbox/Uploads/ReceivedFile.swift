/// A file that came with a submit, and its bytes.
struct ReceivedFile: Sendable {
  var upload: Upload
  var bytes: ArraySlice<UInt8>
}
