import SkillsScript
public import SkillsVideo

// The statements are functions and not types: a public type `Set` would hide Swift's own in every
// file that imports the module.

/// Starts a fresh draft for a model: `use kling-v2.6 for i2v`.
///
/// The model is its full path, or a tail of whole segments that no other model ends in. `mode` demands
/// that mode's input and picks the variant of a model that has several.
public func Use(_ model: String, for mode: Recipe.Mode? = nil) -> Recipe.Statement {
  let model = Quoting.word(model)
  guard let mode else { return Recipe.Statement("use", model) }
  return Recipe.Statement("use", model, "for", mode.rawValue)
}

/// Puts a value into the draft: `set prompt "a red fox"`.
///
/// The path is a field, or leads into one: `image_urls[0]`, `camera.zoom`. The last `Set` of a path
/// wins.
public func Set(_ path: String, _ value: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("set", Quoting.path(path), value.description)
}

/// Puts the value of a variable into the draft: `set prompt "a red fox"`.
public func Set(_ path: String, _ value: some Recipe.ValueConvertible) -> Recipe.Statement {
  Set(path, value.recipeValue)
}

/// Takes a value out of the draft again; `"*"` takes out all.
public func Unset(_ path: String) -> Recipe.Statement {
  Recipe.Statement("unset", path == "*" ? path : Quoting.path(path))
}

/// Submits the draft, follows it and downloads its outputs: `run as fox x 4 to "fox.mp4"`.
///
/// `label` is the name of its result, `r1`, `r2`, … by position if there is none; `takes` is how often
/// the same is generated, 1 if it is nil; `path` is where the output goes, below the recipe's folder,
/// `out/` and the label if it is nil.
public func Run(
  as label: String? = nil, x takes: Int? = nil, to path: String? = nil
) -> Recipe.Statement {
  run("run", label, takes, path.map(Quoting.quoted))
}

/// Submits the draft with an output path that is filled in for each job, such as
/// `.interpolated("grid/${run.n}.${run.ext}")`.
public func Run(
  as label: String? = nil, x takes: Int? = nil, to path: Recipe.Value
) -> Recipe.Statement {
  run("run", label, takes, path.description)
}

/// Does the same as ``Run(as:x:to:)-(_,_,String?)`` without waiting: `start as fox`.
///
/// What reads its result waits for it, and so do ``Wait(_:)`` and the end of the recipe.
public func Start(
  as label: String? = nil, x takes: Int? = nil, to path: String? = nil
) -> Recipe.Statement {
  run("start", label, takes, path.map(Quoting.quoted))
}

/// Starts the draft with an output path that is filled in for each job.
public func Start(
  as label: String? = nil, x takes: Int? = nil, to path: Recipe.Value
) -> Recipe.Statement {
  run("start", label, takes, path.description)
}

private func run(
  _ keyword: String, _ label: String?, _ takes: Int?, _ path: String?
) -> Recipe.Statement {
  var text = keyword
  if let label { text += " as \(Quoting.name(label))" }
  if let takes { text += " x \(takes)" }
  if let path { text += " to \(path)" }
  return Recipe.Statement(text)
}

/// Waits for the runs of some labels, or for everything that was started: `wait $fox`.
public func Wait(_ labels: String...) -> Recipe.Statement {
  Recipe.Statement((["wait"] + labels.map(Quoting.reference(to:))).joined(separator: " "))
}

/// Makes the next run a job for each value of a field: `sweep seed in [1, 2]`; several multiply.
///
/// The values are a list, the ``Recipe/Value/result(_:)`` of several jobs, or the ``Recipe/Value/range(_:)``
/// of whole numbers.
public func Sweep(_ path: String, in values: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("sweep", Quoting.path(path), "in", values.description)
}

/// Makes the next run a job for each value of a variable, which `.interpolated` and `.constant` name:
/// `sweep $style in ["ink", "oil"]`.
public func Sweep(variable name: String, in values: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("sweep", "$" + Quoting.name(name), "in", values.description)
}

/// Makes the next run a job for each row of a table, by its path: `sweep from @"shots.csv"`.
public func Sweep(from path: String) -> Recipe.Statement {
  Recipe.Statement("sweep", "from", Quoting.file(at: path))
}

/// Expects a result, or a part of one, to be there: `expect $still.files[0] exists`.
public func Expect(_ place: String) -> Recipe.Statement {
  Recipe.Statement("expect", Quoting.reference(to: place), "exists")
}

/// Expects something of a result, of each item of several: `expect $grid.files[0].width >= 1024`.
public func Expect(
  _ place: String, _ comparison: Recipe.Comparison, _ value: Recipe.Value
) -> Recipe.Statement {
  Recipe.Statement(
    "expect", Quoting.reference(to: place), comparison.rawValue, value.description)
}

/// Writes one more copy of a result: `save $grid[0] to "cover.png"`.
public func Save(_ result: String, to path: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("save", Quoting.reference(to: result), "to", path.description)
}

/// Takes in another script, relative to the recipe's folder: `include "style.skv"`.
public func Include(_ path: String) -> Recipe.Statement {
  Recipe.Statement("include", Quoting.quoted(path))
}

/// Gives a value a name, which `.constant` and `.interpolated` use: `let style = "gouache"`.
///
/// A name binds once in a recipe.
public func Let(_ name: String, _ value: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("let", Quoting.name(name), "=", value.description)
}

/// Gives the value of a variable a name: `let style = "gouache"`.
public func Let(_ name: String, _ value: some Recipe.ValueConvertible) -> Recipe.Statement {
  Let(name, value.recipeValue)
}

/// Lets the reporter hear a value when what stands before it has ended: `print "done"`.
///
/// A text is heard as it is, a result as the paths of its files, anything else as canonical JSON.
public func Print(_ value: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("print", value.description)
}

/// Lets the reporter hear the value of a variable: `print "done"`.
public func Print(_ value: some Recipe.ValueConvertible) -> Recipe.Statement {
  Print(value.recipeValue)
}

/// Sets a hard cap for the whole recipe: `budget 200 credits per day`.
///
/// Of several the lowest holds. A day is one of UTC, and counts what every program spends that uses
/// the same ledger.
public func Budget(
  _ count: Int, _ unit: BudgetStanding.Unit, perDay isPerDay: Bool = false
) -> Recipe.Statement {
  Recipe.Statement("budget \(count) \(unit.rawValue)\(isPerDay ? " per day" : "")")
}

/// Changes a setting of the runner from here on: `option jobs 8`.
///
/// A length of time has its unit in the text: `Option("timeout", "15m")`.
public func Option(_ name: String, _ value: Recipe.Value) -> Recipe.Statement {
  Recipe.Statement("option", Quoting.name(name), value.description)
}

/// Changes a setting of the runner to the value of a variable: `option jobs 8`.
public func Option(_ name: String, _ value: some Recipe.ValueConvertible) -> Recipe.Statement {
  Option(name, value.recipeValue)
}
