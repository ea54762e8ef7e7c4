// Family E01: what is wrong with the text itself, before any name or value is looked at.
extension DiagnosticCode {
  // MARK: Bytes and characters

  /// E0101: bytes that are no UTF-8, or a file in another encoding.
  package static let invalidUTF8 = DiagnosticCode(rawValue: "E0101")
  /// E0102: NUL or another control character.
  package static let controlCharacter = DiagnosticCode(rawValue: "E0102")
  /// E0103: a character that begins nothing in the language, such as `&` or an unquoted `é`.
  package static let unexpectedCharacter = DiagnosticCode(rawValue: "E0103")
  /// E0104: a typographic quote where a straight one is meant.
  package static let typographicQuote = DiagnosticCode(rawValue: "E0104")
  /// E0105: a space that is not U+0020 outside of a string, such as a no-break space.
  package static let unusualSpace = DiagnosticCode(rawValue: "E0105")
  /// E0106: two tokens that touch without punctuation, such as `$a/b`.
  package static let touchingTokens = DiagnosticCode(rawValue: "E0106")

  // MARK: Strings, numbers, paths and files

  /// E0107: a string whose closing quote is missing on its line.
  package static let openString = DiagnosticCode(rawValue: "E0107")
  /// E0108: a block string without its closing quotes.
  package static let openBlock = DiagnosticCode(rawValue: "E0108")
  /// E0109: text beside the quotes of a block string, such as `"""x"""` on one line.
  package static let blockQuotes = DiagnosticCode(rawValue: "E0109")
  /// E0110: a line of a block string that does not begin with the indentation of its last line.
  package static let blockIndentation = DiagnosticCode(rawValue: "E0110")
  /// E0111: a `\` followed by what is no escape, such as `\r`.
  package static let unknownEscape = DiagnosticCode(rawValue: "E0111")
  /// E0112: a `\u` that does not name a character as `\u{1F98A}` does.
  package static let unicodeEscape = DiagnosticCode(rawValue: "E0112")
  /// E0113: a `${` that is not followed by a path and `}`.
  package static let malformedInterpolation = DiagnosticCode(rawValue: "E0113")
  /// E0114: a number in a form that JSON does not have: `007`, `+5`, `.5`, `1_000`.
  package static let malformedNumber = DiagnosticCode(rawValue: "E0114")
  /// E0115: a range that does not rise, or whose ends are not whole numbers.
  package static let malformedRange = DiagnosticCode(rawValue: "E0115")
  /// E0116: a `$` outside of a string without a path behind it.
  package static let malformedReference = DiagnosticCode(rawValue: "E0116")
  /// E0117: an `@` without a path behind it, or an interpolation in a path without quotes.
  package static let malformedFile = DiagnosticCode(rawValue: "E0117")

  // MARK: Lists and objects

  /// E0118: lists and objects that are nested too deep.
  package static let nestingTooDeep = DiagnosticCode(rawValue: "E0118")
  /// E0119: a bracket that is not closed, or that closes another kind.
  package static let openBracket = DiagnosticCode(rawValue: "E0119")
  /// E0120: a list whose values are not separated by single commas.
  package static let malformedList = DiagnosticCode(rawValue: "E0120")
  /// E0121: an object whose members are not `"name": value`, separated by commas.
  package static let malformedObject = DiagnosticCode(rawValue: "E0121")

  // MARK: Statements

  /// E0130: a statement that does not begin with a word.
  package static let expectedStatement = DiagnosticCode(rawValue: "E0130")
  /// E0131: a statement that begins with a word that is no keyword.
  package static let unknownStatement = DiagnosticCode(rawValue: "E0131")
  /// E0132: a word that is reserved because other languages have it, such as `if`.
  package static let reservedWord = DiagnosticCode(rawValue: "E0132")
  /// E0133: a command of the prompt in a script, such as `show`.
  package static let promptCommand = DiagnosticCode(rawValue: "E0133")
  /// E0134: a statement of the language that this version does not perform yet.
  package static let statementNotYet = DiagnosticCode(rawValue: "E0134")
  /// E0135: an operand that is missing.
  package static let missingOperand = DiagnosticCode(rawValue: "E0135")
  /// E0136: something behind the end of a statement.
  package static let surplusOperand = DiagnosticCode(rawValue: "E0136")
  /// E0137: what stands for a field is no path.
  package static let malformedPath = DiagnosticCode(rawValue: "E0137")
  /// E0138: what stands for a name is none.
  package static let malformedName = DiagnosticCode(rawValue: "E0138")
  /// E0139: what stands behind `run` is none of its clauses.
  package static let unknownClause = DiagnosticCode(rawValue: "E0139")
  /// E0140: a clause of `run` that was given before.
  package static let repeatedClause = DiagnosticCode(rawValue: "E0140")
  /// E0141: a number of takes that is not a whole number of at least 1.
  package static let malformedTakes = DiagnosticCode(rawValue: "E0141")
  /// E0142: a run that is labelled `run` or `last`.
  package static let reservedLabel = DiagnosticCode(rawValue: "E0142")
  /// E0143: a word behind `for` that is no mode.
  package static let unknownMode = DiagnosticCode(rawValue: "E0143")
  /// E0144: a `skv` that does not name a version of the language that this program reads.
  package static let unreadVersion = DiagnosticCode(rawValue: "E0144")
  /// E0145: a `skv` that is not the first statement.
  package static let misplacedVersion = DiagnosticCode(rawValue: "E0145")
  /// E0146: a cap that is no whole number, or counts neither credits nor jobs.
  package static let malformedBudget = DiagnosticCode(rawValue: "E0146")

  /// E0147: a word that is no type of arguments.
  package static let unknownArgumentType = DiagnosticCode(rawValue: "E0147")
  /// E0148: what stands behind the place of an `expect` is no operator.
  package static let unknownOperator = DiagnosticCode(rawValue: "E0148")

  // MARK: Lints

  /// W0901: a character in a text or comment that changes the direction of what follows it.
  package static let bidirectionalControl = DiagnosticCode(rawValue: "W0901")
}
