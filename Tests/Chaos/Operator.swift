import Foundation
import Sandbox
import SkillsVideo

/// Does with one script what a careful person does: runs it until nothing more comes of it, takes up what
/// is unfinished, and in the end gives up what stays in doubt. It never says *again*.
struct Operator: Sendable {
  let list: WishList
  let service: FaultyService
  let program: Program
  let ledger: Ledger
  /// Where the program dies; nil where it is left alone.
  let stopPoints: StopPoints?
  let seed: UInt64

  /// How many calls over one script are to die at most.
  static let mostDeaths = 16

  private var log: String { "\(program.folder)/\(list.name).log" }

  /// Performs the script, and tells what was under way each time when the program was called again.
  func perform() async throws -> Interruptions {
    var dice = Dice(seed, list.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
    var interruptions = Interruptions()
    var before: Progress?
    var deaths = 0
    while true {
      let death =
        deaths < Self.mostDeaths
        ? await stopPoints?.next(&dice, hasDoubt: before?.inDoubt.isEmpty == false) : nil
      let mayResume = before != nil && Int.random(in: 0..<4, using: &dice) == 0
      let end = try await call(mayResume ? resume : run, dying: death, &dice)
      interruptions.calls += 1
      let progress = try await progress()
      interruptions.add(
        try await underWay(progress), at: Date().timeIntervalSince1970)
      if death != nil { deaths += 1 }
      if end.isKilled, let death {
        await stopPoints?.count(death)
        before = progress
        continue
      }
      if end.status == 0 && !mayResume { break }
      if death == nil, !mayResume, progress == before { break }
      before = progress
    }
    try await giveUp(&dice)
    return interruptions
  }

  /// Calls the program, one in four times with the same script performed beside it, which is left alone.
  private func call(
    _ words: [String], dying death: Death?, _ dice: inout Dice
  ) async throws -> Program.End {
    guard Int.random(in: 0..<4, using: &dice) == 0 else {
      return try await program.call(words, dying: death, log: log)
    }
    async let beside = program.call(run, log: log + ".beside")
    let end = try await program.call(words, dying: death, log: log)
    _ = try await beside
    return end
  }

  private var patience: [String] { ["--look-time", "2s"] }

  private var run: [String] {
    ["run", "--yes", "--jobs", "32", "--timeout", "15s"] + patience + [list.name]
  }

  private var resume: [String] { ["resume"] + patience }

  /// Abandons what stays in doubt, again where the program is killed over it.
  private func giveUp(_ dice: inout Dice) async throws {
    for number in try await progress().inDoubt {
      while try await progress().inDoubt.contains(number) {
        let point = StopPoint.ofSettling.randomElement(using: &dice)
        let death =
          stopPoints != nil && Bool.random(using: &dice) ? point.map { Death.at($0, time: 1) } : nil
        let end = try await program.call(
          ["resume", "\(number)", "--abandon"], dying: death, log: log)
        if end.isKilled, let death { await stopPoints?.count(death) }
      }
    }
  }

  // MARK: - What the ledger says

  /// How far the script has come.
  private struct Progress: Equatable {
    var saved: Set<String> = []
    var accepted: Set<String> = []
    var inDoubt: [Int] = []
  }

  private func progress() async throws -> Progress {
    var progress = Progress()
    for record in try await ledger.records() where record.script == list.name {
      if let id = record.generationID { progress.accepted.insert(id) }
      if record.state == .saved, let id = record.generationID { progress.saved.insert(id) }
      if record.state == .inDoubt { progress.inDoubt.append(record.number) }
    }
    return progress
  }

  /// What the sandbox has accepted for the script and is not on disk yet: when each is over.
  private func underWay(_ progress: Progress) async throws -> [Double] {
    let prompts = Set(list.wishes.map(\.prompt))
    return await service.server.accepted()
      .filter { prompts.contains($0.prompt) && !progress.saved.contains($0.id) }
      .map {
        Double($0.endsAt.components.seconds) + Double($0.endsAt.components.attoseconds) / 1e18
      }
  }
}

/// What was under way whenever the program ended before its work did.
struct Interruptions: Sendable {
  /// Generations that were accepted and not on disk, counted at each end of the program.
  var generations = 0
  /// Those of them that were over before the program was called again.
  var over = 0
  /// How often the program was called.
  var calls = 0

  mutating func add(_ endings: [Double], at now: Double) {
    generations += endings.count
    over += endings.count { $0 <= now }
  }

  static func + (left: Interruptions, right: Interruptions) -> Interruptions {
    Interruptions(
      generations: left.generations + right.generations, over: left.over + right.over,
      calls: left.calls + right.calls)
  }
}
