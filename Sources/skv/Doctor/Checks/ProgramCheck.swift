import Contracts
import SkillsVideo

/// Which skv this is, and the contract that it was built with.
struct ProgramCheck: HealthCheck {
  let name = "skv"

  func examine() -> CheckResult? {
    let digest = SHA256Digest(of: Catalogue.builtInDocuments.openapi).hex.prefix(12)
    do throws(ContractError) {
      let models = try Catalogue.builtIn().models.count
      return .ok("\(Version.current), contract of \(models) models, sha256 \(digest)…")
    } catch {
      return .problem(
        "\(Version.current), whose contract cannot be read: \(error)", advice: "build it again")
    }
  }
}
