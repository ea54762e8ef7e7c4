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
