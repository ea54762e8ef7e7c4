import LosslessJSON

/// The `data` of a generation that is complete.
struct OutputData: Sendable {
  let shapes: Shapes
  /// Where media stand: `http://127.0.0.1:PORT`.
  let origin: String

  func json(_ generation: Generation) -> JSON {
    let files = (0..<generation.outputCount).map { file(generation, $0) }
    switch generation.kind {
    case .image:
      return common("image", generation, [("images", .array(files)), ("image", files[0])])
    case .video: return video(generation, files)
    }
  }

  /// The three forms of `Shapes.Video`.
  private func video(_ generation: Generation, _ files: [JSON]) -> JSON {
    switch shapes.video {
    case .like:
      let several = files.count > 1 ? [("videos", JSON.array(files))] : []
      return common("video", generation, several + [("video", files[0])])
    case .list: return ["videos": .array(files)]
    case .nested:
      let addresses = files.compactMap { $0["url"] }
      return files.count == 1
        ? ["output": ["video_url": addresses[0]]] : ["output": ["video_urls": .array(addresses)]]
    }
  }

  private func common(
    _ type: String, _ generation: Generation, _ files: [(String, JSON)]
  ) -> JSON {
    var object: JSONObject = [
      "type": .string(type), "n": .number(JSONNumber(generation.outputCount)),
      "actual_prompt": .string(generation.prompt),
    ]
    for (name, value) in files { object[name] = value }
    return .object(object)
  }

  private func file(_ generation: Generation, _ index: Int) -> JSON {
    let output = Output(generation: generation, index: index)
    return [
      "url": .string("\(origin)/media/\(generation.id)/\(output.fileName)"),
      "file_name": .string(output.fileName), "content_type": .string(output.contentType),
      "width": .number(JSONNumber(output.size.width)),
      "height": .number(JSONNumber(output.size.height)),
    ]
  }
}
