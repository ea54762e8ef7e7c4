import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A lifecycle under random observations")
struct RandomLifecycleTests {
  /// Numbers that are the same for the same seed (SplitMix64).
  struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let observations: [RunObservation] = [
    .begin, .resume, .opened, .frame(Answers.queued), .frame(Answers.completed),
    .frame(Answers.failed), .frame("{}"), .frame("[DONE]", name: "done"), .streamStalled,
    .streamEnded, .streamFailed("reset"), .answer(200, Answers.accepted), .answer(200, "{}"),
    .answer(429, "{}"), .answer(503, #"{"message":"busy"}"#), .answer(503, Answers.html),
    .answer(402, #"{"message":"no"}"#), .answer(429, "{}", retryAfter: .seconds(2_000)),
    .submitFailed("no route", wasSent: false), .submitFailed("reset", wasSent: true), .idCommitted,
    .commitFailed(EngineError(.ledgerUnusable, "full")), .retryDue, .retryDue, .retryDue,
    .claimFailed(EngineError(.claimLost, "gone")), .polled(200, Answers.running),
    .polled(200, Answers.completed), .polled(404, "{}"), .polled(500, "{}"), .pollFailed("reset"),
    .deadlineReached, .interrupted, .graceOver,
  ]

  /// Whether an observation shows that nothing of the submit before it was taken.
  private func showsNothingTaken(_ observation: RunObservation) -> Bool {
    switch observation {
    case .submitFailed(_, let wasSent, _): !wasSent
    case .submitAnswered(let answer): answer.status == 429 || answer.status == 503
    default: false
    }
  }

  @Test("never asks for two submits unless it was shown that nothing was taken", arguments: 0..<40)
  func oneSubmit(seed: UInt64) {
    for round in 0..<100 {
      var numbers = Numbers(state: seed &* 1_000 &+ UInt64(round))
      var script = LifecycleScript(mode: round % 2 == 0 ? .stream : .polling, retry: 5)
      script.tell(.begin)
      var mayBeTaken = true
      var hasEvidence = false
      for step in 0..<60 {
        guard let observation = Self.observations.randomElement(using: &numbers) else { return }
        let before = script.submits
        script.tell(observation, at: .seconds(step * 10))
        if case .opened = observation, mayBeTaken { hasEvidence = true }
        if showsNothingTaken(observation), !hasEvidence, script.deeds.count == 1,
          case .retrySubmit = script.deeds[0]
        {
          mayBeTaken = false
        }
        if script.submits > before {
          #expect(!mayBeTaken, "seed \(seed), round \(round), step \(step)")
          mayBeTaken = true
          hasEvidence = false
        }
        #expect(
          !(hasEvidence
            && script.deeds.contains { if case .retrySubmit = $0 { true } else { false } }))
      }
      #expect(script.submits <= 6)
    }
  }

  @Test("ends at most once, with exactly one event that tells the end", arguments: 100..<140)
  func oneEnd(seed: UInt64) {
    for round in 0..<100 {
      var numbers = Numbers(state: seed &* 1_000 &+ UInt64(round))
      var script = LifecycleScript(mode: round % 2 == 0 ? .stream : .polling)
      script.tell(.begin)
      for step in 0..<80 {
        guard let observation = Self.observations.randomElement(using: &numbers) else { return }
        let hasEnded = script.ending != nil
        script.tell(observation, at: .seconds(step))
        if hasEnded { #expect(script.last == []) }
      }
      let ends = script.all.count { if case .end = $0 { true } else { false } }
      let told = script.events.count { ["terminal", "timeout", "error"].contains($0) }
      #expect(ends <= 1)
      #expect(told == ends, "seed \(seed), round \(round)")
    }
  }
}
