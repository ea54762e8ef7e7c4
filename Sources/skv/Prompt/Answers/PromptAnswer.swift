import Contracts
import LosslessJSON
import SkillsScript

/// The lines that answer a command of the prompt, none wider than the terminal.
struct PromptAnswer {
  /// The width of the terminal.
  let columns: Int

  /// The lines for a request; none for `quit`.
  func lines(for request: PromptRequest) -> [String] {
    let lines: [String] =
      switch request {
      case .show(let draft): draft.map { DraftLines.lines($0) } ?? [Self.noDraft]
      case .fields(let model, let mode): FieldLines(model: model, mode: mode).lines
      case .models(let models, let texts): ModelLines.lines(models, texts: texts)
      case .plan(let job, let count): PlanLines.lines(job, count: count)
      case .help(let topic): HelpLines.lines(topic)
      case .quit: []
      }
    return lines.map { TerminalText.clipped(TerminalText.escaped($0), to: columns - 1) }
  }

  private static let noDraft = "there is no draft: begin with a model, such as `use kling-v2.6`"
}

/// Two columns of text: names, and what is said of them.
enum TwoColumns {
  /// A line a row, the second column in line.
  static func lines(_ rows: [(String, String)], indent: String = "  ") -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, text in
      let gap = String(repeating: " ", count: width - name.count)
      return text.isEmpty ? indent + name : indent + name + gap + "  " + text
    }
  }
}
