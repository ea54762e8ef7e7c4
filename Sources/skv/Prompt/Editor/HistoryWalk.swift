/// The lines of the past, and where a person stands among them while editing a new one.
///
/// What was changed on the way is kept until the line is entered: nothing typed is lost by moving
/// on.
struct HistoryWalk {
  /// How many lines are held; of more, the oldest go.
  static let limit = 10_000

  private(set) var entries: [String]
  private var position: Int
  private var changed: [Int: String] = [:]

  /// Starts below the newest of some lines.
  init(_ entries: [String] = []) {
    self.entries = Array(entries.suffix(Self.limit))
    position = self.entries.count
  }

  /// Goes one line back; nil at the oldest.
  mutating func older(leaving current: String) -> String? {
    position > 0 ? move(to: position - 1, leaving: current) : nil
  }

  /// Goes one line forth, at last to the new one; nil there.
  mutating func newer(leaving current: String) -> String? {
    position < entries.count ? move(to: position + 1, leaving: current) : nil
  }

  /// Starts below the newest line again.
  mutating func restart() {
    position = entries.count
    changed = [:]
  }

  /// Adds a line, unless it is the same as the newest; says whether it was added.
  mutating func add(_ line: String) -> Bool {
    defer { restart() }
    guard line != entries.last else { return false }
    entries.append(line)
    // Dropping one at a time would move all the others each time.
    if entries.count >= Self.limit + Self.limit / 10 {
      entries.removeFirst(entries.count - Self.limit)
    }
    return true
  }

  private mutating func move(to place: Int, leaving current: String) -> String {
    changed[position] = current
    position = place
    return changed[place] ?? (place < entries.count ? entries[place] : "")
  }
}
