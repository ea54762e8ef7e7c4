import LosslessJSON

/// What a generation costs, in the parts of the documented `usage`.
struct Usage: Sendable, Hashable {
  var total: JSONNumber
  var subscription: JSONNumber
  var permanent: JSONNumber

  static let zero = Usage(total: 0, subscription: 0, permanent: 0)

  var json: JSON {
    [
      "total": .number(total), "subscription": .number(subscription),
      "permanent": .number(permanent),
    ]
  }
}
