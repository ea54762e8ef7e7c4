/// The members of a JSON object, in the order they were written in.
///
/// A key may stand more than once: every place is kept, and lookup takes the last. Finding a member
/// is linear up to ``indexThreshold`` members and takes constant time above. Setting a new key
/// appends in amortised constant time; removing a member is linear. Keys are compared by their
/// bytes.
public struct JSONObject: Sendable {
  /// One key with its value.
  public struct Member: Sendable {
    /// The key, with its escapes resolved.
    public var key: String
    /// The value.
    public var value: JSON

    /// Joins a key and a value.
    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The number of members up to which lookup goes through them one by one.
  static let indexThreshold = 16

  private var storage: [Member]
  /// Where each key stands last; nil up to `indexThreshold` members.
  private var positions: Positions?

  /// Makes an object of members, repeated keys included.
  public init(_ members: [Member] = []) {
    storage = members
    positions = Positions(members)
  }

  /// All members, repeated keys included.
  public var members: [Member] {
    get { storage }
    set { self = JSONObject(newValue) }
  }

  /// The key of every member in order; a repeated key stands in it as often as in the object.
  public var keys: [String] {
    storage.map(\.key)
  }

  /// The value of the last member with this key.
  ///
  /// Setting replaces that value in its place and drops the key's other members, or appends a new
  /// member; setting nil removes every member with the key. `.null` is a value like any other.
  public subscript(key: String) -> JSON? {
    get {
      lastPosition(of: key).map { storage[$0].value }
    }
    set {
      guard let newValue else {
        remove(key)
        return
      }
      guard let position = lastPosition(of: key) else {
        append(Member(key: key, value: newValue))
        return
      }
      storage[position].value = newValue
      dropRepetitions(of: key, keeping: position)
    }
  }

  /// Adds a member at the end, whether or not its key is already there.
  public mutating func append(_ member: Member) {
    storage.append(member)
    if positions == nil {
      positions = Positions(storage)
    } else {
      positions?.record(member.key, at: storage.count - 1)
    }
  }
}

// MARK: - Collection

extension JSONObject: RandomAccessCollection {
  /// The position of the first member, which is 0.
  public var startIndex: Int { 0 }

  /// The position after the last member.
  public var endIndex: Int { storage.count }

  /// The member at a position.
  public subscript(position: Int) -> Member {
    storage[position]
  }
}

// MARK: - Equality

extension JSONObject.Member: Hashable {
  /// True if the keys have the same bytes and the values are equal.
  public static func == (left: Self, right: Self) -> Bool {
    ExactString(left.key) == ExactString(right.key) && left.value == right.value
  }

  /// Feeds a hasher with the key and the value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(key))
    hasher.combine(value)
  }
}

extension JSONObject: Hashable {
  /// True if both have equal members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.storage == right.storage
  }

  /// Feeds a hasher with the members in order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(storage)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object whose members stand as written, repeated keys included.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

// MARK: - Finding members

extension JSONObject {
  private func lastPosition(of key: String) -> Int? {
    if let positions { return positions.last[ExactString(key)] }
    let wanted = ExactString(key)
    return storage.lastIndex { ExactString($0.key) == wanted }
  }

  private mutating func remove(_ key: String) {
    guard lastPosition(of: key) != nil else { return }
    let unwanted = ExactString(key)
    members = storage.filter { ExactString($0.key) != unwanted }
  }

  private mutating func dropRepetitions(of key: String, keeping kept: Int) {
    let repeated = ExactString(key)
    if let positions, !positions.repeated.contains(repeated) { return }
    let isUnwanted = { (position: Int, member: Member) in
      position != kept && ExactString(member.key) == repeated
    }
    guard storage.enumerated().contains(where: isUnwanted) else { return }
    members = storage.enumerated().filter { !isUnwanted($0.offset, $0.element) }.map(\.element)
  }

  /// Where each key of a large object stands last, and which keys stand more than once.
  private struct Positions: Sendable {
    private(set) var last: [ExactString: Int] = [:]
    private(set) var repeated: Set<ExactString> = []

    init?(_ members: [Member]) {
      guard members.count > JSONObject.indexThreshold else { return nil }
      last.reserveCapacity(members.count)
      for (position, member) in members.enumerated() {
        record(member.key, at: position)
      }
    }

    mutating func record(_ key: String, at position: Int) {
      let key = ExactString(key)
      if last.updateValue(position, forKey: key) != nil {
        repeated.insert(key)
      }
    }
  }
}
