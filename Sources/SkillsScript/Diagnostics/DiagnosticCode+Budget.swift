// What a script may cost and submit.
extension DiagnosticCode {
  /// A script asks for more jobs than its budget allows.
  package static let tooManyJobs = DiagnosticCode(rawValue: "E0601")
  /// A cap does not suffice for a job.
  package static let budgetExhausted = DiagnosticCode(rawValue: "E0602")
}
