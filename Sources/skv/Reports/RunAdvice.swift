import SkillsVideo

/// What a person can do about a run, with the commands that do it.
struct RunAdvice {
  /// The commands, as they are called for the service of the runs: `skv NAME --sandbox`.
  let commands: CommandNames

  /// What settles a run in doubt, a line each.
  func settling(_ record: RunRecord) -> [String] {
    let command = "\(commands.named("resume")) \(record.number)"
    let place: String
    switch record.baseURL {
    case "sandbox":
      place = "if you know which one it is; on the sandbox nothing was paid for"
    case let url where url.hasPrefix("http://"):
      place = "if you find it at \(url)"
    default:
      place = "if you find it at https://skills.video/dashboard"
    }
    return [
      "it may have been taken, so run \(record.number) is not sent again by itself:",
      "`\(command) --adopt ID` gives it its generation, \(place)",
      "`\(command) --abandon` gives it up, `\(command) --again` sends it once more",
    ]
  }

  /// What to do next about a run, a line each; none where there is nothing to do.
  func lines(_ record: RunRecord, isFollowed: Bool) -> [String] {
    if isFollowed { return ["another process is at work on it; let it finish"] }
    let number = record.number
    switch record.state {
    case .inDoubt, .submitting: return settling(record)
    case .accepted, .finished:
      return ["`\(commands.named("resume")) \(number)` takes it up and pays for nothing"]
    case .saved:
      return [
        "`\(commands.named("download")) \(number)` brings its files back if they are lost"
      ]
    case .planned: return ["nothing was sent for it, so there is nothing to take up"]
    case .refused, .failed, .canceled, .abandoned: return []
    }
  }
}

/// The names of commands as they are called for one service.
struct CommandNames: Sendable, Hashable {
  /// Whether the service is the imitation inside this program.
  var isSandbox = false

  /// `skv show`, or `skv show --sandbox`.
  func named(_ command: String) -> String { "skv \(command)" + (isSandbox ? " --sandbox" : "") }
}
