// What goes wrong while a script is performed: with the service, the budget, and expectations.
extension DiagnosticCode {
  /// The account has too few credits.
  package static let insufficientCredits = DiagnosticCode(rawValue: "E0701")
  /// The service does not accept the key.
  package static let keyRefused = DiagnosticCode(rawValue: "E0702")
  /// The service finds fault with the request.
  package static let requestRefused = DiagnosticCode(rawValue: "E0703")
  /// The service does not know the endpoint.
  package static let endpointNotFound = DiagnosticCode(rawValue: "E0704")
  /// The service is busy or out of order, and has taken nothing.
  package static let serviceBusy = DiagnosticCode(rawValue: "E0705")
  /// The service refused for a reason that is not documented.
  package static let refusedOtherwise = DiagnosticCode(rawValue: "E0706")
  /// A generation failed at the service.
  package static let generationFailed = DiagnosticCode(rawValue: "E0707")
  /// A generation was canceled at the service.
  package static let generationCanceled = DiagnosticCode(rawValue: "E0708")
  /// It is not known whether a submit was taken.
  package static let inDoubt = DiagnosticCode(rawValue: "E0709")
  /// A generation still runs when the time for following it is up.
  package static let timedOut = DiagnosticCode(rawValue: "E0710")
  /// The service does not answer for a generation that it has taken.
  package static let pollingRefused = DiagnosticCode(rawValue: "E0711")
  /// An output is paid for and cannot be downloaded or written.
  package static let outputNotSaved = DiagnosticCode(rawValue: "E0712")
  /// A job was not sent, for a reason on this machine.
  package static let notSent = DiagnosticCode(rawValue: "E0713")
  /// An expectation does not hold.
  package static let expectationFailed = DiagnosticCode(rawValue: "X0801")
  /// An expectation could not be looked at, since its result is not there.
  package static let expectationNotLookedAt = DiagnosticCode(rawValue: "X0802")
}
