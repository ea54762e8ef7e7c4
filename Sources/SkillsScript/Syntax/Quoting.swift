/// Writes texts in the forms of the language.
package enum Quoting {
  /// `text` as a string in double quotes that means exactly `text`.
  package static func quoted(_ text: String) -> String {
    "\"" + escaped(text) + "\""
  }

  /// A literal as a string in double quotes, its interpolations kept.
  package static func quoted(_ literal: StringLiteral) -> String {
    "\"" + escaped(literal) + "\""
  }

  /// What stands between the quotes of `quoted(_:)`.
  static func escaped(_ literal: StringLiteral) -> String {
    var result = ""
    for segment in literal.segments {
      switch segment {
      case .text(let text): result += escaped(text)
      case .interpolation(let path): result += "${\(path.text)}"
      }
    }
    return result
  }

  /// What stands between the quotes of `quoted(_:)`.
  static func escaped(_ text: String) -> String {
    var result = ""
    var isBehindDollar = false
    for scalar in text.unicodeScalars {
      if isBehindDollar, scalar == "{" {
        result.unicodeScalars.removeLast()
        result += "\\$"
      }
      isBehindDollar = scalar == "$"
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if DisplayWidth.isControl(scalar) {
          result += DisplayWidth.escape(of: scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// `text` in backticks for a message, cut after its first line or after `limit` characters.
  package static func mention(_ text: String, limit: Int = 40) -> String {
    if let lineEnd = text.firstIndex(where: \.isNewline) {
      let line = text[..<lineEnd].prefix(limit)
      return "`\(line)…`"
    }
    guard let cut = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      cut != text.endIndex
    else { return "`\(text)`" }
    return "`\(text[..<cut])…`"
  }
}
