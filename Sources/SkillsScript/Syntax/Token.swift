package import LosslessJSON

/// One token of a source, with the trivia that stands before it.
///
/// Tokens and trivia together cover every byte of the source exactly once, in order.
package struct Token: Sendable, Hashable {
  /// What it is, and what it means where that is decided by the token alone.
  package var kind: Kind
  /// Its bytes.
  package var span: SourceSpan
  /// The trivia between the token before it and this one, as indices into `Script.trivia`.
  package var leadingTrivia: Range<Int>

  /// Creates a token.
  package init(kind: Kind, span: SourceSpan, leadingTrivia: Range<Int>) {
    self.kind = kind
    self.span = span
    self.leadingTrivia = leadingTrivia
  }

  /// The kinds of tokens.
  package enum Kind: Sendable, Hashable {
    /// A run of word characters that is none of the forms below: `set`, `16:9`, `1080p`.
    case word(String)
    /// A JSON number, its text kept.
    case number(JSONNumber)
    /// A number with a unit.
    case quantity(JSONNumber, Unit)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// `1..4`, the first not above the second.
    case range(Int, Int)
    /// A string in any quoting.
    indirect case string(StringLiteral)
    /// `@` and a path or an address.
    indirect case file(StringLiteral)
    /// `$` and a path.
    indirect case reference(Path)
    /// One of `, : [ ] { }` or an operator.
    case punctuation(Punctuation)
    /// The end of a line outside of brackets.
    case newline
    /// `;`.
    case semicolon
    /// Bytes that form no token; the lexer has said why.
    case invalid
    /// The end of the source; it has no bytes, and the last trivia stands before it.
    case endOfFile
  }

  /// The marks that separate or compare values.
  package enum Punctuation: String, Sendable, Hashable, CaseIterable {
    /// `,`.
    case comma = ","
    /// `:` between a member's name and its value.
    case colon = ":"
    /// `[`.
    case leftBracket = "["
    /// `]`.
    case rightBracket = "]"
    /// `{`.
    case leftBrace = "{"
    /// `}`.
    case rightBrace = "}"
    /// `=`.
    case assign = "="
    /// `==`.
    case equal = "=="
    /// `!=`.
    case notEqual = "!="
    /// `<`.
    case less = "<"
    /// `<=`.
    case lessOrEqual = "<="
    /// `>`.
    case greater = ">"
    /// `>=`.
    case greaterOrEqual = ">="
  }

  /// Whether it ends a statement: the end of a line, `;`, or the end of the source.
  package var endsStatement: Bool {
    switch kind {
    case .newline, .semicolon, .endOfFile: true
    default: false
    }
  }
}

/// Bytes between tokens that mean nothing to a plan and are kept for people.
package struct Trivia: Sendable, Hashable {
  /// What it is.
  package var kind: Kind
  /// Its bytes.
  package var span: SourceSpan

  /// Creates a piece of trivia.
  package init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The kinds of trivia.
  package enum Kind: Sendable, Hashable {
    /// The byte order mark at the start.
    case byteOrderMark
    /// A run of spaces and tabs.
    case space
    /// `#` and what follows it, without the end of the line.
    case comment
    /// A `\` and the end of the line behind it.
    case lineJoin
    /// The end of a line inside brackets.
    case lineEnd
  }
}
