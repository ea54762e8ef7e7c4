import Glibc
import SkillsVideo

/// The checks of a report, each with what it looks at on this machine.
enum HealthChecks {
  /// All of them, in the order in which they are printed.
  static func all(
    _ environment: [String: String], _ contact: ServiceContact,
    ledger: (path: String, service: String)?, resume: String
  ) -> [any HealthCheck] {
    let transport = TransportEnvironment(environment)
    let curl = CurlVersion.loaded
    let shown = ShownPath(environment)
    let state = FolderCheck(
      purpose: .state, path: try? Configuration.stateFolder(environment: environment),
      ignored: ignored("XDG_STATE_HOME", environment), shown: shown)
    return [
      KeyCheck(variable: environment[Configuration.keyVariable], contact: contact),
      NetworkCheck(contact: contact), NameCheck(contact: contact),
      ProxyCheck(transport: transport, contact: contact),
      CertificateCheck(transport: transport, curl: curl, contact: contact),
      ClockCheck(contact: contact), LocaleCheck(environment: environment),
      TerminalCheck(environment: environment, facts: .current(environment)),
      state, folder(.cache, "XDG_CACHE_HOME", below: ".cache", environment, shown),
      folder(.settings, "XDG_CONFIG_HOME", below: ".config", environment, shown),
      FolderCheck(purpose: .work, path: Environment.workingDirectory, shown: shown),
      LedgerCheck(
        path: ledger?.path, resume: resume, shown: shown,
        report: { (path) throws(EngineError) in
          try LedgerInspection(path: path, service: ledger?.service ?? "").report()
        },
        isWritable: { access($0, W_OK) == 0 },
        hasPlace: { state.examine()?.state != .problem },
        network: { FolderFacts.look(at: $0).network }),
      ProgramCheck(), LibraryCheck(curl: curl), SystemCheck(facts: .current),
    ]
  }

  /// The folder of a kind of the XDG base directory specification, with `skv` below it.
  private static func folder(
    _ purpose: FolderCheck.Purpose, _ variable: String, below usual: String,
    _ environment: [String: String], _ shown: ShownPath
  ) -> FolderCheck {
    let named = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(usual)" : nil }
    return FolderCheck(
      purpose: purpose, path: (named ?? home).map { $0 + "/skv" },
      ignored: ignored(variable, environment), shown: shown)
  }

  /// The variable if it is set to what the specification has programs pass over.
  private static func ignored(_ variable: String, _ environment: [String: String]) -> String? {
    guard let value = environment[variable], !value.isEmpty, !value.hasPrefix("/") else {
      return nil
    }
    return variable
  }
}
