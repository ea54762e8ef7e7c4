import Contracts
import LosslessJSON
import SkillsScript

/// What `help` prints.
enum HelpLines {
  /// The lines about a topic; tables and those about a model are no wider than `columns`.
  static func lines(_ topic: HelpTopic, columns: Int) -> [String] {
    switch topic {
    case .overview: overview(columns)
    case .statement(let form):
      ["\(form.usage): \(form.summary)", "for example: \(form.example)"]
    case .command(let command): ["\(command.usage): \(command.summary)"]
    case .option(let form):
      ["option \(form.name): \(form.summary)", "it takes \(form.usage); \(standard(form))"]
    case .field(let field, let model): about(field, of: model)
    case .model(let model): FieldSheet(model: model).lines(columns: columns)
    case .values: values(columns)
    }
  }

  private static func overview(_ columns: Int) -> [String] {
    let statements = StatementForm.all.filter { $0.keyword != "skv" }
    return TextWrap.lines("statements, separated by `;` or the end of the line:", columns: columns)
      + TwoColumns.wrapped(statements.map { ($0.usage, $0.summary) }, columns: columns)
      + ["at the prompt only:"]
      + TwoColumns.wrapped(
        PromptCommand.available.map { ($0.usage, $0.summary) }, columns: columns)
      + [
        "`help values` shows how values are written.",
        "Tab completes, Up brings lines back, Ctrl-R searches them, Ctrl-C clears the line.",
        "A key for the service: https://skills.video/dashboard/developer",
        "Try: use kling-v2.6; set prompt \"a red fox crossing a frozen lake\"; run",
      ].flatMap { TextWrap.lines($0, columns: columns) }
  }

  private static func values(_ columns: Int) -> [String] {
    TwoColumns.wrapped(
      [
        ("\"a fox in ${style}\"", "a text, with a constant or a result in it; 'raw' without"),
        ("\"\"\"", "begins and ends a text of several lines"),
        ("5  0.5  5s  true  null", "numbers, a length of time, and so on"),
        ("16:9  1080p", "a word that the contract knows stands bare"),
        ("@photo.png  @\"my photo.png\"", "a local file: uploaded, or read where a text is meant"),
        ("@https://example.com/a.png", "an address, for a field of media"),
        ("[@a.png, @b.png]", "a list, and {\"a\": 1} an object"),
        (
          "$fox  $fox.credits  $last",
          "the result of the run labelled fox, a part of it, the newest"
        ),
      ], columns: columns, indent: "")
  }

  private static func standard(_ form: OptionForm) -> String {
    "where nothing is said: \(form.standard(for: .prompt))"
  }

  private static func about(_ field: Field, of model: Model) -> [String] {
    let need = field.isRequired ? "required" : "may be left out"
    let standard = field.schema.defaultValue.map {
      "; the service's default: \($0.printed(.spaced))"
    }
    return ["\(field.name) of \(model.name): \(field.phrase); \(need)\(standard ?? "")"]
      + (field.summary.map { [$0] } ?? [])
      + (field.nameIsInferred ? ["the name was read from the wording of its page"] : [])
  }
}
