import LosslessJSON

/// Reads JSON schemas of one document into `FieldSchema` values.
///
/// Reading always ends: a reference that dangles or leads into itself, nesting beyond
/// `maximumDepth` and what comes after `maximumNodes` schemas become schemas that say nothing, and
/// `faults` tells each such place once. Where a schema contains itself further in, as a tree does,
/// it goes on by its `continuation`. OpenAPI 3.0 and 3.1 are read alike; `false` takes no value,
/// and whatever else is no object says nothing.
struct SchemaReader {
  /// How many schemas may stand within each other, references included.
  static let maximumDepth = 64
  /// How many schemas one endpoint may have, counted after its references are resolved.
  static let maximumNodes = 20_000

  /// What could not be read.
  private(set) var faults: [ContractError] = []

  private let document: OpenAPIDocument
  private var steps = Self.maximumNodes
  private var known: [String: FieldSchema] = [:]
  /// The references that are being followed, each with the `level` at which that began.
  private var open: [String: Int] = [:]
  /// How many lists and objects stand around what is read.
  private var level = 0

  /// Creates a reader for the schemas of a document.
  init(_ document: OpenAPIDocument) {
    self.document = document
  }

  /// Reads one schema.
  mutating func read(_ json: JSON, depth: Int = 0) -> FieldSchema {
    if json == false {
      var nothing = FieldSchema.unknown
      nothing.takesNothing = true
      nothing.nullable = false
      return nothing
    }
    guard let object = json.object else { return .unknown }
    steps -= 1
    guard steps > 0 else {
      return unreadable(.tooLarge, "more than \(Self.maximumNodes) schemas in one endpoint")
    }
    guard depth < Self.maximumDepth else {
      return unreadable(.tooDeep, "schemas stand more than \(Self.maximumDepth) deep")
    }
    var keywords = SchemaKeywords(object)
    var schema = own(&keywords, depth: depth)
    for part in keywords.allOf {
      let part = read(part, depth: depth + 1)
      schema = schema.merged(with: part, steps: &steps)
    }
    if let reference = keywords.reference {
      // What stands beside a reference is nearer to the reader, so it comes second.
      let target = follow(reference, depth: depth + 1)
      schema = target.merged(with: schema, steps: &steps)
    }
    schema.nullableIsExplicit = keywords.schema.nullableIsExplicit
    if schema.nullableIsExplicit { schema.nullable = true }
    for group in keywords.choices {
      var members: [FieldSchema] = []
      for member in group { members.append(read(member, depth: depth + 1)) }
      schema.choose(among: members)
    }
    return schema
  }

  private mutating func own(_ keywords: inout SchemaKeywords, depth: Int) -> FieldSchema {
    var schema = keywords.schema
    level += 1
    defer { level -= 1 }
    if let items = keywords.items { schema.items = read(items, depth: depth + 1) }
    if let members = keywords.additionalMembers {
      schema.additionalMembers = read(members, depth: depth + 1)
    }
    let required = Set(schema.required)
    var names: Set<String> = []
    for member in keywords.properties.reversed() where names.insert(member.key).inserted {
      schema.properties.append(
        Field(
          name: member.key, summary: member.value["description"]?.string,
          schema: read(member.value, depth: depth + 1),
          isRequired: required.contains(member.key),
          nameIsInferred: member.value["x-name-inferred"]?.bool ?? false,
          nameEvidence: member.value["x-name-evidence"]?.string))
    }
    schema.properties.reverse()
    return schema
  }

  private mutating func follow(_ reference: String, depth: Int) -> FieldSchema {
    if let schema = known[reference] { return schema }
    if let begun = open[reference] {
      var schema = unreadable(.circularReference, "the reference `\(reference)` leads to itself")
      if level > begun {
        schema.continuation = FieldSchema.Continuation(reference, in: document)
      }
      return schema
    }
    open[reference] = level
    defer { open[reference] = nil }
    let schema: FieldSchema
    do {
      schema = read(try document.target(of: reference), depth: depth)
    } catch {
      schema = unreadable(error.code, error.message)
    }
    known[reference] = schema
    return schema
  }

  private mutating func unreadable(_ code: ContractError.Code, _ message: String) -> FieldSchema {
    let fault = ContractError(code, message)
    if faults.count < 20, !faults.contains(fault) { faults.append(fault) }
    return .unknown
  }
}
