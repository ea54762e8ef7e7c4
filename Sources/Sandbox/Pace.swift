/// How long a generation of the sandbox takes.
package enum Pace: Sendable, Hashable, CustomStringConvertible {
  /// All states pass at once.
  case immediate
  /// This long from one state to the next.
  case fixed(Duration)
  /// As long as a service may take: a picture some ten seconds, a video some forty.
  case real

  /// Reads `0`, `real`, or a number with the unit `ms`, `s` or `m` (`2s`, `250ms`).
  ///
  /// - Throws: `SandboxError.badPace` for anything else and for more than a day.
  package static func parse(_ text: String) throws(SandboxError) -> Pace {
    if text == "real" { return .real }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["ms": 1, "s": 1000, "m": 60_000]
    if let count = Int(digits) {
      if count == 0 && (digits.count == text.count || units[unit(of: text)] != nil) {
        return .immediate
      }
      if let scale = units[unit(of: text)], count <= 86_400_000 / scale {
        return .fixed(.milliseconds(count * scale))
      }
    }
    throw SandboxError(
      .badPace,
      "\(text.debugDescription) is no pace: 0, real, or a time such as 2s or 250ms up to a day")
  }

  private static func unit(of text: String) -> String {
    String(text.drop { $0.isASCII && $0.isNumber })
  }

  /// The pace as `parse` reads it.
  package var description: String {
    switch self {
    case .immediate: "0"
    case .real: "real"
    case .fixed(let step):
      "\(step.components.seconds * 1000 + step.components.attoseconds / 1_000_000_000_000_000)ms"
    }
  }

  /// When a generation of `kind` starts and ends, counted from its acceptance.
  ///
  /// - Parameter grain: Makes the real pace of one generation differ from the next.
  func timetable(for kind: OutputKind, grain: UInt8) -> Timetable {
    switch self {
    case .immediate: Timetable(start: .zero, end: .zero)
    case .fixed(let step): Timetable(start: step, end: step * 2)
    case .real:
      switch kind {
      case .image: Timetable(start: .seconds(2), end: .seconds(8) + .milliseconds(grain) * 30)
      case .video: Timetable(start: .seconds(4), end: .seconds(30) + .milliseconds(grain) * 100)
      }
    }
  }
}
