package import LosslessJSON

/// What was sent to the service, to be found again in what it echoes.
package struct SentRequest: Sendable, Hashable {
  /// The path of the model.
  package let model: String
  /// The body; a file has its mark there, `{"sha256": "…"}`.
  package let body: JSON

  /// Creates a request; the body is brought into canonical form, so that equal ones are equal.
  package init(model: String, body: JSON) {
    self.model = model
    self.body = (try? JSON(parsing: body.canonicalBytes)) ?? body
  }

  /// Whether a name of a model may mean this one's: the path, a tail of either, or nothing told.
  package func isFor(model name: String?) -> Bool {
    guard let name else { return true }
    return name == model || model.hasSuffix("/" + name) || name.hasSuffix("/" + model)
  }

  /// The fields that `input` does not hold as they were sent, in the order of the body.
  ///
  /// Values are compared by what they mean, so `1.0` is `1`. A field with a file in it need only be
  /// there, since the service puts an address of its own in the file's place; beside files every value
  /// is sent as text, so a number or a truth value may come back as one.
  package func differences(from input: JSONObject) -> [String] {
    guard let fields = body.object else { return ["the whole request"] }
    let isForm = fields.contains { $0.value.holdsMark }
    return fields.compactMap { field in
      guard let echoed = input[field.key] else { return field.key }
      if field.value.holdsMark { return echoed.isNull ? field.key : nil }
      if echoed.canonicalForm == field.value.canonicalForm { return nil }
      return isForm && echoed.isText(of: field.value) ? nil : field.key
    }
  }
}

extension JSON {
  fileprivate var holdsMark: Bool { isMark || array?.contains { $0.isMark } ?? false }

  /// Whether it is the text that a value has as a part of a form, lists element by element.
  fileprivate func isText(of value: JSON) -> Bool {
    switch value {
    case .number(let number): string.flatMap { JSONNumber($0) }?.isEqual(to: number) ?? false
    case .bool(let isTrue): string == (isTrue ? "true" : "false")
    case .array(let elements):
      array.map { echoed in
        echoed.count == elements.count
          && zip(echoed, elements).allSatisfy {
            $0.canonicalForm == $1.canonicalForm || $0.isText(of: $1)
          }
      } ?? false
    case .null, .string, .object: false
    }
  }
}

extension JSONNumber {
  fileprivate func isEqual(to other: JSONNumber) -> Bool {
    JSON.number(self).canonicalForm == JSON.number(other).canonicalForm
  }
}
