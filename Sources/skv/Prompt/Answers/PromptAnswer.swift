import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// The lines that answer a command of the prompt, none wider than the terminal.
struct PromptAnswer {
  /// The width of the terminal.
  let columns: Int
  /// What the job of a `plan` will cost; nil where nobody has looked.
  var price: PriceForecast?

  /// The lines for a request; none for `credits`, which is asked of the
  /// service, and `quit`.
  func lines(for request: PromptRequest) -> [String] {
    let lines: [String] =
      switch request {
      case .show(let draft): draft.map { DraftLines.lines($0) } ?? [Self.noDraft]
      case .fields(let model, let mode):
        FieldSheet(model: model, mode: mode).lines(columns: columns - 1)
      case .models(let models, let texts): self.models(models, texts)
      case .plan(let jobs): PlanLines.lines(jobs, price: price)
      case .help(let topic): HelpLines.lines(topic, columns: columns - 1)
      case .credits, .quit: []
      }
    // What is said of one thing is wrapped here, tables are as they are made, and the rest is cut.
    if case .help(let topic) = request, topic.isOneThing {
      return lines.flatMap { TextWrap.lines($0, columns: columns - 1) }
    }
    return lines.map { ScreenRow.clipped(StyledText($0), columns: columns, color: false).text }
  }

  private func models(_ models: [Model], _ texts: [String]) -> [String] {
    if models.isEmpty { return [ModelTable.nothing(texts)] }
    let mode = texts.lazy.compactMap { Mode(rawValue: $0.lowercased()) }.first
    let table = ModelTable(models: models, mode: mode)
    return table.lines(columns: columns - 1, rows: columns - 1)
      + table.summary(fields: "`fields MODEL`")
      .flatMap { TextWrap.lines($0, columns: columns - 1) }
  }

  private static let noDraft = "there is no draft: begin with a model, such as `use kling-v2.6`"
}

extension HelpTopic {
  fileprivate var isOneThing: Bool {
    switch self {
    case .statement, .command, .option, .field: true
    case .overview, .model, .values: false
    }
  }
}
