import LosslessJSON

/// Turns the parts of a form into the request that a JSON body would have held.
struct FormBody: Sendable {
  let schema: FormSchema

  /// The request, its files, and what is wrong with how fields and files were sent.
  ///
  /// Fields stand in the order of their first parts, lists in the order of theirs.
  ///
  /// - Throws: `.notText` for a part that is neither text nor a file.
  func read(
    _ parts: [Part]
  ) throws(MultipartError) -> (submission: Submission, complaints: [Complaint]) {
    let groups = Self.groups(parts)
    var texts: [String: String] = [:]
    for group in groups where group.indices.count == 1 {
      let part = parts[group.indices[0]]
      if part.fileName == nil { texts[group.name] = String(validating: part.bytes, as: UTF8.self) }
    }
    var input = JSONObject()
    var files: [Int: ReceivedFile] = [:]
    var complaints: [Complaint] = []
    for group in groups {
      let field = schema.field(group.name, texts: texts)
      let isList =
        field.count == .list || (field.count == .either && group.indices.count > 1)
      if !isList && group.indices.count > 1 {
        complaints.append(
          Complaint(
            place: group.name, text: "is sent \(group.indices.count) times and takes one value"))
      }
      var values: [JSON] = []
      for (place, index) in group.indices.enumerated() {
        let part = parts[index]
        if part.fileName == nil {
          guard let text = String(validating: part.bytes, as: UTF8.self) else {
            throw .notText(part.name)
          }
          values.append(field.value(text, isItem: isList))
        } else {
          let format = UploadSniffer.format(of: part.bytes)
          complaints += FileRules.complaints(
            part, format, field, at: isList ? "\(group.name)[\(place)]" : group.name)
          let file = Self.file(part, format)
          values.append(.string(file.upload.path))
          files[index] = file
        }
      }
      input[group.name] = isList ? .array(values) : values[0]
    }
    let received = parts.indices.compactMap { files[$0] }
    return (Submission(input: .object(input), files: received), complaints)
  }

  private static func file(_ part: Part, _ format: UploadFormat?) -> ReceivedFile {
    ReceivedFile(
      upload: Upload(
        field: part.name, name: part.fileName ?? "",
        type: format?.type ?? "application/octet-stream", size: part.bytes.count,
        sha256: SHA256.hexText(of: SHA256.digest(of: part.bytes))),
      bytes: part.bytes)
  }

  /// The parts by name, in the order of the first of each.
  private static func groups(_ parts: [Part]) -> [(name: String, indices: [Int])] {
    var groups: [(name: String, indices: [Int])] = []
    // By bytes: strings would be equal by Unicode's equivalence too, and names are not.
    var places: [[UInt8]: Int] = [:]
    for (index, part) in parts.enumerated() {
      if let place = places[Array(part.name.utf8)] {
        groups[place].indices.append(index)
      } else {
        places[Array(part.name.utf8)] = groups.count
        groups.append((part.name, [index]))
      }
    }
    return groups
  }
}
