import ArgumentParser
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv recipe`: how a picture or video was made, as it stands in the file.
struct RecipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "Print the recipe in a picture or video as a script.",
    usage: "skv recipe FILE [--json] [--contract F]",
    discussion: """
      Examples:
        skv recipe out/fox.png > fox.skv
        skv recipe --json out/fox.mp4

      PNG, MP4 and MOV files that skv has downloaded carry the request that they were made by, unless \
      `option embed off` keeps it out. Files that the request held are arguments of the script.
      """)

  @Argument(help: ArgumentHelp("The picture or video.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Print the recipe as JSON.")
  var json = false

  @OptionGroup var contract: ContractOptions

  func run() throws {
    let shown = TerminalText.escaped(file)
    let path = FilePath.absolute(file, from: try Environment.requiredWorkingDirectory())
    let recipe: EmbeddedRecipe?
    do {
      recipe = try EmbeddedRecipe.read(path)
    } catch {
      throw ValidationError("\(shown) cannot be read: \(TerminalText.escaped(error.message))")
    }
    guard let recipe else {
      throw ValidationError(
        "\(shown) carries no recipe: it is no PNG, MP4 or MOV file that skv has filed with "
          + "`option embed on`, or something has rewritten it since; `skv runs` knows what was made here"
      )
    }
    if json {
      StandardStream.output.write(recipe.json.printed(.indented(2)) + "\n")
    } else {
      StandardStream.output.write(
        RecipeScript(recipe, catalogue: try contract.load().catalogue).text)
    }
  }
}
