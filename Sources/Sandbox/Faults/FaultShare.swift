/// Which of the connections or requests that a rule looks at meet its fault.
enum FaultShare: Sendable, Hashable {
  case all
  /// From 0 to 100.
  case percent(Double)
  /// Numbers counted from 1; 0 stands for what is before the first.
  case numbers([ClosedRange<Int>])
  case every(Int)

  static let allowed = "all, a share such as 5%, numbers such as 1 or 2,4-6 or 3-, or every N"

  /// - Parameters:
  ///   - number: Which one it is, from 1.
  ///   - chance: From 0, below 1.
  func holds(_ number: Int, chance: Double) -> Bool {
    switch self {
    case .all: number > 0
    case .percent(let share): number > 0 && chance * 100 < share
    case .numbers(let ranges): ranges.contains { $0.contains(number) }
    case .every(let step): number > 0 && number % step == 0
    }
  }

  /// Reads all but `every N`, which is two words; nil for anything else.
  init?(_ text: String) {
    if text == "all" {
      self = .all
      return
    }
    if text.hasSuffix("%") {
      let digits = text.dropLast()
      guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
        let share = Double(digits), share <= 100
      else { return nil }
      self = .percent(share)
      return
    }
    var ranges: [ClosedRange<Int>] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = item.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = Self.number(ends[0]) else { return nil }
      let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Self.number(ends[1])
      guard let last, first <= last else { return nil }
      ranges.append(first...last)
    }
    self = .numbers(ranges)
  }

  private static func number(_ text: Substring) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } && text.count <= 9 ? Int(text) : nil
  }
}
