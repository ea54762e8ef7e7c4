import Foundation
import Sandbox
import SkillsVideo

/// Scripts, services of several paces, and the ledger that all calls of the program share.
struct Experiment: Sendable {
  private let lists: [WishList]
  private let services: [FaultyService]
  private let ledger: Ledger
  private let stopPoints: StopPoints?
  private let seed: UInt64
  private let program: String
  private let folder: String

  /// With the first, everything is over at once; with the last, a generation can be found running after
  /// the program was killed and started again.
  private static let paces: [Pace] = [.immediate, .fixed(.milliseconds(400)), .fixed(.seconds(4))]

  init(
    generations: Int, kills: Bool, seed: UInt64, program: String, folder: String
  ) async throws {
    lists = WishList.lists(of: generations, size: kills ? 10 : 40, seed: seed)
    stopPoints = kills ? StopPoints() : nil
    (self.seed, self.program, self.folder) = (seed, program, folder)
    try FileManager.default.createDirectory(
      atPath: folder + "/home", withIntermediateDirectories: true)
    for list in lists {
      try Data(list.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(list.name)"))
    }
    var services: [FaultyService] = []
    for (number, pace) in Self.paces.enumerated() {
      services.append(try await FaultyService(pace: pace, seed: seed &+ UInt64(number) << 32))
    }
    self.services = services
    let path = try Configuration(
      environment: Program(path: program, folder: folder, baseURL: services[0].address).environment
    ).ledgerPath
    ledger = try await Ledger.open(path: path)
  }

  /// Performs all scripts, so many at once, and judges what came of it.
  func perform(abreast: Int) async throws -> Verdict {
    let interruptions = try await withThrowingTaskGroup(of: Interruptions.self) { group in
      var sum = Interruptions()
      var begun = 0
      while begun < lists.count || !group.isEmpty {
        if begun < lists.count, begun < abreast {
          begin(begun, &group)
          begun += 1
          continue
        }
        guard let one = try await group.next() else { break }
        sum = sum + one
        if begun < lists.count {
          begin(begun, &group)
          begun += 1
        }
      }
      return sum
    }
    var verdict = Verdict(interruptions: interruptions)
    let records = try await ledger.records()
    for (number, service) in services.enumerated() {
      let own = lists.enumerated().filter { $0.offset % services.count == number }.map(\.element)
      try await verdict.judge(own, in: folder, service, records, ledger)
    }
    if let stopPoints {
      verdict.deaths = (await stopPoints.random, await stopPoints.counts)
    }
    return verdict
  }

  private func begin(
    _ number: Int, _ group: inout ThrowingTaskGroup<Interruptions, any Error>
  ) {
    let service = services[number % services.count]
    let one = Operator(
      list: lists[number], service: service,
      program: Program(path: program, folder: folder, baseURL: service.address), ledger: ledger,
      stopPoints: stopPoints, seed: seed)
    group.addTask { try await one.perform() }
  }

  func close() async {
    for service in services { await service.close() }
  }
}
