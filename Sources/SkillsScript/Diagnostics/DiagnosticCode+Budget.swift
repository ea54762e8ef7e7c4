// What a script may cost and submit.
extension DiagnosticCode {
  /// A script asks for more jobs than its budget allows.
  package static let tooManyJobs = DiagnosticCode(rawValue: "E0601")
}
