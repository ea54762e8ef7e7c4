import SkillsVideo

extension Verdict {
  /// The figures as one table in Markdown.
  func table(of call: String) -> String {
    let doubtful = unresolvableTaken + unresolvableNotTaken
    var rows: [(String, String)] = [
      ("wanted", "\(wanted)"),
      ("accepted by the sandbox", "\(accepted)"),
      ("saved", "\(saved)"),
      ("duplicates: one identity accepted twice", "\(duplicates)"),
      ("lost", "\(lost.count)"),
      ("wrong digest", "\(wrongDigests.count)"),
      ("saved and not in the lock", "\(unlocked.count)"),
      ("in doubt and adopted", "\(adopted)"),
      ("in doubt and unresolvable by the documented API", "\(doubtful)"),
      ("– of these taken by the sandbox", "\(unresolvableTaken)"),
      ("– of these never taken", "\(unresolvableNotTaken)"),
      ("held back: hang on one of those", "\(heldBack)"),
      ("calls of skv", "\(interruptions.calls)"),
      ("generations under way when a call ended", "\(interruptions.generations)"),
      ("– of these over before they were taken up", "\(interruptions.over)\(share)"),
    ]
    if let deaths {
      rows.append(("killed at random", "\(deaths.random)"))
      rows += StopPoint.allCases.map {
        ("killed at `\($0.rawValue)`", "\(deaths.at[$0] ?? 0)")
      }
    }
    let head = ("`scripts/chaos \(call)`", "")
    let width = ([head] + rows).map(\.0.count).max() ?? 0
    func line(_ row: (String, String)) -> String {
      let gap = String(repeating: " ", count: width - row.0.count)
      return "| \(row.0)\(gap) | \(row.1) |"
    }
    let rule = "|\(String(repeating: "-", count: width + 2))|---:|"
    return ([line(head), rule] + rows.map(line)).joined(separator: "\n")
  }

  private var share: String {
    guard interruptions.generations > 0 else { return "" }
    return " (\(interruptions.over * 100 / interruptions.generations) %)"
  }
}
