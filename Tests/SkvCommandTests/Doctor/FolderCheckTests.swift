import Glibc
import LosslessJSON
import Testing

@testable import skv

@Suite("The doctor looks at folders")
struct FolderCheckTests {
  private func check(
    _ purpose: FolderCheck.Purpose, _ facts: FolderFacts, ignored: String? = nil,
    path: String? = "/home/me/.local/state/skv"
  ) -> CheckResult? {
    FolderCheck(
      purpose: purpose, path: path, ignored: ignored, shown: ShownPath(["HOME": "/home/me/"]),
      look: { _ in facts }
    ).examine()
  }

  private func folder(
    mode: UInt32 = 0o700, free: Int = 5_000_000_000, isWritable: Bool = true
  ) -> FolderFacts {
    FolderFacts(place: .folder, isWritable: isWritable, mode: mode, freeBytes: free)
  }

  @Test("one that is there is told with its room, the home as ~")
  func there() {
    #expect(check(.state, folder()) == .ok("~/.local/state/skv, 5.0 GB free"))
  }

  @Test("one that is missing will be made, if it can be")
  func missing() {
    var facts = FolderFacts(place: .missing(above: "/home/me"), freeBytes: 5_000_000_000)
    #expect(check(.state, facts) == .ok("~/.local/state/skv: will be made, 5.0 GB free"))
    #expect(check(.settings, facts)?.found.hasSuffix("none is needed") == true)
    facts.isWritable = false
    #expect(check(.state, facts)?.state == .problem)
    #expect(check(.cache, facts)?.state == .note)
  }

  @Test("one on a file system of the kernel cannot be made, and its advice is another place")
  func kernel() {
    let facts = FolderFacts.look(at: "/proc/none/.local/state/skv")
    #expect(facts.place == .missing(above: "/proc"))
    #expect(facts.kernel == "proc" && !facts.isWritable)
    let result = check(.state, facts)
    #expect(result?.state == .problem)
    #expect(result?.found.contains("/proc holds no folders (proc)") == true)
    #expect(result?.advice?.hasPrefix("set HOME") == true)
    #expect(FolderFacts.look(at: "/proc").isWritable == false)
  }

  @Test(
    "one without which nothing can be submitted is a problem where it fails, another a note",
    arguments: [
      FolderFacts(place: .blocked(at: "/home")), FolderFacts(place: .unknown("Permission denied")),
      FolderFacts(place: .folder, isWritable: false, mode: 0o500),
    ])
  func failing(facts: FolderFacts) {
    #expect(check(.state, facts)?.state == .problem)
    #expect(check(.cache, facts)?.state == .note)
  }

  @Test("one without a place is told, and a working folder that is gone")
  func nowhere() {
    #expect(check(.state, folder(), path: nil)?.state == .problem)
    #expect(check(.cache, folder(), path: nil)?.state == .note)
    #expect(check(.work, folder(), path: nil)?.state == .problem)
  }

  @Test(
    "little room is a note, and none a problem for the ledger",
    arguments: [
      (200_000_000, CheckResult.State.ok), (199_999_999, .note), (1_000_000, .note),
      (999_999, .problem),
    ])
  func room(bytes: Int, state: CheckResult.State) {
    #expect(check(.state, folder(free: bytes))?.state == state)
  }

  @Test("one that others may look into is a note, with the command that closes it")
  func mode() {
    let result = check(.state, folder(mode: 0o755))
    #expect(result?.state == .note)
    #expect(result?.found.contains("mode 0755") == true)
    #expect(result?.advice == "`chmod 700 ~/.local/state/skv`")
    #expect(check(.work, folder(mode: 0o755))?.state == .ok)
  }

  @Test("a variable that does not count is told")
  func ignored() {
    let result = check(.cache, folder(), ignored: "XDG_CACHE_HOME")
    #expect(result?.state == .note)
    #expect(result?.found.contains("XDG_CACHE_HOME does not count") == true)
  }

  @Test("what is there, missing or in the way is seen, and nothing is made")
  func look() throws {
    var template = Array("/tmp/skv-folder-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { rmdir(root) }
    chmod(root, 0o750)
    let there = FolderFacts.look(at: root)
    #expect(there.place == .folder)
    #expect(there.mode == 0o750)
    #expect(there.isWritable)
    #expect((there.freeBytes ?? 0) > 0)
    #expect(FolderFacts.look(at: root + "/a/b/c").place == .missing(above: root))
    #expect(access(root + "/a", F_OK) != 0)
    #expect(FolderFacts.look(at: "/dev/null/a/b").place == .blocked(at: "/dev/null"))
    symlink("/nowhere/at/all", root + "/link")
    #expect(FolderFacts.look(at: root + "/link/b").place == .blocked(at: root + "/link"))
    unlink(root + "/link")
  }

  @Test("a file system of several machines is known by the table of mounts")
  func network() {
    let table = MountTable(
      """
      22 27 0:21 / /proc rw,nosuid shared:13 - proc proc rw
      36 35 0:45 / /home rw,noatime master:1 - nfs4 server:/home rw
      37 35 8:17 / /data rw - ext4 /dev/sdb1 rw
      broken
      """)
    #expect(table.networkType(ofDevice: 45) == "nfs4")
    #expect(table.networkType(ofDevice: 8 << 8 | 17) == nil)
    #expect(table.networkType(ofDevice: 99) == nil)
    #expect(table.kernelType(ofDevice: 21) == "proc" && table.networkType(ofDevice: 21) == nil)
    #expect(table.kernelType(ofDevice: 45) == nil && table.kernelType(ofDevice: 99) == nil)
  }
}
