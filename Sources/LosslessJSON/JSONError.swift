/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Hashable {
  /// The kind of mistake.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is nothing but white space.
    case emptyDocument
    /// The text ends inside a value; the place is the end of the text.
    case unexpectedEnd
    /// Something that is no value stands where a value has to be.
    case expectedValue
    /// Something that is no string stands where a member's key has to be.
    case expectedKey
    /// There is no colon after a key.
    case expectedColon
    /// There is neither a comma nor the closing bracket after an element or a member.
    case expectedComma
    /// A comma stands before a closing bracket; the place is the comma.
    case trailingComma
    /// Something follows the document's value.
    case trailingContent
    /// A word that is none of `true`, `false` and `null`; the place is its first letter.
    case invalidWord
    /// A number has a zero before its other digits; the place is the zero.
    case leadingZero
    /// A number has no digit where it needs one; the place is where the digit should be.
    case missingDigit
    /// A string has no closing quote; the place is its opening quote.
    case unterminatedString
    /// A string holds a character below U+0020 that is not escaped.
    case controlCharacter
    /// A backslash is followed by something that is no escape; the place is the backslash.
    case invalidEscape
    /// A `\u` escape names half a surrogate pair without the other; the place is its backslash.
    case loneSurrogate
    /// The bytes are not UTF-8; the place is the first byte of the sequence that is wrong.
    case invalidUTF8
    /// Arrays and objects are nested deeper than allowed; the place is the opening bracket.
    case tooDeep
    /// An object has a key twice, and the options reject that; the place is the second key.
    case duplicateKey
  }

  /// A place in a text.
  public struct Place: Sendable, Hashable {
    /// The number of bytes before the place.
    public let offset: Int
    /// The line, from 1; a line ends with LF.
    public let line: Int
    /// The column in Unicode scalars, from 1; a byte order mark at the start is not counted.
    public let column: Int
  }

  /// The kind of mistake.
  public let code: Code
  /// Where the mistake is.
  public let place: Place
  /// For ``Code/duplicateKey``, where the key stands first; nil for every other code.
  public let earlierPlace: Place?
  /// What is wrong and, where that is known, how to mend it; no line and column of the mistake.
  public let message: String

  /// The number of bytes before the mistake.
  public var offset: Int { place.offset }
  /// The line of the mistake, from 1.
  public var line: Int { place.line }
  /// The column of the mistake in Unicode scalars, from 1.
  public var column: Int { place.column }
}

extension JSONError: CustomStringConvertible {
  /// The line, the column and the message.
  public var description: String {
    "line \(line), column \(column): \(message)"
  }
}
