import Foundation

/// A terminal that a program can be given as its standard error and output.
final class PseudoTerminal: Sendable {
  /// The program's end.
  let device: FileHandle
  private let gathered: Gathered

  init(columns: UInt16 = 80) throws {
    var main: Int32 = -1
    var device: Int32 = -1
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&main, &device, nil, nil, &size) == 0 else { throw POSIXError(.ENXIO) }
    self.device = FileHandle(fileDescriptor: device, closeOnDealloc: false)
    gathered = Gathered(FileHandle(fileDescriptor: main, closeOnDealloc: false))
  }

  /// Closes this side's copy of the program's end, so that the text ends with the program.
  func release() { close(device.fileDescriptor) }

  /// Everything that was written, once the program has ended.
  func text() async -> String { await gathered.whole() }
}

extension Skv {
  /// Runs the program on a terminal of its own, and gives all that the terminal was sent.
  static func watch(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String]
  ) async throws -> (status: Int32, shown: String) {
    let terminal = try PseudoTerminal()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = [
      "HOME": folder.file(".home"), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
    ].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = terminal.device
    process.standardOutput = terminal.device
    try process.run()
    terminal.release()
    let shown = await terminal.text()
    process.waitUntilExit()
    return (process.terminationStatus, shown)
  }
}
