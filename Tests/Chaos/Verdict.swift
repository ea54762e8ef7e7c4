import LosslessJSON
import Sandbox
import SkillsVideo

/// What the sandbox has accepted, held against what the ledger and the disk have of it.
struct Verdict: Sendable {
  var interruptions: Interruptions
  /// Deaths at random, and at each stop point; nil where the program was left alone.
  var deaths: (random: Int, at: [StopPoint: Int])?

  var wanted = 0
  var accepted = 0
  var saved = 0
  /// Accepted once more though the identity was accepted before.
  var duplicates = 0
  /// Accepted, and neither on disk nor told to be in doubt.
  var lost: [String] = []
  /// On disk with other bytes than the sandbox gives.
  var wrongDigests: [String] = []
  var adopted = 0
  /// On disk and not in the lock of its script.
  var unlocked: [String] = []
  /// In doubt to the end, and taken by the sandbox: paid for, and not to be found by its API.
  var unresolvableTaken = 0
  /// In doubt to the end, and never taken.
  var unresolvableNotTaken = 0
  /// Never begun, since what they hang on is in doubt.
  var heldBack = 0
  /// Wanted, and nothing says why there is none.
  var missing: [String] = []

  /// Adds the scripts of one service.
  mutating func judge(
    _ lists: [WishList], in folder: String, _ service: FaultyService, _ records: [RunRecord],
    _ ledger: Ledger
  ) async throws {
    let runs = Dictionary(
      grouping: records.filter { $0.baseURL == service.address }, by: \.label)
    let known = Set(records.compactMap(\.generationID))
    let taken = Dictionary(grouping: await service.server.accepted(), by: \.prompt)
    accepted += taken.values.reduce(0) { $0 + $1.count }
    let locks = try await Self.lockedGenerations(of: lists, in: folder)
    let wishes = lists.flatMap(\.wishes)
    wanted += wishes.reduce(0) { $0 + $1.count }
    let made = Set(
      wishes.map(\.label).filter { label in
        runs[label]?.contains { $0.state == .saved } ?? false
      })
    for wish in wishes {
      let runs = runs[wish.label] ?? []
      let taken = taken[wish.prompt] ?? []
      duplicates += max(0, taken.count - wish.count)
      let doubtful = runs.filter { [.abandoned, .inDoubt].contains($0.state) }
      let nameless = taken.filter { !known.contains($0.id) }
      let unresolved = min(nameless.count, doubtful.count)
      unresolvableTaken += unresolved
      unresolvableNotTaken += doubtful.count - unresolved
      lost += nameless.dropFirst(doubtful.count).map { "\($0.id), \(wish.label)" }
      for run in runs where run.generationID != nil && run.state != .saved {
        lost.append("run \(run.number), \(wish.label), \(run.state.rawValue)")
      }
      var count = doubtful.count
      for run in runs where run.state == .saved {
        count += 1
        try await judge(run, service)
        if let id = run.generationID, !locks.contains(id) {
          unlocked.append("run \(run.number), \(run.label)")
        }
      }
      for run in runs {
        let history = try await ledger.history(of: Int64(run.number))
        if history.contains(where: { $0.detail?.hasPrefix("adopted by input") ?? false }) {
          adopted += 1
        }
      }
      if count < wish.count {
        if case .clip(let parent) = wish.kind, !made.contains(parent) {
          heldBack += wish.count - count
        } else {
          missing.append("\(wish.label): \(wish.count - count) of \(wish.count)")
        }
      }
    }
  }

  /// The ids of the generations that the locks of some scripts call saved.
  private static func lockedGenerations(
    of lists: [WishList], in folder: String
  ) async throws -> Set<String> {
    var ids: Set<String> = []
    for list in lists {
      let lock = try await LockFile(path: "\(folder)/\(list.name).sandbox.lock").read()
      ids.formUnion(lock.sorted.filter { $0.state == .saved }.compactMap(\.generationID))
    }
    return ids
  }

  /// Holds the files of a saved run against the sandbox's.
  private mutating func judge(_ run: RunRecord, _ service: FaultyService) async throws {
    let name = "run \(run.number), \(run.label)"
    guard let id = run.generationID, let digests = await service.server.digests(of: id) else {
      return wrongDigests.append("\(name): the sandbox has no such generation")
    }
    saved += 1
    guard run.files.count == digests.count else {
      return lost.append("\(name): \(run.files.count) of \(digests.count) files")
    }
    for (file, digest) in zip(run.files, digests) {
      guard let found = try? await LocalFile.read(file.path, files: PosixFileAccess()) else {
        lost.append("\(name): \(file.path) is not there")
        continue
      }
      // The file holds what was delivered, and perhaps the recipe of this very generation.
      let isWhole = found.digest.hex == file.sha256 && file.deliveredSHA256 == digest
      let isPlain = file.sha256 == file.deliveredSHA256
      let recipe = isPlain ? nil : try EmbeddedRecipe.read(file.path)
      if !isWhole || !isPlain && recipe?.generationID != id {
        wrongDigests.append("\(name): \(file.path)")
      }
    }
  }

  // MARK: - What comes of it

  /// What must not be, each as a line.
  var objections: [String] {
    var lines: [String] = []
    if duplicates > 0 { lines.append("\(duplicates) were accepted twice") }
    lines += lost.map { "lost: \($0)" }
    lines += wrongDigests.map { "wrong digest: \($0)" }
    lines += unlocked.map { "not in the lock: \($0)" }
    lines += missing.map { "missing: \($0)" }
    if let deaths {
      lines += StopPoint.allCases.filter { deaths.at[$0] == nil }
        .map { "the program never died at \($0.rawValue)" }
      if interruptions.over * 3 < interruptions.generations {
        lines.append("less than a third was over before it was taken up")
      }
    }
    return lines
  }
}
