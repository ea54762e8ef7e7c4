import Glibc

/// A pseudo-terminal with a screen behind it, on which a test types and looks.
///
/// It waits for what shall appear with a deadline and never for a time of its own. Use it from one
/// test at a time.
public final class TestTerminal {
  /// What went wrong.
  public struct Failure: Error, CustomStringConvertible {
    /// What was waited for, and what was there instead.
    public let description: String
  }

  /// How long anything may take to appear, in seconds.
  public var patience = 60.0
  /// What is on the screen so far.
  public private(set) var screen: EmulatedScreen
  /// Every byte that was written.
  public private(set) var bytes: [UInt8] = []
  /// The path of the side that programs use.
  public let path: String
  private var controller: Int32

  /// Opens a terminal of a size.
  public init(columns: Int = 80, rows: Int = 24) throws {
    screen = EmulatedScreen(columns: columns, rows: rows)
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    // TIOCGPTN and TIOCSPTLCK, which stand behind ptsname and unlockpt.
    var number: Int32 = -1
    var lock: Int32 = 0
    guard controller >= 0, ioctl(controller, 0x8004_5430, &number) == 0,
      ioctl(controller, 0x4004_5431, &lock) == 0
    else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
    path = "/dev/pts/\(number)"
    setSize()
  }

  deinit { hangUp() }

  /// Opens the side that programs use, for one within this process.
  public func openDevice() -> Int32 { open(path, O_RDWR | O_NOCTTY | O_CLOEXEC) }

  /// Types text, however long; what the program writes meanwhile is read, or both would wait.
  public func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else {
        let wanted = Int16(POLLIN | POLLOUT)
        guard errno == EAGAIN, wait(for: wanted, within: patience) & Int16(POLLHUP) == 0 else {
          return
        }
        take()
      }
    }
  }

  /// Types text as a terminal gives it that knows bracketed paste.
  public func paste(_ text: String) {
    let block = text.split(separator: "\n", omittingEmptySubsequences: false)
    type("\u{1B}[200~" + block.joined(separator: "\r") + "\u{1B}[201~")
  }

  /// Gives the window another size.
  public func resize(columns: Int, rows: Int, reflows: Bool = false) {
    screen.resize(columns: columns, rows: rows, reflows: reflows)
    setSize()
  }

  /// Takes the terminal away, as closing its window does.
  public func hangUp() {
    guard controller >= 0 else { return }
    close(controller)
    controller = -1
  }

  /// Waits until the screen is as wanted, or fails and shows it.
  public func wait(
    for what: String, until isThere: (EmulatedScreen) -> Bool
  ) throws {
    let deadline = Self.now + patience
    while !isThere(screen) {
      let left = deadline - Self.now
      // In short turns, for what is waited for may not be on the screen.
      guard left > 0, read(within: min(left, 0.02)) else {
        throw Failure(description: dump(what))
      }
    }
  }

  /// Waits until the screen shows a text somewhere.
  public func wait(for text: String) throws {
    try wait(for: "the text \(text)") { $0.text.contains(text) }
  }

  /// Waits until the screen is exactly these lines.
  public func wait(forLines lines: [String]) throws {
    try wait(for: "the lines\n\(lines.joined(separator: "\n"))") { $0.lines == lines }
  }

  /// Whether the terminal echoes keys itself, as it does while no line editor is at work.
  public var echoes: Bool {
    var settings = termios()
    return tcgetattr(controller, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Reads what comes within a time; false if nothing can come any more.
  private func read(within seconds: Double) -> Bool {
    let found = wait(for: Int16(POLLIN), within: seconds)
    return found & Int16(POLLIN) != 0 ? take() : found == 0
  }

  private func wait(for events: Int16, within seconds: Double) -> Int16 {
    var ready = pollfd(fd: controller, events: events, revents: 0)
    poll(&ready, 1, Int32(seconds * 1000) + 1)
    return ready.revents
  }

  @discardableResult
  private func take() -> Bool {
    let got = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = max(0, Glibc.read(controller, buffer.baseAddress, buffer.count))
    }
    screen.feed(got)
    bytes += got
    return !got.isEmpty
  }

  private func setSize() {
    var size = winsize(
      ws_row: UInt16(screen.height), ws_col: UInt16(screen.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  private func dump(_ what: String) -> String {
    let tail = String(decoding: bytes.suffix(400), as: UTF8.self).debugDescription
    return """
      waited for \(what)
      --- the screen, cursor at row \(screen.cursorRow) column \(screen.cursorColumn):
      \(screen.text)
      --- the last bytes: \(tail)
      """
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
