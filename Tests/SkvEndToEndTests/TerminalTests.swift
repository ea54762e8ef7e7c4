import Foundation
import Testing

/// What a person sees on a terminal.
@Suite struct TerminalTests {
  private func watch(_ text: String, environment: [String: String] = [:]) async throws -> String {
    let folder = try TemporaryFolder()
    let (status, shown) = try await Skv.watch(
      ["run", "--sandbox=200ms", "-c", text], in: folder, environment: environment)
    #expect(status == 0, "\(shown)")
    return shown
  }

  private static let two = #"use seedream-4.5; set prompt "x"; run as pair x 2"#

  @Test("each job has one live line with its state and time, redrawn in place")
  func liveLines() async throws {
    let shown = try await watch(Self.two)
    #expect(shown.contains("pair[0]  bytedance/seedream-4.5"))
    #expect(shown.contains("pair[1]  bytedance/seedream-4.5"))
    #expect(shown.contains("in progress"))
    #expect(shown.contains("0:00"))
    #expect(shown.contains("\u{1B}[2A\r\u{1B}[J"))
    #expect(shown.contains("out/pair-1.png"))
    #expect(shown.contains("\u{1B}[32m✓\u{1B}[0m pair[0]: saved"))
  }

  @Test("NO_COLOR keeps the live lines and takes the colours")
  func noColor() async throws {
    let shown = try await watch(Self.two, environment: ["NO_COLOR": "1"])
    #expect(shown.contains("✓ pair[0]: saved"))
    #expect(!shown.contains("\u{1B}[32m"))
  }

  @Test("TERM=dumb gets plain lines")
  func dumb() async throws {
    let shown = try await watch(Self.two, environment: ["TERM": "dumb"])
    #expect(!shown.contains("\u{1B}"))
    #expect(shown.contains("pair[0]: saved"))
  }
}
