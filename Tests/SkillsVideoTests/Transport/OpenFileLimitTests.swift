import Glibc
import Testing

@testable import SkillsVideo

@Suite("The bound on open descriptors")
struct OpenFileLimitTests {
  @Test("is at its hard limit once it is raised")
  func raised() {
    let raised = OpenFileLimit.raise()
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #expect(limit.rlim_cur == limit.rlim_max)
    #expect(raised == UInt64(limit.rlim_max))
  }
}
