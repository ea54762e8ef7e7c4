import Glibc

/// What one of the program's streams is connected to.
struct Terminal: Sendable {
  /// The descriptor: 1 for standard output, 2 for standard error.
  let descriptor: Int32
  /// Whether it is a terminal that can move its cursor.
  let isInteractive: Bool
  /// Whether colours are wanted: a terminal, and `NO_COLOR` not set.
  let showsColor: Bool

  /// Looks at a descriptor and at `TERM` and `NO_COLOR`.
  init(descriptor: Int32, environment: [String: String]) {
    self.descriptor = descriptor
    let type = environment["TERM"] ?? ""
    isInteractive = isatty(descriptor) == 1 && type != "dumb" && !type.isEmpty
    showsColor = isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// The width in columns; 80 where the terminal does not say.
  var columns: Int { size.ws_col > 0 ? Int(size.ws_col) : 80 }

  /// The height in rows; 24 where the terminal does not say.
  var rows: Int { size.ws_row > 0 ? Int(size.ws_row) : 24 }

  private var size: winsize {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
  }
}
