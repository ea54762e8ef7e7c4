import LosslessJSON

/// A balance in two parts: the subscription's is used first.
struct Credits: Sendable {
  private(set) var subscription: JSONNumber
  private(set) var permanent: JSONNumber

  /// How much of a new balance belongs to the subscription, which is an invention.
  static let subscriptionPart: JSONNumber = 100

  /// - Throws: `SandboxError.badCredits` for a negative balance and one of over 30 characters.
  init(_ balance: JSONNumber) throws(SandboxError) {
    guard !balance.isNegative, balance.text.count <= 30, let total = balance.adding(0),
      let rest = total.subtracting(Self.subscriptionPart)
    else {
      throw SandboxError(
        .badCredits, "\(balance.text) is no balance: 0 or more, in at most 30 characters")
    }
    (subscription, permanent) = rest.isNegative ? (total, 0) : (Self.subscriptionPart, rest)
  }

  /// Takes `price` from the balance; nil, and nothing is taken, where it does not suffice.
  mutating func take(_ price: JSONNumber) -> Usage? {
    let fromSubscription = subscription.compared(to: price) < 0 ? subscription : price
    guard let fromPermanent = price.subtracting(fromSubscription),
      permanent.compared(to: fromPermanent) >= 0,
      let restOfSubscription = subscription.subtracting(fromSubscription),
      let restOfPermanent = permanent.subtracting(fromPermanent)
    else { return nil }
    (subscription, permanent) = (restOfSubscription, restOfPermanent)
    return Usage(total: price, subscription: fromSubscription, permanent: fromPermanent)
  }

  /// Gives back what was taken.
  mutating func giveBack(_ usage: Usage) {
    subscription = subscription.adding(usage.subscription) ?? subscription
    permanent = permanent.adding(usage.permanent) ?? permanent
  }

  /// The answer of `/credits`, which no page shows: the sum, or its parts.
  func json(_ shape: Shapes.Credits) -> JSON {
    let total = subscription.adding(permanent) ?? permanent
    switch shape {
    case .number: return .number(total)
    case .object: return Usage(total: total, subscription: subscription, permanent: permanent).json
    }
  }
}
