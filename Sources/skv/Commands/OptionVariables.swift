import ArgumentParser
import SkillsScript

/// The variables that set options of the runner where neither a flag nor the script does:
/// `SKV_OPTION_JOBS`, `SKV_OPTION_ON_ERROR`.
enum OptionVariables {
  /// The variable of an option.
  static func name(of option: String) -> String {
    "SKV_OPTION_" + String(option.uppercased().map { $0 == "-" ? "_" : $0 })
  }

  /// The words that are set, by the name of the option.
  ///
  /// Throws a `ValidationError` for a word that its option does not take.
  static func defaults(in environment: [String: String] = Environment.current) throws -> [String:
    String]
  {
    var defaults: [String: String] = [:]
    for form in OptionTable.all {
      let variable = name(of: form.name)
      guard let word = environment[variable], !word.isEmpty else { continue }
      if let fault = OptionTable.fault(of: form.name, word: word, shownAs: variable) {
        throw ValidationError(fault)
      }
      defaults[form.name] = word
    }
    return defaults
  }
}
