import Foundation
import Testing

@Suite("Stop points")
struct StopPointTests {
  @Test("the program holds no name of a variable that could make it die")
  func noVariable() throws {
    let program = try Data(contentsOf: URL(fileURLWithPath: Skv.path))
    #expect(program.range(of: Data("SKILLS_VIDEO_BASE_URL".utf8)) != nil)
    #expect(program.range(of: Data("SKV_STOP_POINT".utf8)) == nil)
  }
}
