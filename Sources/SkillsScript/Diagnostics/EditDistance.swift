/// How many single changes make one word out of another.
enum EditDistance {
  /// The Damerau-Levenshtein distance (insertion, deletion, replacement, and exchange of two
  /// neighbours that are not changed otherwise) without regard to ASCII case; nil above `limit`.
  ///
  /// Words whose lengths differ by more than the limit cost nothing.
  static func between(_ first: String, _ second: String, limit: Int) -> Int? {
    guard abs(first.unicodeScalars.count - second.unicodeScalars.count) <= limit else {
      return nil
    }
    let left = folded(first)
    let right = folded(second)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      guard current.contains(where: { $0 <= limit }) else { return nil }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }

  private static func folded(_ word: String) -> [UInt32] {
    word.unicodeScalars.map { scalar in
      (0x41...0x5A).contains(scalar.value) ? scalar.value + 0x20 : scalar.value
    }
  }
}
