/// Decides which fault each connection and request of a proxy meets, in the order they come.
///
/// Chance is a function of the seed, the rule and the number of what the rule looks at, so that
/// faults do not depend on time or on what other rules did.
struct FaultDice: Sendable {
  /// A fault that was drawn, for as long as it takes to take place.
  struct Draw: Sendable, Hashable {
    var fault: Fault
    var record: InjectedFault
  }

  let plan: FaultPlan
  let seed: UInt64
  /// How many connections or requests each rule has looked at.
  private var seen: [Int]
  private var connections = 0
  private var requests: [RequestKind: Int] = [:]
  /// The files of these generations are refused until they are asked for by id.
  private var expired: [String: Draw] = [:]
  /// These were asked for since, and never run out again.
  private var renewed: Set<String> = []

  init(plan: FaultPlan, seed: UInt64) {
    self.plan = plan
    self.seed = seed
    seen = Array(repeating: 0, count: plan.rules.count)
  }

  /// The fault before the first connection.
  func beginning() -> Draw? {
    for rule in plan.rules where rule.target == .connection && rule.share.holds(0, chance: 1) {
      return Draw(
        fault: rule.fault,
        record: InjectedFault(connection: 0, target: "connection", number: 0, fault: rule.text))
    }
    return nil
  }

  mutating func connection() -> Draw? {
    connections += 1
    return draw("connection", connections, on: connections) { $0.target == .connection }
  }

  /// - Parameters:
  ///   - generation: Whose state or file is asked for.
  ///   - connection: The number of its connection.
  ///   - isReused: Whether the connection has carried a request before.
  mutating func request(
    _ kind: RequestKind, generation: String?, connection: Int, isReused: Bool
  ) -> Draw? {
    requests[kind, default: 0] += 1
    if kind == .poll, let generation, expired.removeValue(forKey: generation) != nil {
      renewed.insert(generation)
    }
    let number = requests[kind, default: 0]
    let drawn = draw(kind.rawValue, number, on: connection) {
      $0.target.covers(kind) && (isReused || !$0.isReusedOnly)
    }
    guard kind == .media, let generation else { return drawn }
    if var draw = expired[generation] {
      draw.record = InjectedFault(
        connection: connection, target: kind.rawValue, number: number, fault: draw.record.fault)
      return draw
    }
    guard let drawn, case .expire = drawn.fault else { return drawn }
    guard !renewed.contains(generation) else { return nil }
    expired[generation] = drawn
    return drawn
  }

  private mutating func draw(
    _ target: String, _ number: Int, on connection: Int, where looks: (FaultRule) -> Bool
  ) -> Draw? {
    var drawn: Draw?
    for (index, rule) in plan.rules.enumerated() where looks(rule) {
      seen[index] += 1
      guard drawn == nil, rule.share.holds(seen[index], chance: chance(index, seen[index])) else {
        continue
      }
      drawn = Draw(
        fault: rule.fault,
        record: InjectedFault(
          connection: connection, target: target, number: number, fault: rule.text))
    }
    return drawn
  }

  /// From 0, below 1: the output function of SplitMix64 over seed, rule and number.
  private func chance(_ rule: Int, _ number: Int) -> Double {
    let stream = Self.mixed(seed &+ UInt64(rule + 1) &* 0x9E37_79B9_7F4A_7C15)
    let value = Self.mixed(stream &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    return Double(value >> 11) / Double(UInt64(1) << 53)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
