import ArgumentParser
import Contracts
import SkillsScript
import SkvInterpreter

/// A model as it is named on the command line.
enum ModelArgument {
  /// Finds a model by its full path or by a tail that it alone has.
  ///
  /// Throws a `ValidationError` that says which models are meant, where there is none or several.
  static func model(_ name: String, in catalogue: Catalogue) throws -> Model {
    switch catalogue.lookUp(name) {
    case .found(let model): return model
    case .ambiguous(let models):
      let paths = models.map { "`\($0.path)`" }.joined(separator: ", ")
      throw ValidationError(
        "several models end in `\(TerminalText.escaped(name))`: name one of \(paths)")
    case .unknown(let nearest):
      let near = nearest.map { "`\($0.path)`" }.joined(separator: ", ")
      throw ValidationError(
        "there is no model `\(TerminalText.escaped(name))`; "
          + (near.isEmpty ? "the contract has none" : "the nearest are \(near)")
          + ", and `skv models` lists all")
    }
  }

  /// The mode, if the model is known to have it; throws a `ValidationError` that says which it has.
  static func mode(_ mode: Mode?, of model: Model) throws -> Mode? {
    guard let mode, model.evidence(for: mode) == nil else { return mode }
    let known =
      model.modes.isEmpty ? "none of its modes is documented" : "it has \(model.modeWords)"
    throw ValidationError(
      "\(model.name) is not known to have the mode `\(mode.rawValue)`; \(known)")
  }

  /// The names that a shell completes.
  static var names: [String] {
    guard let models = try? ContractOptions.inUse().catalogue.models else { return [] }
    return models.map(\.name) + models.filter { $0.name != $0.path }.map(\.path)
  }
}

extension Mode: ExpressibleByArgument {}
extension MediaKind: ExpressibleByArgument {}
