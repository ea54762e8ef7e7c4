import ChildProcesses
import Foundation

/// A terminal that a program can be given as its standard error and output.
final class PseudoTerminal: Sendable {
  /// The program's end.
  let device: Int32
  private let gathered: Gathered

  /// Opens a terminal whose ends no program started beside inherits.
  init(columns: UInt16 = 80) throws {
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCGPTN and TIOCSPTLCK, which stand behind ptsname and unlockpt.
    var number: Int32 = -1
    var lock: Int32 = 0
    guard main >= 0, ioctl(main, 0x8004_5430, &number) == 0, ioctl(main, 0x4004_5431, &lock) == 0
    else { throw POSIXError(.ENXIO) }
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
    device = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    gathered = Gathered(main)
  }

  /// Closes this side's copy of the program's end, so that the text ends with the program.
  func release() { close(device) }

  /// Everything that was written, once the program has ended.
  func text() async -> String { await gathered.whole() }
}

extension Skv {
  /// Runs the program on a terminal of its own, and gives all that the terminal was sent.
  static func watch(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    columns: UInt16 = 80
  ) async throws -> (status: Int32, shown: String) {
    let terminal = try PseudoTerminal(columns: columns)
    let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(null) }
    let process = try ChildProcess(
      path, arguments, in: folder.path,
      environment: [
        "HOME": folder.file(".home"), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
      ].merging(environment) { $1 }, streams: [null, terminal.device, terminal.device])
    terminal.release()
    let shown = await terminal.text()
    return (await process.status(), shown)
  }
}
