import LosslessJSON

/// Reads JSON schemas of one document into `FieldSchema` values.
///
/// Reading always ends: a reference that dangles or leads into itself, nesting beyond
/// `maximumDepth` and what comes after `maximumNodes` schemas become schemas that say nothing, and
/// `faults` tells each such place once, and what is not checked. Where a schema contains itself
/// further in, as a tree does, or is shared so often that it would be too large, it goes on by its
/// `continuation`. OpenAPI 3.0 and 3.1 are read alike; `false` takes no value, and whatever else is
/// no object says nothing.
///
/// What one reader reads is a tree of at most some `maximumNodes` schemas, also for those who walk
/// it without counting: a schema that is referred to twice counts twice.
struct SchemaReader {
  /// How many schemas may stand within each other, references included.
  static let maximumDepth = 64
  /// How many schemas one endpoint may have, counted after its references are resolved.
  static let maximumNodes = 20_000
  /// How many faults are told of one endpoint.
  static let maximumFaults = 20

  /// What could not be read.
  private(set) var faults: [ContractError] = []

  private let document: OpenAPIDocument
  private var steps = Self.maximumNodes
  private var known: [String: Known] = [:]
  /// The references that are being followed, each with the `level` at which that began.
  private var open: [String: Int] = [:]
  /// How many lists and objects stand around what is read.
  private var level = 0
  /// The names of the field that is read and of those around it.
  private var place: [String] = []

  private struct Known {
    let schema: FieldSchema
    let size: Int
  }

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
    guard steps > 0 else { return tooLarge() }
    guard depth < Self.maximumDepth else {
      return unreadable(.tooDeep, "schemas stand more than \(Self.maximumDepth) deep")
    }
    var keywords = SchemaKeywords(object)
    for problem in keywords.problems { note(problem) }
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
      let hadItems = schema.items != nil
      schema.choose(among: members)
      if !hadItems { countItems(of: &schema) }
    }
    return schema
  }

  private mutating func own(_ keywords: inout SchemaKeywords, depth: Int) -> FieldSchema {
    var schema = keywords.schema
    level += 1
    defer { level -= 1 }
    if let items = keywords.items { schema.items = read(items, in: "[]", depth: depth + 1) }
    if let members = keywords.additionalMembers {
      schema.additionalMembers = read(members, in: ".*", depth: depth + 1)
    }
    let required = Set(schema.required)
    var names: Set<String> = []
    for member in keywords.properties.reversed() where names.insert(member.key).inserted {
      schema.properties.append(
        Field(
          name: member.key, summary: member.value["description"]?.string,
          schema: read(member.value, in: ".\(member.key)", depth: depth + 1),
          isRequired: required.contains(member.key),
          nameIsInferred: member.value["x-name-inferred"]?.bool ?? false,
          nameEvidence: member.value["x-name-evidence"]?.string))
    }
    schema.properties.reverse()
    return schema
  }

  private mutating func read(_ json: JSON, in part: String, depth: Int) -> FieldSchema {
    place.append(part)
    defer { place.removeLast() }
    return read(json, depth: depth)
  }

  /// Counts the items that sum up choices, which stand in the choices too, or does without them.
  private mutating func countItems(of schema: inout FieldSchema) {
    guard let size = schema.items?.size else { return }
    if size < steps { steps -= size } else { schema.items = nil }
  }

  private mutating func follow(_ reference: String, depth: Int) -> FieldSchema {
    if let known = known[reference] { return again(known, reference) }
    if let begun = open[reference] {
      var schema = unreadable(.circularReference, "the reference `\(reference)` leads to itself")
      if level > begun {
        schema.continuation = FieldSchema.Continuation(reference, in: document)
      }
      return schema
    }
    guard steps > 1 else { return again(nil, reference) }
    open[reference] = level
    defer { open[reference] = nil }
    let schema: FieldSchema
    do {
      schema = read(try document.target(of: reference), depth: depth)
    } catch {
      schema = unreadable(error.code, error.message)
    }
    known[reference] = Known(schema: schema, size: schema.size)
    return schema
  }

  /// A schema that stands at another place too, or its outline where it is too large for that.
  private mutating func again(_ known: Known?, _ reference: String) -> FieldSchema {
    if let known, known.size < steps {
      steps -= known.size
      return known.schema
    }
    var schema = tooLarge()
    if let known { schema = known.schema.outline }
    schema.continuation = FieldSchema.Continuation(reference, in: document)
    return schema
  }

  // MARK: - Faults

  private mutating func tooLarge() -> FieldSchema {
    unreadable(.tooLarge, "more than \(Self.maximumNodes) schemas in one endpoint")
  }

  private mutating func unreadable(_ code: ContractError.Code, _ message: String) -> FieldSchema {
    add(ContractError(code, message))
    return .unknown
  }

  private mutating func note(_ problem: SchemaProblem) {
    let path = place.joined(separator: "").drop { $0 == "." }
    let owner = path.isEmpty ? "the body" : "`\(path.prefix(200))`"
    add(problem.fault(of: owner))
  }

  private mutating func add(_ fault: ContractError) {
    if faults.count < Self.maximumFaults, !faults.contains(fault) { faults.append(fault) }
  }
}

extension FieldSchema {
  /// How many schemas stand in it, itself included.
  var size: Int {
    var size = 1 + (items?.size ?? 0) + (additionalMembers?.size ?? 0)
    for field in properties { size += field.schema.size }
    for schema in choices.joined() { size += schema.size }
    for schema in conditions { size += schema.size }
    return size
  }

  /// The schema without those that stand in it.
  fileprivate var outline: FieldSchema {
    var outline = self
    outline.items = nil
    outline.additionalMembers = nil
    outline.properties = []
    outline.required = []
    outline.isClosed = false
    outline.choices = []
    outline.conditions = []
    return outline
  }
}
