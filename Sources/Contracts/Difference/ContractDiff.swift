/// What differs between two contracts, model by model.
package struct ContractDiff: Sendable, Hashable {
  /// The models that differ: those of the old contract in its order, then those that were added.
  package let models: [ModelDifference]

  /// Compares two contracts.
  ///
  /// `path` compares one model alone, as a document of a single model is meant to be. What a model is
  /// called, where its page is and how well it is known are no differences.
  package init(from old: Catalogue, to new: Catalogue, only path: String? = nil) {
    let olds = Self.models(of: old, only: path)
    let news = Self.models(of: new, only: path)
    let newByPath = Dictionary(news.map { ($0.path, $0) }) { first, _ in first }
    let oldPaths = Set(olds.map(\.path))
    models =
      olds.compactMap { old in
        guard let new = newByPath[old.path] else {
          return ModelDifference(path: old.path, kind: .removed, changes: [])
        }
        let changes = ModelComparison.changes(from: old, to: new)
        return changes.isEmpty
          ? nil : ModelDifference(path: old.path, kind: .changed, changes: changes)
      }
      + news.filter { !oldPaths.contains($0.path) }.map {
        ModelDifference(path: $0.path, kind: .added, changes: [])
      }
  }

  /// Whether the two contracts say the same of every model.
  package var isEmpty: Bool { models.isEmpty }

  /// How many models were added, removed or changed.
  package func count(_ kind: ModelDifference.Kind) -> Int { models.count { $0.kind == kind } }

  private static func models(of catalogue: Catalogue, only path: String?) -> [Model] {
    guard let path else { return catalogue.models }
    return catalogue.models.filter { $0.path == path }
  }
}

/// What differs of one model.
package struct ModelDifference: Sendable, Hashable {
  /// Whether the model is in both contracts.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Only the new contract has it.
    case added
    /// Only the old contract has it.
    case removed
    /// Both have it and speak differently of it.
    case changed
  }

  /// The model's path.
  package let path: String
  /// Whether the model is in both contracts.
  package let kind: Kind
  /// What changed, the model itself first, then its variants and fields; empty unless both have it.
  package let changes: [ContractChange]

  /// Creates one.
  package init(path: String, kind: Kind, changes: [ContractChange]) {
    self.path = path
    self.kind = kind
    self.changes = changes
  }
}

/// One statement of a contract about a model that another contract makes differently.
package struct ContractChange: Sendable, Hashable {
  /// What the statement is about; the words are those of machine output.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    /// The kind of media that the model makes.
    case output
    /// Whether there is an endpoint that answers with an event stream.
    case stream
    /// The content types that a body may have.
    case contentTypes = "content_types"
    /// A way to fill the body: it is there or not.
    case variant
    /// Whether the fields of a variant are documented.
    case documented
    /// A field: it is there or not, with what it takes.
    case field
    /// The types that a field takes.
    case type
    /// Whether a field must be sent.
    case required
    /// What the service takes for a field that is not sent.
    case defaultValue = "default"
    /// The words that a field takes: those that are gone, those that are new.
    case words
    /// Whether other words than the listed ones may be right.
    case furtherWords = "further_words"
    /// The lower bound, inclusive.
    case minimum
    /// The lower bound, exclusive.
    case exclusiveMinimum = "exclusive_minimum"
    /// The upper bound, inclusive.
    case maximum
    /// The upper bound, exclusive.
    case exclusiveMaximum = "exclusive_maximum"
    /// The step.
    case multipleOf = "multiple_of"
    /// The least length of a text.
    case minLength = "min_length"
    /// The greatest length of a text.
    case maxLength = "max_length"
    /// The least number of items.
    case minItems = "min_items"
    /// The greatest number of items.
    case maxItems = "max_items"
    /// Whether no two items may be equal.
    case uniqueItems = "unique_items"
    /// The patterns of a text.
    case pattern
    /// The format of a text.
    case format
    /// Whether an object may have members that are not listed.
    case furtherMembers = "further_members"
    /// What the items of a list are, where only one contract says it.
    case items
    /// What the members are that no property names, where only one contract says it.
    case memberSchema = "member_schema"
    /// The names that may be required.
    case possiblyRequired = "possibly_required"
    /// The fields without known names.
    case unnamedFields = "unnamed_fields"
    /// What the model can be used for, where nothing else that is compared tells why.
    case modes
    /// How many forms (`anyOf`, `oneOf`) a value may have.
    case forms
    /// Something of a schema that has no subject of its own here.
    case rest
    /// What comes after so many schemas that it was not compared one by one.
    case cut
    /// Nothing that a body is held against: descriptions, titles, examples.
    case wording
  }

  /// The variant that it is about; nil for all of the model, or its only variant.
  package let variant: String?
  /// The field with those it stands in, such as `camera.zoom` or `shots[].prompt`; nil if it is not
  /// about a field.
  package let field: String?
  /// What it is about.
  package let subject: Subject
  /// What the old contract says; nil if nothing.
  package let old: String?
  /// What the new contract says; nil if nothing.
  package let new: String?

  /// Creates one.
  package init(
    _ subject: Subject, variant: String? = nil, field: String? = nil, old: String?, new: String?
  ) {
    self.subject = subject
    self.variant = variant
    self.field = field
    self.old = old
    self.new = new
  }
}
