import Glibc
import Testing

@testable import SkillsVideo

@Suite("The identity of a process")
struct ProcessIdentityTests {
  @Test("says that this process runs")
  func own() {
    let own = ProcessIdentity.current()
    #expect(own.isRunning)
    #expect(own.process == Int64(getpid()))
    #expect(own.start > 0 && !own.boot.isEmpty)
    #expect(own == .current())
  }

  @Test("is not taken for another process with the same number")
  func reused() {
    var other = ProcessIdentity.current()
    other.start += 1
    #expect(!other.isRunning)
  }

  @Test("ends with the boot")
  func otherBoot() {
    var other = ProcessIdentity.current()
    other.boot = "00000000-0000-0000-0000-000000000000"
    #expect(!other.isRunning)
  }

  @Test("counts as running where the system does not tell")
  func untold() throws {
    let folder = ScratchFolder()
    var identity = ProcessIdentity.current()
    #expect(identity.isRunning(in: folder["no proc"]))
    try PosixFileAccess().makeFolder(folder["proc/sys/kernel/random"])
    try folder.write(identity.boot + "\n", to: "proc/sys/kernel/random/boot_id")
    #expect(identity.isRunning(in: folder["proc"]))
    identity.process = 1 << 30
    #expect(!identity.isRunning(in: folder["proc"]))
    identity.boot = "another"
    #expect(!identity.isRunning(in: folder["proc"]))
  }

  @Test("does not run when there is no process of its number")
  func missing() {
    var other = ProcessIdentity.current()
    other.process = 1 << 40
    #expect(!other.isRunning)
  }
}
