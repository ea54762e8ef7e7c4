package import Contracts
import LosslessJSON

extension Field {
  /// What the field takes, in a few words: `a text, at most 2500 characters`, `16:9 | 9:16`,
  /// `a whole number from 1 to 10`, `a list of media: a picture, at most 4`.
  package var phrase: String {
    if !schema.allowedWords.isEmpty {
      return schema.allowedWords.joined(separator: " | ") + (schema.allowedIsOpen ? " | …" : "")
    }
    var words = [kindPhrase] + limits
    if schema.nullable && schema.typeIsDocumented { words.append("or null") }
    return words.joined(separator: ", ")
  }

  private var kindPhrase: String {
    if let media {
      let kind = media.kind?.phrase ?? "media"
      return media.isList ? "a list of media: \(kind)" : media.kind == nil ? "media" : kind
    }
    guard schema.typeIsDocumented, !schema.types.isEmpty else { return "type not documented" }
    return schema.types.map(\.phrase).joinedByOr
  }

  private var limits: [String] {
    var limits: [String] = []
    let least = schema.minimum.map(\.text) ?? schema.exclusiveMinimum.map { "above \($0.text)" }
    let most = schema.maximum.map(\.text) ?? schema.exclusiveMaximum.map { "below \($0.text)" }
    switch (least, most) {
    case (let least?, let most?): limits.append("from \(least) to \(most)")
    case (let least?, nil): limits.append("at least \(least)")
    case (nil, let most?): limits.append("at most \(most)")
    case (nil, nil): break
    }
    if let step = schema.multipleOf { limits.append("in steps of \(step.text)") }
    if let least = schema.minLength, least > 0 { limits.append("at least \(least) characters") }
    if let most = schema.maxLength { limits.append("at most \(most) characters") }
    if let least = schema.minItems, least > 0 { limits.append("at least \(least)") }
    if let most = schema.maxItems { limits.append("at most \(most)") }
    return limits
  }
}
