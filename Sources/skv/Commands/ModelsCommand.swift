import ArgumentParser
import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// `skv models`: the catalogue.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models, and what each makes from what.",
    usage: "skv models [TEXT...] [--mode MODE] [--kind KIND] [--contract F] [--json]",
    discussion: """
      Examples:
        skv models kling
        skv models --mode v2v
        skv models --kind image --json

      A model is listed if each TEXT stands in its path or title, or is one of its modes. \
      With --mode the reason why a model has it stands below.
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "text"))
  var texts: [String] = []

  @Option(help: "Only models with this mode.")
  var mode: Mode?

  @Option(help: ArgumentHelp("Only models that make this.", valueName: "kind"))
  var kind: OutputKindWord?

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Print one JSON object a model.")
  var json = false

  func run() throws {
    let catalogue = try contract.load().catalogue
    let models = catalogue.models(matching: texts, mode: mode, output: kind?.kind)
    if json {
      for model in models {
        StandardStream.output.write(ModelJSON.summary(of: model).printed(.spaced) + "\n")
      }
      return
    }
    guard !models.isEmpty else {
      StandardStream.error.write("skv: \(ModelTable.nothing(words))\n")
      return
    }
    let asked = mode ?? texts.lazy.compactMap { Mode(rawValue: $0.lowercased()) }.first
    let table = ModelTable(models: models, mode: asked)
    ListingOutput.print(
      table.lines(columns: ListingOutput.columns, rows: ListingOutput.rowColumns))
    for line in table.summary(fields: "`skv fields MODEL`") {
      for part in ListingOutput.noteColumns.map({ TextWrap.lines(line, columns: $0) }) ?? [line] {
        StandardStream.error.write(part + "\n")
      }
    }
  }

  private var words: [String] {
    texts + [mode?.rawValue, kind?.rawValue].compactMap(\.self)
  }

  /// The kinds of media that models make.
  enum OutputKindWord: String, ExpressibleByArgument, CaseIterable {
    case video, image

    var kind: MediaKind { self == .video ? .video : .image }
  }
}
