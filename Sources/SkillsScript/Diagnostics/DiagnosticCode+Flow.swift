// Results, and how they flow from one run to another.
extension DiagnosticCode {
  /// A result is used above the run that makes it.
  package static let usedBeforeItsRun = DiagnosticCode(rawValue: "E0401")
  /// A constant is made from a result, which is not known in time.
  package static let resultInConstant = DiagnosticCode(rawValue: "E0402")
  /// A result of one kind stands in a field that takes another kind.
  package static let kindsDiffer = DiagnosticCode(rawValue: "E0403")
  /// A run of several jobs stands where one result is wanted.
  package static let severalItems = DiagnosticCode(rawValue: "E0404")
  /// Results have no such member.
  package static let unknownResultMember = DiagnosticCode(rawValue: "E0405")
  /// A run has fewer jobs than the index says.
  package static let noSuchItem = DiagnosticCode(rawValue: "E0406")
  /// A result stands where the name of a model is wanted.
  package static let resultAsModel = DiagnosticCode(rawValue: "E0407")
  /// A whole result, or a part of one, stands in a field that cannot hold it.
  package static let resultInField = DiagnosticCode(rawValue: "E0408")
  /// A member of several items stands inside a text.
  package static let severalValuesInText = DiagnosticCode(rawValue: "E0409")
  /// `$last` is used above the first run.
  package static let noRunYet = DiagnosticCode(rawValue: "E0410")
  /// A result stands in a path or an option, which are fixed before anything runs.
  package static let resultInSetting = DiagnosticCode(rawValue: "E0411")
  /// A variable of a sweep stands where it has no value.
  package static let variableWithoutValue = DiagnosticCode(rawValue: "E0412")
  /// The results that a job takes bring different values of one variable.
  package static let variablesDiffer = DiagnosticCode(rawValue: "E0413")
  /// A statement about results names something else.
  package static let notAResult = DiagnosticCode(rawValue: "E0414")
  /// An `expect` compares what cannot be compared.
  package static let notComparable = DiagnosticCode(rawValue: "E0415")
  /// The regular expression of a `matches` cannot be read.
  package static let unreadablePattern = DiagnosticCode(rawValue: "E0416")
  /// A sweep is never run.
  package static let sweepNeverRun = DiagnosticCode(rawValue: "W0903")
  /// A label is never used.
  package static let unusedLabel = DiagnosticCode(rawValue: "W0902")
}
