import ArgumentParser
import Foundation

/// Runs scripts of many generations through a front that spoils what passes, kills the program if told
/// to, and holds the ledger and the files against what the sandbox has accepted.
@main
struct Chaos: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chaos",
    abstract: "Count what is paid twice, lost or wrong when everything goes wrong.",
    discussion: """
      It prints one table, and ends with 1 where anything was accepted twice, was lost, or has wrong \
      bytes. Then the folder with scripts, ledger and the program's words is kept.
      """)

  @Argument(help: "How many generations are wanted.")
  var generations: Int

  @Flag(help: "SIGKILL the program at random and at every stop point; it has to be built for that.")
  var kill = false

  @Option(help: "What chance begins with: which faults, which deaths.")
  var seed: UInt64 = 1

  @Option(help: "How many scripts are performed at once.")
  var abreast = 8

  @Option(help: ArgumentHelp("The built skv.", valueName: "path"))
  var program: String

  func validate() throws {
    guard generations > 0 else { throw ValidationError("how many generations? at least 1") }
    guard abreast > 0 else { throw ValidationError("at least 1 script at once") }
    if kill && !StopPoints.areBuilt {
      throw ValidationError("--kill needs a build with stop points: scripts/chaos makes one")
    }
  }

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skv-chaos-\(ProcessInfo.processInfo.processIdentifier)").path
    let experiment = try await Experiment(
      generations: generations, kills: kill, seed: seed, program: program, folder: folder)
    let verdict = try await experiment.perform(abreast: abreast)
    await experiment.close()
    print(verdict.table(of: "\(generations)\(kill ? " --kill" : "") --seed \(seed)"))
    let objections = verdict.objections
    if objections.isEmpty {
      try FileManager.default.removeItem(atPath: folder)
      return
    }
    for objection in objections {
      FileHandle.standardError.write(Data("chaos: \(objection)\n".utf8))
    }
    FileHandle.standardError.write(Data("chaos: \(folder) is kept\n".utf8))
    throw ExitCode.failure
  }
}
