import LosslessJSON

/// Checks a body against a schema of the contract, as strictly as its documents allow.
///
/// A body must meet one documented form of its schema; a field that the form does not name is
/// refused, whatever `additionalProperties` says. What a value is held against is said at
/// `ValueRules`.
struct BodyRules: Sendable {
  /// The document that `$ref` points into.
  let document: JSON
  /// Takes what the document does not show in full instead of refusing it.
  let acceptsUndocumented: Bool

  /// Everything that is wrong with `body`; empty where it may be taken.
  ///
  /// - Parameter schema: nil where the contract does not show the body at all.
  func complaints(about body: JSON, schema: JSON?) -> [Complaint] {
    guard case .object = body else {
      return [Complaint(place: "", text: "the body must be an object")]
    }
    let forms = schema.map { SchemaForms(document: document).forms(of: [$0]) } ?? []
    let shown = forms.filter { form in
      !form.isHidden && MemberNames(form.parts, possibly: false).showsFields
    }
    if shown.isEmpty && !forms.contains(where: \.isHidden) {
      if acceptsUndocumented { return [] }
      return [Complaint(place: "", text: "the fields of this endpoint are not documented")]
    }
    let candidates = acceptsUndocumented ? forms : shown
    var rules = ValueRules(document: document, acceptsUndocumented: acceptsUndocumented)
    return rules.nearest(of: candidates, to: body, at: "")
  }
}
