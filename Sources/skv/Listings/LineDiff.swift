/// What differs between two texts, line by line.
enum LineDiff {
  /// The lines of a unified diff, with three lines around each change; empty for equal texts.
  static func unified(from old: String, to new: String, name: String) -> [String] {
    let changes = changes(lines(of: old), lines(of: new))
    guard changes.contains(where: { $0.sign != " " }) else { return [] }
    return ["--- \(name)", "+++ \(name), formatted"] + hunks(of: changes)
  }

  private struct Change {
    var sign: Character
    var line: Substring
    /// The numbers of the line before and after, from 1; those of the next line for one that is not
    /// there.
    var old: Int
    var new: Int
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private static func changes(_ old: [Substring], _ new: [Substring]) -> [Change] {
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.offset))
    let inserted = Set(difference.insertions.map(\.offset))
    var changes: [Change] = []
    var (from, to) = (0, 0)
    while from < old.count || to < new.count {
      if from < old.count, removed.contains(from) {
        changes.append(Change(sign: "-", line: old[from], old: from + 1, new: to + 1))
        from += 1
      } else if to < new.count, inserted.contains(to) {
        changes.append(Change(sign: "+", line: new[to], old: from + 1, new: to + 1))
        to += 1
      } else {
        changes.append(Change(sign: " ", line: new[to], old: from + 1, new: to + 1))
        from += 1
        to += 1
      }
    }
    return changes
  }

  private static func hunks(of changes: [Change]) -> [String] {
    let around = 3
    var lines: [String] = []
    var place = 0
    while let first = changes[place...].firstIndex(where: { $0.sign != " " }) {
      var last = first
      while let next = changes[(last + 1)...].firstIndex(where: { $0.sign != " " }),
        next - last <= 2 * around
      {
        last = next
      }
      let hunk = changes[max(place, first - around)...min(changes.count - 1, last + around)]
      let old = hunk.count { $0.sign != "+" }
      let new = hunk.count { $0.sign != "-" }
      if let start = hunk.first {
        lines.append(
          "@@ -\(old == 0 ? start.old - 1 : start.old),\(old) "
            + "+\(new == 0 ? start.new - 1 : start.new),\(new) @@")
      }
      lines += hunk.map { "\($0.sign)\($0.line)" }
      place = last + 1
    }
    return lines
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
