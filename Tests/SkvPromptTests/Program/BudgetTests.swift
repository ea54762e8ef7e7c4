import TerminalEmulator
import Testing

extension PromptTests {
  /// Budgets and prices at the prompt of the built program.
  @Suite struct Budgets {
    private static let clip =
      "use kling-ai/v3/video; set prompt \"a fox\"; set duration 5; run as clip"

    @Test("A budget holds over the entries of a session, and each end says how it stands")
    func session() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("budget 20 credits")
        try terminal.waitForPrompt()
        terminal.enter(Self.clip)
        try terminal.wait(forAnswer: "budget: 12.5 of 20 credits spent")
        #expect(terminal.screen.text.contains("the price of the job is not known yet"))
        terminal.enter("run as again")
        try terminal.wait(for: "12.5 credits, more than the budget leaves")
        #expect(!home.holds("out/again.mp4"))
      }
    }

    @Test("`plan` tells a price once one like it has ended, and `confirm` asks by it")
    func price() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter(Self.clip + "; option confirm 20credits")
        try terminal.wait(for: "1 job will be submitted, and its price is not known yet")
        terminal.enter("y")
        try terminal.wait(forAnswer: "out/clip.mp4")
        terminal.enter("set prompt \"a hare\"; plan")
        try terminal.wait(
          forAnswer: "price: 12.5 credits, the most that one like it has cost before")
        terminal.enter("run x 2")
        try terminal.wait(for: "2 jobs will be submitted for 25 credits")
        terminal.enter("n")
        try terminal.wait(forAnswer: "nothing was sent, and the entry is forgotten")
      }
    }
  }
}
