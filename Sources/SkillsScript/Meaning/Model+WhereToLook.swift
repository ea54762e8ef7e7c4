package import Contracts

extension Model {
  /// What to do about a model without documented fields, as one sentence.
  package var whereToLook: String {
    let place =
      source.map { "its page is \($0)" }
      ?? reference.map { "no page of its own is known; the service's pages are below \($0)" }
      ?? "no page with its fields is known"
    return place + "; `skv contract update FILE` takes in a newer document"
  }
}
