import Contracts
import LosslessJSON

/// The place that a value is fitted to: a field of a model, a part of one, or no field at all.
struct Slot: Sendable {
  /// The place as it is named in findings: `aspect_ratio`, `elements[0].name`; nil for no field.
  var name: String?
  /// The last name of the place, which decides whether a length of time fits.
  var leaf: String?
  /// What it takes.
  var schema: FieldSchema
  /// What media it takes.
  var media: MediaRole?

  /// No field: any JSON value, files as texts.
  static let free = Slot(name: nil, leaf: nil, schema: .unknown, media: nil)

  init(field: Field) {
    self.init(name: field.name, leaf: field.name, schema: field.schema, media: field.media)
  }

  init(name: String?, leaf: String?, schema: FieldSchema, media: MediaRole?) {
    self.name = name
    self.leaf = leaf
    self.schema = schema
    self.media = media
  }

  /// Whether no contract says anything about the place.
  var isOpen: Bool { !schema.typeIsDocumented && schema.allowed.isEmpty && media == nil }

  /// Whether what stands there is an address, or a list of addresses.
  var holdsAddress: Bool { media != nil || schema.format == "uri" }

  /// Whether a text may stand there.
  var takesText: Bool { schema.accepts(.string) }

  /// Whether a list is the only thing that may stand there.
  var takesListOnly: Bool {
    if schema.typeIsDocumented { return schema.accepts(.array) && !schema.accepts(.string) }
    return media?.isList ?? false
  }

  /// The place of an element.
  func element(_ index: Int) -> Slot {
    Slot(
      name: name.map { "\($0)[\(index)]" }, leaf: leaf, schema: schema.items ?? .unknown,
      media: media.map { MediaRole(kind: $0.kind, isList: false) })
  }

  /// The place of a member.
  func member(_ key: String) -> Slot {
    let name = name.map { "\($0).\(key)" }
    if let field = schema.property(key) {
      return Slot(name: name, leaf: key, schema: field.schema, media: field.media)
    }
    let schema = schema.additionalMembers ?? .unknown
    return Slot(
      name: name, leaf: key, schema: schema, media: MediaRole(fieldName: key, schema: schema))
  }
}

// MARK: - In findings

extension Slot {
  /// The place with its model, for messages: "`seed` of vidu/q3".
  func mention(_ model: Model?) -> String {
    guard name != nil, let model else { return shortMention }
    return "\(shortMention) of \(model.name)"
  }

  /// The place alone, for messages.
  var shortMention: String { name.map { Quoting.mention($0) } ?? "this place" }
}
