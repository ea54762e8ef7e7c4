import SkillsVideo

/// How the program is made to die.
enum Death: Sendable, Hashable {
  case atRandom(milliseconds: Int)
  case at(StopPoint, time: Int)

  /// What the program's environment needs for it.
  var environment: [String: String] {
    #if StopPoints
      if case .at(let point, let time) = self {
        return [StopPoint.variable: "\(point.rawValue):\(time)"]
      }
    #endif
    return [:]
  }
}

/// How often the program has died where.
actor StopPoints {
  #if StopPoints
    static let areBuilt = true
  #else
    static let areBuilt = false
  #endif

  private(set) var counts: [StopPoint: Int] = [:]
  private(set) var random = 0
  private var order = StopPoint.allCases.filter { !StopPoint.ofSettling.contains($0) }

  /// A death for the next call of the program: as often at random as at a stop point, of which each
  /// has its turn, and those that were not met yet before all others. Where a run is in doubt, it may be
  /// found, which is seldom, and so is no chance to miss.
  func next(_ dice: inout Dice, hasDoubt: Bool) -> Death {
    if hasDoubt, let point = StopPoint.ofFinding.first(where: { counts[$0] == nil }) {
      return .at(point, time: 1)
    }
    guard Bool.random(using: &dice) else {
      return .atRandom(milliseconds: Int.random(in: 20...1200, using: &dice))
    }
    let place =
      order.indices.filter { counts[order[$0]] == nil }.randomElement(using: &dice)
      ?? order.startIndex
    let point = order.remove(at: place)
    order.append(point)
    let time = counts[point] == nil ? 1 : Int.random(in: 1...4, using: &dice)
    return .at(point, time: time)
  }

  /// Counts a death that took place.
  func count(_ death: Death) {
    switch death {
    case .atRandom: random += 1
    case .at(let point, _): counts[point, default: 0] += 1
    }
  }
}

extension StopPoint {
  /// Those that only a person who settles a run in doubt comes by.
  static let ofSettling: [StopPoint] = [.committingSettled, .committedSettled]
  /// Those that a run in doubt comes by which is found running.
  static let ofFinding: [StopPoint] = [.committingAdopted, .committedAdopted]
}
