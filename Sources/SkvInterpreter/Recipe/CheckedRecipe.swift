import SkillsScript

/// What a check has found out about a recipe.
public struct CheckedRecipe: Sendable {
  /// The recipe that was checked.
  public let recipe: Recipe
  /// Everything that was found, errors and warnings, in the order of the script.
  public let findings: [Finding]
  private let plan: Plan?

  init(recipe: Recipe, findings: [Finding], plan: Plan?) {
    self.recipe = recipe
    self.findings = findings
    self.plan = plan
  }

  /// Whether there is an error, so that the recipe cannot be performed.
  public var hasErrors: Bool { plan == nil }

  /// The generations that the recipe asks for, each of which may cost credits, in the order of the
  /// script; empty with an error.
  public var jobs: [JobName] { plan?.jobs.map(\.name) ?? [] }

  /// The plan, unless something speaks against performing it.
  func performablePlan() throws(InterpreterError) -> Plan {
    guard let plan else {
      let errors = findings.count { $0.severity == .error }
      throw InterpreterError(
        .recipeHasErrors,
        "the recipe has \(errors == 1 ? "an error" : "\(errors) errors") and was not performed",
        cause: findings.first { $0.severity == .error }?.message)
    }
    if case .jobs(let bound) = plan.confirmation, plan.jobs.count > bound {
      throw InterpreterError(
        .needsConfirmation,
        "the recipe asks for \(plan.jobs.count) jobs, and each may cost credits; to perform more "
          + "than \(bound), set the option `confirm` to as many")
    }
    return plan
  }
}
