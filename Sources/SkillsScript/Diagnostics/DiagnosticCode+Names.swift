// Names that cannot be looked up, or are bound twice.
extension DiagnosticCode {
  /// No model has that name.
  package static let unknownModel = DiagnosticCode(rawValue: "E0201")
  /// Several models end in that name.
  package static let ambiguousModel = DiagnosticCode(rawValue: "E0202")
  /// The contract of the model documents no such field.
  package static let unknownField = DiagnosticCode(rawValue: "E0203")
  /// Nothing binds that name.
  package static let unknownName = DiagnosticCode(rawValue: "E0204")
  /// A constant or label has a name that is taken.
  package static let nameBoundTwice = DiagnosticCode(rawValue: "E0205")
  /// There is no such option.
  package static let unknownOption = DiagnosticCode(rawValue: "E0206")
  /// The model is not known to have the mode.
  package static let modeNotOffered = DiagnosticCode(rawValue: "E0208")
  /// A constant or label is called `run` or `last`.
  package static let reservedName = DiagnosticCode(rawValue: "E0209")
  /// A statement needs a draft, and no `use` stands before it.
  package static let noDraft = DiagnosticCode(rawValue: "E0210")
  /// A constant is used above the `let` that binds it.
  package static let usedBeforeItsLet = DiagnosticCode(rawValue: "E0211")
  /// A constant has no such member or element.
  package static let unknownMember = DiagnosticCode(rawValue: "E0212")
  /// The value behind `use` is not the name of a model.
  package static let notAModelName = DiagnosticCode(rawValue: "E0213")
  /// `help` is asked about a word that means nothing.
  package static let unknownTopic = DiagnosticCode(rawValue: "E0214")
  /// A field or a variable is swept twice for one run.
  package static let sweptTwice = DiagnosticCode(rawValue: "E0215")
  /// An argument without a default was given no value.
  package static let argumentNotGiven = DiagnosticCode(rawValue: "E0216")
  /// The value of an argument, or its default, is not of its type.
  package static let argumentNotOfType = DiagnosticCode(rawValue: "E0217")
  /// A constant is used above the `arg` that binds it.
  package static let usedBeforeItsArg = DiagnosticCode(rawValue: "E0218")
}
