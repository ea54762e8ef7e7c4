import LosslessJSON

/// Puts a host before the paths of uploads.
///
/// A request is kept with paths alone: the sandbox may listen on another port after a restart, and
/// equal requests give equal media whatever the port.
struct UploadAddresses: Sendable {
  let files: [Upload]

  /// `input` with the whole address of each file, under the field that it came for.
  ///
  /// - Parameter origin: `http://` and the host that is asked.
  func placed(in input: JSON, origin: String) -> JSON {
    guard !files.isEmpty, case .object(var object) = input else { return input }
    for (field, files) in Dictionary(grouping: files, by: \.field) {
      let paths = Set(files.map(\.path))
      func placed(_ value: JSON) -> JSON {
        guard let path = value.string, paths.contains(path) else { return value }
        return .string(origin + path)
      }
      guard let value = object[field] else { continue }
      object[field] = value.array.map { .array($0.map(placed)) } ?? placed(value)
    }
    return .object(object)
  }
}
