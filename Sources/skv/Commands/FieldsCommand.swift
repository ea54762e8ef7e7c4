import ArgumentParser
import Contracts
import LosslessJSON
import SkvInterpreter

/// `skv fields`: all that is known of a model, and what is not.
struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "Show what a model takes, and what is not known.",
    usage: "skv fields MODEL [--mode MODE] [--contract F] [--json]",
    discussion: """
      Examples:
        skv fields kling-v2.6
        skv fields kling-ai/v3/video --mode i2v
        skv fields vidu/q3 --json
      """)

  @Argument(
    help: "A model's path, or a tail that it alone has.",
    completion: .custom { _, _, _ in ModelArgument.names })
  var model: String

  @Option(help: "Only the variant that has this mode.")
  var mode: Mode?

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let model = try ModelArgument.model(model, in: try contract.load().catalogue)
    let mode = try ModelArgument.mode(mode, of: model)
    if json {
      StandardStream.output.write(ModelJSON.full(model, mode: mode).printed(.indented(2)) + "\n")
    } else {
      ListingOutput.print(
        FieldSheet(model: model, mode: mode).lines(columns: ListingOutput.columns))
    }
  }
}
