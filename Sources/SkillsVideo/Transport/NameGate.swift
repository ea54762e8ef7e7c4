/// Lets one transfer look a name up before others that need the same name start.
///
/// libcurl remembers a name for a minute, but transfers that start together each look it up on a
/// thread of their own; a thousand of them with a slow resolver would be a thousand threads.
struct NameGate<Transfer: Hashable> {
  private struct Search {
    let leader: Transfer
    var waiting: [Transfer] = []
  }

  /// How long a name counts as known, in nanoseconds: a little less than libcurl remembers it.
  static var memory: Int64 { 50_000_000_000 }

  private var searches: [String: Search] = [:]
  private var known: [String: Int64] = [:]

  /// The transfers that are looking names up.
  var leaders: [Transfer] {
    searches.values.map(\.leader)
  }

  /// Whether a transfer may start; if not, it is given back when the search ends.
  mutating func admit(_ transfer: Transfer, for name: String, now: Int64) -> Bool {
    if let since = known[name], now - since < Self.memory { return true }
    guard searches[name] == nil else {
      searches[name]?.waiting.append(transfer)
      return false
    }
    searches[name] = Search(leader: transfer)
    return true
  }

  /// Ends the search of a leader and gives all that waited for it; any other transfer no longer waits.
  mutating func settle(
    _ transfer: Transfer, for name: String, isKnown: Bool, now: Int64
  ) -> [Transfer] {
    guard let search = searches[name] else { return [] }
    guard search.leader == transfer else {
      searches[name]?.waiting.removeAll { $0 == transfer }
      return []
    }
    searches[name] = nil
    if isKnown { known[name] = now }
    return search.waiting
  }
}
