import LosslessJSON

/// The event stream of a generation: one event for each state, the last one final.
struct EventStream: Sendable {
  let shape: Shapes.Events
  let answers: GenerationAnswers

  func frames(_ generation: Generation) -> [TimedBytes] {
    generation.course.enumerated().map { index, step in
      let data = answers.result(generation, step.state, isFrame: true)
      return TimedBytes(at: step.at, bytes: Array(text(data, step.state, index).utf8))
    }
  }

  private func text(_ data: JSON, _ state: Generation.State, _ index: Int) -> String {
    switch shape {
    case .bare: return "data: \(data.printed())\n\n"
    case .named: return "event: \(name(state))\ndata: \(data.printed())\n\n"
    case .noisy:
      let lines = data.printed(.indented(2)).split(separator: "\n").map { "data: \($0)\r\n" }
      return ": sandbox\r\n\r\nid: \(index + 1)\r\nretry: 3000\r\nevent: \(name(state))\r\n"
        + lines.joined() + "\r\n"
    }
  }

  private func name(_ state: Generation.State) -> String {
    switch state {
    case .queued: "queued"
    case .inProgress: "progress"
    case .completed: "completed"
    case .failed: "failed"
    }
  }
}
