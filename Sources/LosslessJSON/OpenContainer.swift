/// An array or an object whose end the parser has not reached yet.
struct OpenContainer {
  let isObject: Bool
  var elements: [JSON] = []
  var members: [JSONObject.Member] = []
  /// The key of the member whose value comes next.
  var key = ""
  /// Where the keys recorded so far stand; empty unless repeated keys are to be found.
  private var keyOffsets: [Int] = []
  /// The offset of each key; filled once there are too many to go through one by one.
  private var offsetTable: [ExactString: Int] = [:]

  init(isObject: Bool) {
    self.isObject = isObject
  }

  /// Takes in the key that follows the members so far; the offset of an equal one, if there is any.
  mutating func record(_ key: String, at offset: Int) -> Int? {
    let wanted = ExactString(key)
    defer { keyOffsets.append(offset) }
    if members.count < JSONObject.indexThreshold {
      return members.firstIndex { ExactString($0.key) == wanted }.map { keyOffsets[$0] }
    }
    if offsetTable.isEmpty {
      for (member, offset) in zip(members, keyOffsets) {
        offsetTable[ExactString(member.key)] = offset
      }
    }
    return offsetTable.updateValue(offset, forKey: wanted)
  }
}
