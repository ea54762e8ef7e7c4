package import Contracts
import LosslessJSON
import SkillsScript

/// A script to start from for one model, with a comment for every field of it.
///
/// What the contract requires is set to a value that it takes, and every other field stands as a comment
/// that can be taken in. A field of which the contract says too little for a value, or whose name the
/// language cannot write, is a comment that says so; a script whose required fields are all known
/// runs as it stands. Where no field is documented, everything is a comment.
package struct ScriptTemplate: Sendable {
  /// The script; it ends with a newline.
  package let text: String

  private static let columns = 80

  /// Writes the script for a model, in a mode if one is given.
  package init(model: Model, mode: Mode? = nil) {
    let template = Template(model: model, mode: mode)
    var lines = Self.head(model)
    let use = "use \(Quoting.word(model.path))" + (mode.map { " for \($0.rawValue)" } ?? "")
    if let template {
      lines += [use] + template.entries.filter(\.isNeeded).flatMap(Self.lines)
      let others = template.entries.filter { !$0.isNeeded }
      if !others.isEmpty {
        lines += [""] + Self.comment("These may be left out:")
        lines += others.flatMap(Self.lines)
      }
      lines += ["", "run"]
    } else {
      let reason = mode.flatMap { model.evidence(for: $0)?.explanation }
      lines += Self.comment(reason ?? "No field of this model is documented.")
      lines += Self.comment(
        "To use it all the same, set what you know of it and send it without a check "
          + "(\(model.whereToLook)):")
      lines += ["# option unchecked allow", "# \(use)"]
      lines += Self.guesses(model, mode).map { "# set \($0) …" } + ["# run"]
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  /// The names that sample bodies of the mode's variant carry, or at least a prompt.
  private static func guesses(_ model: Model, _ mode: Mode?) -> [String] {
    var names: [String] = []
    if let mode, let index = model.evidence(for: mode)?.variant {
      names = model.variants[index].possiblyRequired.filter { Quoting.name($0) == $0 }
    }
    return names.isEmpty ? ["prompt"] : names
  }

  private static func head(_ model: Model) -> [String] {
    var lines = comment("\(model.path): \(model.summary)")
    if let source = model.source { lines += comment(source) }
    lines += comment("modes: \(model.modeWords)")
    if model.evidence == .partial {
      lines += comment("Documented in part" + (model.note.map { ": \($0)" } ?? "."))
    }
    return lines
  }

  private static func lines(_ entry: Template.Entry) -> [String] {
    let field = entry.field
    let name = field.nameIsInferred ? "Its name was read from the wording of its page. " : ""
    var lines = [""] + comment(name + field.explanation)
    for member in field.schema.properties {
      lines += comment("  \(field.name).\(member.name): \(member.explanation)")
    }
    guard field.canBeSet else {
      return lines + comment("  \(field.name): a script cannot write this name")
    }
    guard let value = entry.value else {
      return lines + comment("  set \(field.name): no value follows from the contract")
    }
    return lines + [
      (entry.isNeeded ? "" : "# ") + "set \(field.name) \(field.written(value))"
    ]
  }

  private static func comment(_ text: String) -> [String] {
    TextWrap.lines(text, columns: columns, first: "# ", rest: "# ", breaksWords: false)
  }
}
