import LosslessJSON

/// The lengths, the pattern and the format of a schema for a text.
///
/// Of the formats `uri` and `binary` are checked, the ones that occur in the contract. Others are
/// notes, as JSON Schema (2020-12, §7.2.1) has it, and so is a pattern that `SchemaPattern` does
/// not read.
enum TextRules {
  /// Lengths count Unicode code points, as JSON Schema says.
  static func complaints(_ text: String, _ schema: JSON, at place: String) -> [Complaint] {
    var found: [Complaint] = []
    func complain(_ words: String) { found.append(Complaint(place: place, text: words)) }
    let length = text.unicodeScalars.count
    if let least = schema["minLength"]?.number?.int, length < least {
      complain("must have at least \(least) characters")
    }
    if let most = schema["maxLength"]?.number?.int, most >= 0, length > most {
      complain("must have at most \(most) characters")
    }
    if let pattern = schema["pattern"]?.string, SchemaPattern(pattern)?.occurs(in: text) == false {
      complain("must match \(pattern)")
    }
    switch schema["format"]?.string {
    case "uri" where !Address.isOne(text): complain("must be an address such as https://…")
    case "binary": complain("must be a file, which a JSON body cannot hold")
    default: break
    }
    return found
  }
}
