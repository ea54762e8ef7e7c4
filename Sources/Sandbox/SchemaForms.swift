import LosslessJSON

/// One way to meet a schema: objects of keywords that must all hold, with references followed and
/// unions decided.
struct SchemaForm: Sendable {
  private(set) var parts: [JSONObject] = []
  /// The references that were followed, so that a circle adds nothing.
  private var followed: Set<String> = []

  /// Whether the form is known by its title only.
  var isHidden: Bool { parts.contains { $0["x-fields-not-shown"]?.bool == true } }

  mutating func add(_ part: JSONObject) { parts.append(part) }

  /// Whether the reference is new to this form.
  mutating func follow(_ reference: String) -> Bool { followed.insert(reference).inserted }
}

/// Unfolds schemas into forms: what `$ref` and `allOf` name is added to a form, `anyOf` and `oneOf`
/// (which are read alike) make one form of each member.
///
/// A reference that leads nowhere or in a circle says nothing, and so does what stands deeper or
/// more often than the limits here; unfolding always ends.
struct SchemaForms: Sendable {
  /// The document that `$ref` points into.
  let document: JSON

  static let maximumDepth = 64
  /// Unions that would make more forms than this are taken as met.
  static let maximumForms = 512
  static let maximumSteps = 4_096

  /// The ways to meet all the schemas at once; none where one of them is `false`.
  func forms(of schemas: [JSON]) -> [SchemaForm] {
    var budget = Self.maximumSteps
    return forms(of: schemas, budget: &budget)
  }

  /// The same, within a number of steps that many values share.
  func forms(of schemas: [JSON], budget: inout Int) -> [SchemaForm] {
    let most = min(Self.maximumSteps, budget)
    var steps = most
    defer { budget -= most - steps }
    return schemas.reduce([SchemaForm()]) { forms, schema in
      forms.flatMap { extend($0, by: schema, depth: 0, steps: &steps) }
    }
  }

  private func extend(
    _ form: SchemaForm, by schema: JSON, depth: Int, steps: inout Int
  ) -> [SchemaForm] {
    if schema == false { return [] }
    steps -= 1
    guard let object = schema.object, depth < Self.maximumDepth, steps > 0 else { return [form] }
    var form = form
    form.add(object)
    var forms = [form]
    if let reference = object["$ref"]?.string, let target = target(of: reference),
      form.follow(reference)
    {
      forms = extend(form, by: target, depth: depth + 1, steps: &steps)
    }
    for part in object["allOf"]?.array ?? [] {
      forms = forms.flatMap { extend($0, by: part, depth: depth + 1, steps: &steps) }
    }
    for keyword in ["anyOf", "oneOf"] {
      guard let members = object[keyword]?.array, !members.isEmpty else { continue }
      let all = forms.flatMap { form in
        members.flatMap { extend(form, by: $0, depth: depth + 1, steps: &steps) }
      }
      if all.count <= Self.maximumForms { forms = all }
    }
    return forms
  }

  private func target(of reference: String) -> JSON? {
    guard reference.hasPrefix("#"),
      let fragment = PercentEncoding.decoded(reference.dropFirst()),
      let pointer = JSONPointer(parsing: fragment)
    else { return nil }
    return document.value(at: pointer)
  }

  // MARK: - Null

  /// Whether null meets a schema.
  ///
  /// `nullable: true` beside an `allOf` or a `$ref` speaks for all of them (OpenAPI 3.0), so the
  /// answer follows the schema's own structure and not its forms.
  func takesNull(_ schema: JSON) -> Bool {
    var steps = Self.maximumSteps
    return takesNull(schema, followed: [], steps: &steps)
  }

  private func takesNull(_ schema: JSON, followed: Set<String>, steps: inout Int) -> Bool {
    if schema == false { return false }
    steps -= 1
    guard let object = schema.object, steps > 0 else { return true }
    if object["nullable"]?.bool == true { return true }
    var takes = Self.namesNull(object)
    if let reference = object["$ref"]?.string, !followed.contains(reference),
      let target = target(of: reference)
    {
      takes = takes && takesNull(target, followed: followed.union([reference]), steps: &steps)
    }
    for part in object["allOf"]?.array ?? [] {
      takes = takes && takesNull(part, followed: followed, steps: &steps)
    }
    for keyword in ["anyOf", "oneOf"] {
      guard let members = object[keyword]?.array, !members.isEmpty else { continue }
      takes = takes && members.contains { takesNull($0, followed: followed, steps: &steps) }
    }
    return takes
  }

  private static func namesNull(_ object: JSONObject) -> Bool {
    if let constant = object["const"] { return constant.isNull }
    if let words = ValueRules.words(of: object) { return words.contains(.null) }
    return ValueRules.types(of: object).map { $0.contains("null") } ?? true
  }
}
