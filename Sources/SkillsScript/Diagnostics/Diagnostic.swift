/// One finding about a script: what is wrong, where, and how to mend it.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  package var severity: Severity
  /// The stable code, such as E0203.
  package var code: DiagnosticCode
  /// One sentence without a full stop that says what is wrong.
  package var message: String
  /// The place itself, with a few words that stand under the carets; the words may be empty.
  package var primary: Label
  /// Further places that explain it.
  package var secondary: [Label]
  /// Sentences that say how to go on, each shown behind `= help:`.
  package var help: [String]
  /// The change that mends it, where there is one.
  package var fix: Fix?

  /// Creates a finding.
  package init(
    _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at span: SourceSpan,
    label: String = "", secondary: [Label] = [], help: [String] = [], fix: Fix? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.primary = Label(span: span, text: label)
    self.secondary = secondary
    self.help = help
    self.fix = fix
  }

  /// How bad a finding is.
  package enum Severity: String, Sendable, Hashable {
    /// The script cannot be performed.
    case error
    /// The script can be performed, and something about it deserves a look.
    case warning
  }

  /// A place with a few words about it.
  package struct Label: Sendable, Hashable {
    /// The place.
    package var span: SourceSpan
    /// The words; empty for carets alone.
    package var text: String

    /// Creates a label.
    package init(span: SourceSpan, text: String) {
      self.span = span
      self.text = text
    }
  }

  /// A change of the text that mends a finding.
  package struct Fix: Sendable, Hashable {
    /// What the change does, such as "write `prompt`".
    package var title: String
    /// The bytes that are replaced; they do not overlap and stand in ascending order.
    package var edits: [Edit]

    /// Creates a fix of one edit.
    package init(title: String, replacing span: SourceSpan, with text: String) {
      self.title = title
      self.edits = [Edit(span: span, replacement: text)]
    }
  }

  /// One replacement of bytes.
  package struct Edit: Sendable, Hashable {
    /// The bytes that go.
    package var span: SourceSpan
    /// The text that comes.
    package var replacement: String

    /// Creates a replacement.
    package init(span: SourceSpan, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }
}

/// The stable name of a kind of finding: a family letter, two digits of family, two of number.
///
/// The codes stand in one file a family, as static members.
package struct DiagnosticCode: RawRepresentable, Sendable, Hashable {
  /// The code as it is shown: `E0203`.
  package let rawValue: String

  /// Creates a code from its text.
  package init(rawValue: String) {
    self.rawValue = rawValue
  }
}
