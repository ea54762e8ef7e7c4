import LosslessJSON
import SkillsVideo

/// How watching a generation ended that this machine has no part in, in words for a person.
struct WatchWords {
  /// What came of it and what to do, a line each.
  let lines: [String]
  /// The addresses of its outputs.
  let addresses: [String]
  /// The exit code.
  let status: ExitStatus

  /// Finds the words; `isKnown` tells whether a run of this machine has the id.
  init(_ ending: RunEnding, id: String, isKnown: Bool, commands: CommandNames) {
    var addresses: [String] = []
    switch ending {
    case .ended(let result) where result.kind == .succeeded:
      let price = result.credits.map { "\($0.text) credits" } ?? "price not told"
      addresses = result.outputs.map(\.url)
      lines =
        ["\(id): completed, \(price)"]
        + (addresses.isEmpty
          ? ["the service names no file"]
          : isKnown ? [] : ["`\(commands.named("download")) \(id) --output PATH` fetches it"])
      status = .done
    case .ended(let result):
      let word = result.kind == .canceled ? "canceled" : "failed"
      let code = result.error?.code.map { " (\($0))" } ?? ""
      lines = [
        "\(id): \(word) at the service\(code)" + (result.error.map { ": \($0.message)" } ?? "")
      ]
      status = .failed
    case .timedOut:
      lines = [
        "\(id): still running at the service; the time for following it is up",
        "`\(commands.named("wait")) \(id)` goes on",
      ]
      status = .timedOut
    case .pollingRefused(let error), .refused(let error):
      lines =
        ["\(id): the service does not answer for it: \(error.description)"]
        + (isKnown ? [] : ["no run of this machine has that number, id or label"])
      status = .pollingRefused
    case .detached:
      lines = ["`\(commands.named("wait")) \(id)` goes on"]
      status = .interrupted
    case .inDoubt(let reason, _):
      lines = ["\(id): \(reason)"]
      status = .inDoubt
    case .notSent(let error):
      lines = ["\(id): \(error.description)"]
      status = ExitStatus(error)
    }
    self.addresses = addresses
  }
}
