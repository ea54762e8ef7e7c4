import ArgumentParser
import SkillsScript
import SkvInterpreter
import SkillsVideo

/// What of a script is done again although it was done before, and what is left out.
struct AgainOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Make everything anew, and pay for it; --fresh=fox,grid[2] only those runs or jobs."))
  var fresh = false

  @Option(help: .hidden)
  var freshOnly: String?

  @Option(
    help: ArgumentHelp(
      "Only these runs, and what they use; several with commas.", valueName: "labels"))
  var only: String?

  @Flag(help: "Submit nothing: what was not done before ends with exit code 34.")
  var locked = false

  func validate() throws {
    if locked, fresh { throw ValidationError("--locked submits nothing, and --fresh asks for it") }
  }

  /// The plan with only the wanted jobs; throws a `ValidationError` for a label that it does not have.
  func selected(of plan: Plan) throws -> Plan {
    _ = try names(freshOnly, flag: "--fresh", of: plan)
    guard let names = try names(only, flag: "--only", of: plan) else { return plan }
    return plan.selecting(names)
  }

  /// How the script is performed again.
  func reproduction(
    of input: ScriptInput, in place: Session.Place, isSandbox: Bool
  ) -> Reproduction {
    var reproduction = Reproduction(input: input, place: place, isSandbox: isSandbox)
    reproduction.isLocked = locked
    if fresh { reproduction.fresh = freshOnly.map { .some(Self.words($0)) } ?? .all }
    return reproduction
  }

  /// Ends with exit code 34 where nothing may be submitted and something would be.
  func refuse(_ settlement: Settlement, of plan: Plan) throws {
    let missing = settlement.payable
    guard locked, !missing.isEmpty else { return }
    let names = missing.map { plan[$0].name.description }
    let shown = names.prefix(5).joined(separator: ", ")
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    StandardStream.error.write(
      "skv: --locked: \(TerminalText.escaped(shown))\(more) was not done before; nothing was sent\n"
    )
    throw ExitCode(ExitStatus.lockDiffers.rawValue)
  }

  private func names(_ text: String?, flag: String, of plan: Plan) throws -> Set<String>? {
    guard let text else { return nil }
    let names = Self.words(text)
    for name in names.sorted() where !plan.jobs.contains(where: { $0.isNamed(in: [name]) }) {
      let known = plan.jobs.map(\.label).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      let meant = Suggestion.nearest(to: name, in: known).first.map { "did you mean `\($0)`?" }
      throw ValidationError(
        "\(flag): no run has the label `\(TerminalText.escaped(name))`; "
          + (meant ?? "labels are \(known.prefix(8).joined(separator: ", "))"))
    }
    return names
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: ",").map { $0.trimmingSpaces })
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Reproduction {
  /// The reproduction of a script with the lock beside it; an imitation has a lock of its own.
  init(input: ScriptInput, place: Session.Place, isSandbox: Bool) {
    let folder = FilePath.absolute(place.scriptFolder, from: place.workingDirectory)
    let path = input.name.map {
      FilePath.absolute($0 + (isSandbox ? ".sandbox.lock" : ".lock"), from: folder)
    }
    self.init(
      lock: path.map { LockFile(path: $0, secrets: GivenSecrets.all) }, version: Version.current
    ) { $0.digest.hex }
  }
}
