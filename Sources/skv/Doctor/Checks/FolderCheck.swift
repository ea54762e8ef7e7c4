/// Whether a folder is there or can be made, and has room.
struct FolderCheck: HealthCheck {
  /// What a folder is for.
  enum Purpose: String, Sendable, CaseIterable {
    /// The ledger and the history; without it nothing can be submitted.
    case state = "state folder"
    /// What can be made again.
    case cache = "cache folder"
    /// Settings of the person's own.
    case settings = "config folder"
    /// Where outputs go.
    case work = "working folder"
  }

  /// What it is for.
  let purpose: Purpose
  /// Its absolute path, nil where the variables name none.
  let path: String?
  /// A variable that was to name it and does not count, since its path is not absolute.
  var ignored: String?
  /// How paths are shown.
  let shown: ShownPath
  /// What the system says of it.
  var look: @Sendable (String) -> FolderFacts = FolderFacts.look

  var name: String { purpose.rawValue }

  func examine() -> CheckResult? {
    guard let path else { return nowhere }
    let facts = look(path)
    let place = shown.text(path)
    switch facts.place {
    case .folder: return there(place, path, facts)
    case .missing(let above):
      if let kernel = facts.kernel {
        return worst(
          "\(place) cannot be made: \(shown.text(above)) holds no folders (\(kernel))",
          advice: Self.elsewhere)
      }
      guard facts.isWritable else {
        return worst(
          "\(place) is not there and cannot be made: \(shown.text(above)) is not writable",
          advice: "make it, or make \(shown.text(above)) writable")
      }
      return noted(
        purpose == .settings
          ? "\(place) is not there; none is needed"
          : "\(place): will be made"
            + room(facts), facts)
    case .blocked(let other):
      return worst(
        "\(place) cannot be made: \(shown.text(other)) is no folder",
        advice: "move that away, or \(Self.elsewhere)")
    case .unknown(let reason):
      return worst("\(place) cannot be looked at: \(reason)", advice: "check its permissions")
    }
  }

  private static let elsewhere =
    "set HOME, or the XDG variable of its kind, to an absolute path where folders can be made"

  /// Less is not enough for the ledger.
  static let least = 1_000_000
  /// Less is soon used up.
  static let scarce = 200_000_000

  private var nowhere: CheckResult {
    purpose == .work
      ? .problem("it is gone", advice: "change to another folder")
      : worst(
        "there is no place for it",
        advice: Self.elsewhere)
  }

  private func there(_ place: String, _ path: String, _ facts: FolderFacts) -> CheckResult {
    guard facts.isWritable || purpose == .settings else {
      return worst(
        "\(place) is not writable",
        advice: purpose == .work
          ? "outputs go elsewhere with `--output`" : "make it writable: `chmod u+rwx \(place)`")
    }
    let bytes = facts.freeBytes ?? .max
    if purpose == .state, bytes < Self.least {
      return .problem("\(place) has no room (\(ByteCount.text(bytes)) free)", advice: "make room")
    }
    if purpose != .settings, bytes < Self.scarce {
      return .note("\(place) has little room (\(ByteCount.text(bytes)) free)", advice: "make room")
    }
    if purpose != .work, let mode = facts.mode, mode & 0o077 != 0 {
      return .note(
        "\(place) is open to others (mode 0\(String(mode, radix: 8)))",
        advice: "`chmod 700 \(place)`")
    }
    return noted(place + room(facts), facts)
  }

  /// Adds what is worth knowing beside a folder that is fine.
  private func noted(_ found: String, _ facts: FolderFacts) -> CheckResult {
    if let ignored {
      return .note(
        "\(found); \(ignored) does not count, since its path is not absolute",
        advice: "set \(ignored) to an absolute path")
    }
    return .ok(found)
  }

  private func room(_ facts: FolderFacts) -> String {
    facts.freeBytes.map { ", \(ByteCount.text($0)) free" } ?? ""
  }

  /// A problem where nothing can be done without the folder, else a note.
  private func worst(_ found: String, advice: String) -> CheckResult {
    purpose == .state ? .problem(found, advice: advice) : .note(found, advice: advice)
  }
}
