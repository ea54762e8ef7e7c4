import Contracts
import SkillsVideo
import SkvInterpreter

/// Which skv this is, and the contract that it goes by.
struct ProgramCheck: HealthCheck {
  let name = "skv"

  func examine() -> CheckResult? {
    guard let (contract, warnings) = try? ContractOptions.kept() else {
      return .problem(
        "\(Version.current), whose contract cannot be read", advice: "build it again")
    }
    let models = contract.catalogue.models.count
    let documents = contract.documents.map { source in
      "\(TerminalText.escaped(source.name)) sha256 \(source.digest.hex.prefix(12))…"
    }
    let found =
      "\(Version.current), contract of \(models) models: \(documents.joined(separator: ", "))"
    guard let warning = warnings.first else { return .ok(found) }
    return .problem(found, advice: "until then nothing is run: \(warning)")
  }
}
