/// A key that terminals send as a sequence of bytes.
///
/// libedit is told of it by one C1 control, which nobody types: a lone Escape then never waits for
/// the rest of a sequence. The numbers that libedit's own Meta keys use (0x88, 0x8C, 0x9F) are left
/// free.
enum EditorKey: UInt32, CaseIterable, Sendable {
  case up = 0x80
  case down
  case left
  case right
  case home
  case end
  case delete
  case wordLeft
  case wordRight = 0x90
  case paste
  case wordDelete

  /// The key that a sequence stands for, given without its Escape.
  ///
  /// The forms are those of xterm, VTE, the Linux console, rxvt and screen; Ctrl and Alt with an
  /// arrow move by words.
  init?(sequence: String) {
    switch sequence {
    case "[A", "OA": self = .up
    case "[B", "OB": self = .down
    case "[C", "OC": self = .right
    case "[D", "OD": self = .left
    case "[H", "OH", "[1~", "[7~": self = .home
    case "[F", "OF", "[4~", "[8~": self = .end
    case "[3~": self = .delete
    case "[1;5D", "[1;3D", "[5D", "Od": self = .wordLeft
    case "[1;5C", "[1;3C", "[5C", "Oc": self = .wordRight
    case "[3;5~", "[3;3~", "[3^": self = .wordDelete
    default: return nil
    }
  }

  /// The control that libedit is given.
  var scalar: Unicode.Scalar { Unicode.Scalar(UInt8(rawValue)) }
}
