import Glibc

/// A process that cannot be mistaken for another: ids are used again, start times with them are not.
package struct ProcessIdentity: Sendable, Hashable {
  /// The id of the system's boot.
  package var boot: String
  /// The process id.
  package var process: Int64
  /// When the process started, in ticks since the boot.
  package var start: Int64

  /// Creates an identity.
  package init(boot: String, process: Int64, start: Int64) {
    self.boot = boot
    self.process = process
    self.start = start
  }

  /// This process.
  package static func current() -> ProcessIdentity {
    let process = Int64(getpid())
    return ProcessIdentity(
      boot: currentBoot("/proc"), process: process,
      start: Self.state(of: process, "/proc")?.start ?? 0)
  }

  /// Whether the process still runs, a stopped one too; a zombie does not.
  ///
  /// Where the system does not tell, as without a free descriptor, it counts as running: what another
  /// process has in hand is taken from it only when it is known to be gone.
  package var isRunning: Bool { isRunning(in: "/proc") }

  /// The same by another folder than `/proc`.
  func isRunning(in proc: String) -> Bool {
    let boot = Self.currentBoot(proc)
    guard !boot.isEmpty else { return true }
    guard self.boot == boot else { return false }
    if let state = Self.state(of: process, proc) {
      return state.start == start && state.letter != "Z" && state.letter != "X"
    }
    guard let number = pid_t(exactly: process) else { return false }
    // Signal 0 is sent to nobody and tells whether there is anybody (kill(2)).
    return kill(number, 0) == 0 || errno != ESRCH
  }

  private static func currentBoot(_ proc: String) -> String {
    String(
      decoding: contents(of: proc + "/sys/kernel/random/boot_id").filter { $0 > 0x20 },
      as: UTF8.self)
  }

  /// Reads `/proc/PID/stat` (proc(5)): the name in brackets may hold anything, so the last bracket
  /// counts; after it the state is the 1st field and the start the 20th.
  private static func state(
    of process: Int64, _ proc: String
  ) -> (letter: Substring, start: Int64)? {
    let text = String(decoding: contents(of: "\(proc)/\(process)/stat"), as: UTF8.self)
    guard let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: bracket)...].split(separator: " ")
    guard fields.count > 19, let start = Int64(fields[19]) else { return nil }
    return (fields[0], start)
  }

  private static func contents(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }
}
