package import Contracts
import LosslessJSON
import SkillsScript
package import SkillsVideo

/// The script that asks once more for what a file was made by.
///
/// Each file that the request held is an argument of the script, since only its digest is known. What
/// the script cannot say stands in comments.
package struct RecipeScript: Sendable {
  /// The script; it ends with a newline.
  package let text: String

  private static let columns = 80

  /// Writes the script of a recipe; the contract says how values are written.
  package init(_ recipe: EmbeddedRecipe, catalogue: Catalogue) {
    var writing = Writing(model: catalogue.models.first { $0.path == recipe.model })
    for member in recipe.request.object ?? JSONObject() {
      writing.set(member.key, to: member.value)
    }
    if recipe.request["seed"] == nil, let seed = recipe.sentSeed { writing.set("seed", to: seed) }
    var lines = Self.head(recipe, knows: writing.model != nil)
    if writing.needsUnchecked { lines.append("option unchecked allow") }
    lines += writing.arguments
    lines.append("use \(Quoting.word(recipe.model))")
    lines += writing.fields + ["run"]
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func head(_ recipe: EmbeddedRecipe, knows: Bool) -> [String] {
    let id = recipe.generationID.map { ", generation \($0)" } ?? ""
    var lines = comment("Made with \(recipe.model) at \(recipe.service)\(id).")
    if recipe.take > 1 {
      lines += comment("It was take \(recipe.take) of this request; `run` makes the first one.")
    }
    if let seed = recipe.seed, recipe.sentSeed == nil {
      lines += comment(
        "No seed was sent; the service says that it used \(seed.string ?? seed.printed()).")
    }
    if recipe.request.printed().contains("***") {
      lines += comment("Where `***` stands there may have been a secret, which no file holds.")
    }
    if !knows { lines += comment("The contract does not have this model.") }
    return lines
  }

  /// A comment of one text, whatever stands in it.
  private static func comment(_ text: String) -> [String] {
    TextWrap.lines(
      DisplayWidth.shown(text), columns: columns, first: "# ", rest: "# ", breaksWords: false)
  }

  /// Collects the statements.
  private struct Writing {
    let model: Model?
    var arguments: [String] = []
    var fields: [String] = []
    var needsUnchecked = false
    private var names: Set<String> = []

    init(model: Model?) {
      self.model = model
      needsUnchecked = model?.hasDocumentedBody == false
    }

    mutating func set(_ name: String, to value: JSON) {
      let field = model?.field(name)
      if field == nil, model != nil { needsUnchecked = true }
      guard Quoting.name(name) == name else {
        fields += comment("\(name): a script cannot write this name; it was \(value.printed())")
        return
      }
      fields.append("set \(name) \(written(value, of: name, field))")
    }

    private mutating func written(_ value: JSON, of name: String, _ field: Field?) -> String {
      if let digest = Upload.digest(inMark: value) { return argument(name, digest) }
      if case .array(let items) = value, items.contains(where: { Upload.digest(inMark: $0) != nil })
      {
        var elements: [String] = []
        for (index, item) in items.enumerated() {
          if let digest = Upload.digest(inMark: item) {
            elements.append(argument("\(name)_\(index + 1)", digest))
          } else {
            elements.append(field?.writtenElement(item) ?? Recipe.Value.json(item).description)
          }
        }
        return "[\(elements.joined(separator: ", "))]"
      }
      return field?.written(value) ?? Recipe.Value.json(value).description
    }

    /// Declares an argument for a file, and gives the reference to it.
    private mutating func argument(_ wanted: String, _ digest: String) -> String {
      var name = ["run", "last"].contains(wanted) ? wanted + "_file" : wanted
      while !names.insert(name).inserted { name += "_" }
      arguments += ["# The file with the SHA-256 \(digest):", "arg \(name) file"]
      return "$" + name
    }
  }
}
