import ArgumentParser
import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// `skv template`: a request to start from.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print a script to start from, or a request.",
    usage: "skv template MODEL [--mode MODE] [--skv|--json] [--contract F]",
    discussion: """
      Examples:
        skv template kling-v2.6 > fox.skv
        skv template vidu/q3 --mode i2v
        skv template seedream-4.5 --json

      The script has a line for every documented field: those that are required are set, the \
      others stand as comments. With --json it is the body of a request.
      """)

  @Argument(
    help: "A model's path, or a tail that it alone has.",
    completion: .custom { _, _, _ in ModelArgument.names })
  var model: String

  @Option(help: "The mode that it is used in.")
  var mode: Mode?

  @OptionGroup var contract: ContractOptions

  @Flag(help: "A script (this is the default) or a request.")
  var form: Form = .skv

  /// What is printed.
  enum Form: String, EnumerableFlag {
    case skv, json
  }

  func run() throws {
    let model = try ModelArgument.model(model, in: try contract.load().catalogue)
    let mode = try ModelArgument.mode(mode, of: model)
    switch form {
    case .skv: StandardStream.output.write(ScriptTemplate(model: model, mode: mode).text)
    case .json:
      guard let template = Template(model: model, mode: mode) else {
        let reason = mode.flatMap { model.evidence(for: $0)?.explanation }
        throw ValidationError(
          "no request can be filled in, since "
            + (reason.map { String($0.dropLast()) }
              ?? "the fields of \(model.name) are not documented")
            + "; " + model.whereToLook)
      }
      StandardStream.output.write(template.request.printed(.indented(2)) + "\n")
    }
  }
}
