import LosslessJSON

/// The part of the navigation document that says which kind of media an endpoint makes.
///
/// A group named `Videos` or `Images` at any depth lists pages such as `POST /generation/x/y`,
/// directly or in groups of its own.
struct Navigation: Sendable {
  /// The kind of output of each listed model, by the model's path.
  private(set) var outputs: [String: MediaKind] = [:]

  /// Reads the groups of a navigation document; without one, nothing is listed.
  init(_ document: JSON?) {
    guard let document else { return }
    collect(document, kind: nil)
  }

  private mutating func collect(_ node: JSON, kind: MediaKind?) {
    switch node {
    case .string(let page):
      guard let kind else { return }
      let words = page.split(separator: " ", omittingEmptySubsequences: true)
      guard words.count == 2, words[0] == "POST",
        let path = EndpointPath(String(words[1])), !path.isStream, outputs[path.model] == nil
      else { return }
      outputs[path.model] = kind
    case .array(let nodes):
      for node in nodes { collect(node, kind: kind) }
    case .object(let object):
      let own = object["group"]?.string.flatMap(MediaKind.init(groupName:))
      for member in object { collect(member.value, kind: own ?? kind) }
    default:
      break
    }
  }
}
