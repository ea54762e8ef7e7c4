import LosslessJSON

/// The JSON that the service shows of a generation.
struct GenerationAnswers: Sendable {
  let shapes: Shapes
  /// Where media stand: `http://127.0.0.1:PORT`.
  let origin: String

  /// The answer to a submit, and an entry of the running list: `{id, status, input, usage}`.
  func accepted(_ generation: Generation, _ state: Generation.State) -> JSON {
    var object = head(generation, state)
    object["usage"] = generation.usage.json
    return .object(object)
  }

  /// A generation with its output: `{id, status, input, data, usage}`, and `code` and `message`
  /// of one that failed.
  ///
  /// - Parameter isFrame: In a stream the usage is zero before the end.
  func result(
    _ generation: Generation, _ state: Generation.State, isFrame: Bool = false
  ) -> JSON {
    var object = head(generation, state)
    object["data"] =
      state == .completed ? OutputData(shapes: shapes, origin: origin).json(generation) : .null
    let isZero = state == .failed || (isFrame && state != .completed)
    object["usage"] = (isZero ? Usage.zero : generation.usage).json
    if state == .failed {
      object["code"] = .string(generation.kind.codeFamily + "FAILED")
      object["message"] = "The generation failed, as its prompt asked"
    }
    return .object(object)
  }

  private func head(_ generation: Generation, _ state: Generation.State) -> JSONObject {
    var object: JSONObject = [
      "id": .string(generation.id), "status": .string(word(for: state)),
    ]
    if shapes.input != .missing {
      object["input"] = UploadAddresses(files: generation.files)
        .placed(in: generation.shownInput, origin: origin)
    }
    return object
  }

  private func word(for state: Generation.State) -> String {
    let word =
      switch (state, shapes.status) {
      case (.queued, .new): "IN_QUEUE"
      case (.inProgress, .new): "IN_PROGRESS"
      case (.completed, .new): "COMPLETED"
      case (.failed, .new): "FAILED"
      case (.queued, .old): "starting"
      case (.inProgress, .old): "processing"
      case (.completed, .old): "succeeded"
      case (.failed, .old): "failed"
      }
    switch shapes.letters {
    case .plain: return word
    case .upper: return word.uppercased()
    case .lower: return word.lowercased()
    }
  }
}
