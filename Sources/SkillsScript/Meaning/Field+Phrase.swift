package import Contracts
import LosslessJSON

extension Field {
  /// What the field takes, in a few words: `a text, at most 2500 characters`, `16:9 | 9:16`,
  /// `a whole number from 1 to 10`, `a list of media: a picture, at most 4 items`.
  package var phrase: String {
    guard let media, schema.allowedWords.isEmpty else { return schema.phrase }
    let kind = media.kind?.phrase ?? "media"
    return schema.phrase(of: media.isList ? "a list of media: \(kind)" : kind)
  }
}

extension Field {
  /// What the field takes, its default, and what it is for: `720p | 1080p (default 720p). Output size.`
  package var explanation: String {
    var text = phrase
    if let standard = schema.defaultValue {
      text += " (default \(standard.string.map { $0.isEmpty ? "\"\"" : $0 } ?? standard.printed()))"
    } else if let note = schema.defaultNote {
      text += " (default printed in part: \(note))"
    }
    return [text, summary].compactMap(\.self).joined(separator: ". ")
  }

  /// Whether a script can set it: its name is one that the language can write.
  package var canBeSet: Bool { SyntaxByte.isName(name) }
}

extension FieldSchema {
  /// What a value of the schema is, in a few words, as `Field.phrase` tells it.
  ///
  /// What stands deeper than a few schemas within each other, or comes after many, is `…`.
  package var phrase: String {
    var remaining = Self.maximumPhrases
    return phrase(depth: 0, &remaining)
  }

  private static var maximumPhraseDepth: Int { 6 }
  private static var maximumPhrases: Int { 64 }

  private func phrase(depth: Int, _ remaining: inout Int) -> String {
    remaining -= 1
    guard depth < Self.maximumPhraseDepth, remaining > 0 else { return "…" }
    if allowedWords.isEmpty || allowedIsOpen {
      var ways: [String] = []
      for way in alternatives where !way.types.isEmpty || !way.allowed.isEmpty {
        let phrase = way.phrase(depth: depth + 1, &remaining)
        if !ways.contains(phrase) { ways.append(phrase) }
        guard remaining > 0 else { break }
      }
      if ways.count > 1 { return phrase(of: ways.joined(separator: ", or ")) }
    }
    if !allowedWords.isEmpty {
      return allowedWords.joined(separator: " | ") + (allowedIsOpen ? " | …" : "")
    }
    return phrase(of: typePhrase(depth: depth, &remaining))
  }

  fileprivate func phrase(of kind: String) -> String {
    ([kind] + limits + (nullable && typeIsDocumented ? ["or null"] : [])).joined(separator: ", ")
  }

  private func typePhrase(depth: Int, _ remaining: inout Int) -> String {
    guard typeIsDocumented, !types.isEmpty else { return "type not documented" }
    if types == [.array], let items, items.typeIsDocumented || !items.allowed.isEmpty {
      let each = items.phrase(depth: depth + 1, &remaining)
      return each.contains(",") ? "a list of (\(each))" : "a list of: \(each)"
    }
    if types == [.string], format == "uri" { return "an address" }
    return types.map(\.phrase).joinedByOr
  }

  private var limits: [String] {
    var limits: [String] = []
    let least = minimum.map(\.text) ?? exclusiveMinimum.map { "above \($0.text)" }
    let most = maximum.map(\.text) ?? exclusiveMaximum.map { "below \($0.text)" }
    switch (least, most) {
    case (let least?, let most?): limits.append("from \(least) to \(most)")
    case (let least?, nil): limits.append(minimum == nil ? least : "at least \(least)")
    case (nil, let most?): limits.append(maximum == nil ? most : "at most \(most)")
    case (nil, nil): break
    }
    if let multipleOf { limits.append("in steps of \(multipleOf.text)") }
    if let minLength, minLength > 0 { limits.append("at least \(minLength.counted("character"))") }
    if let maxLength { limits.append("at most \(maxLength.counted("character"))") }
    if let pattern { limits.append("matching \(Quoting.mention(pattern))") }
    if let minItems, minItems > 0 { limits.append("at least \(minItems.counted("item"))") }
    if let maxItems { limits.append("at most \(maxItems.counted("item"))") }
    if itemsAreUnique { limits.append("no two equal") }
    return limits
  }
}
