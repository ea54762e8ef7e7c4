// Values that do not meet the contract of their field, or the form of their option.
extension DiagnosticCode {
  /// A value has another type than the field takes.
  package static let wrongType = DiagnosticCode(rawValue: "E0301")
  /// A value is not among the words that a field or an option takes.
  package static let wordNotAllowed = DiagnosticCode(rawValue: "E0302")
  /// A field that the model requires is not set.
  package static let missingField = DiagnosticCode(rawValue: "E0303")
  /// A number is too small, too great, or between the steps.
  package static let outOfRange = DiagnosticCode(rawValue: "E0304")
  /// A text or a list is too short or too long.
  package static let wrongLength = DiagnosticCode(rawValue: "E0305")
  /// A field does not take null.
  package static let nullNotAllowed = DiagnosticCode(rawValue: "E0306")
  /// A number, `true` or `false` stands where a text is wanted.
  package static let needsQuotes = DiagnosticCode(rawValue: "E0307")
  /// A bare word stands where no closed set of words is known.
  package static let bareWord = DiagnosticCode(rawValue: "E0308")
  /// A field or an option takes a whole number, written in digits only.
  package static let notWholeNumber = DiagnosticCode(rawValue: "E0309")
  /// A number with a unit stands where it means nothing, or does not come out whole.
  package static let wrongUnit = DiagnosticCode(rawValue: "E0310")
  /// A text does not have the format that the field asks for.
  package static let wrongForm = DiagnosticCode(rawValue: "E0311")
  /// No field of the model is documented.
  package static let undocumentedBody = DiagnosticCode(rawValue: "E0312")
  /// The draft aims at a variant whose fields are not documented.
  package static let undocumentedVariant = DiagnosticCode(rawValue: "E0313")
  /// The mode that was asked for needs an input that is not set.
  package static let missingInput = DiagnosticCode(rawValue: "E0314")
  /// Media of one kind stand in a field that takes another kind.
  package static let wrongMedia = DiagnosticCode(rawValue: "E0315")
  /// A `set` would leave a gap in a list.
  package static let indexOutOfOrder = DiagnosticCode(rawValue: "E0317")
  /// A value that has no text form stands inside a text.
  package static let noTextForm = DiagnosticCode(rawValue: "E0318")
  /// A run has no take, or too many.
  package static let takesOutOfRange = DiagnosticCode(rawValue: "E0319")
  /// A value is too large, or nested too deeply.
  package static let valueTooLarge = DiagnosticCode(rawValue: "E0320")
  /// A name stands twice in an object.
  package static let memberTwice = DiagnosticCode(rawValue: "E0321")
  /// A sweep, with the takes of its run, makes more jobs than a script can have.
  package static let sweepTooLarge = DiagnosticCode(rawValue: "E0322")
  /// An axis of a sweep has no value.
  package static let emptyAxis = DiagnosticCode(rawValue: "E0323")
  /// The values of a sweep are neither a list nor a range, and no result.
  package static let notSweepable = DiagnosticCode(rawValue: "E0324")
  /// The jobs of a script hang on more results than can be kept track of.
  package static let tooManyEdges = DiagnosticCode(rawValue: "E0325")
  /// A field is known only in part, so that a mistake may go unseen.
  package static let partlyDocumented = DiagnosticCode(rawValue: "W0904")
  /// An empty cell of a table takes out what a `set` has put in.
  package static let cellTakesOut = DiagnosticCode(rawValue: "W0905")
}
