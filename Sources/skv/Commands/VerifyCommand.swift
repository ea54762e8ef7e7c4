import ArgumentParser
import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// `skv verify`: whether the files are the ones that the lock tells of.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare files with the lock that tells of them.",
    usage: "skv verify FILE.lock [--json]",
    discussion: """
      Example:
        skv run --sandbox film.skv && skv verify film.skv.sandbox.lock

      Every file is read and digested. It ends with exit code 34 if one is missing or holds \
      other bytes; `skv run --locked film.skv` has it again without paying.
      """)

  @Argument(
    help: ArgumentHelp("The lock.", valueName: "file.lock"),
    completion: .file(extensions: ["lock"]))
  var file: String

  @Flag(help: "Print one JSON object a file.")
  var json = false

  func run() async throws {
    let path = FilePath.absolute(file, from: try Environment.requiredWorkingDirectory())
    guard FileProbe.isFile(path) else {
      throw ValidationError("there is no lock \(TerminalText.escaped(file))")
    }
    let verification: Verification
    do {
      verification = try await Verification(of: LockFile(path: path))
    } catch {
      throw CommandFailure.ending(with: error)
    }
    for item in verification.items {
      StandardStream.output.write((json ? Self.json(item) : Self.line(item)) + "\n")
    }
    let count = verification.items.count { $0.state == .intact }
    let open = verification.unfinished
    StandardStream.error.write(
      "\(count) of \(verification.items.count) files are as they were filed"
        + (open == 0 ? "" : ", \(open) jobs are unfinished: run the script again") + "\n")
    if !verification.isSound { throw ExitCode(ExitStatus.lockDiffers.rawValue) }
  }

  private static func line(_ item: Verification.Item) -> String {
    let state = item.state.rawValue
    return state + String(repeating: " ", count: 10 - state.count)
      + TerminalText.escaped(item.path ?? "(outside of the folder)") + "  "
      + TerminalText.escaped(item.job.description)
  }

  private static func json(_ item: Verification.Item) -> String {
    let json: JSON = [
      "path": item.path.map(JSON.string) ?? .null, "state": .string(item.state.rawValue),
      "run": .string(item.job.label), "item": .number(JSONNumber(item.job.item)),
    ]
    return json.printed(.spaced)
  }
}
