package import LosslessJSON

/// One statement of a script, with the span of everything it was written with.
package struct Statement: Sendable, Hashable {
  /// What the statement says.
  package var kind: Kind
  /// From its first token to the end of its last one, without the end of the line.
  package var span: SourceSpan
  /// The keyword.
  package var keyword: SourceSpan

  /// Creates a statement.
  package init(kind: Kind, span: SourceSpan, keyword: SourceSpan) {
    self.kind = kind
    self.span = span
    self.keyword = keyword
  }

  /// The statements of the language, as operands.
  package enum Kind: Sendable, Hashable {
    /// `use M [for MODE]`; the model is a word, a string or a reference.
    case use(model: Value, mode: Spanned<String>?)
    /// `set PATH value`.
    case set(path: Path, value: Value)
    /// `unset PATH` or `unset *`, where the path is nil.
    case unset(path: Path?)
    /// `sweep …`.
    case sweep(SweepOperands)
    /// `run …`.
    case run(RunClauses)
    /// `start …`.
    case start(RunClauses)
    /// `wait {$LABEL}`; without labels it waits for everything.
    case wait([Path])
    /// `expect $LABEL.field …`.
    case expect(ExpectOperands)
    /// `save $LABEL to "path"`.
    case save(Path, destination: StringLiteral)
    /// `include "path"`.
    case include(StringLiteral)
    /// `arg NAME …`.
    case argument(ArgumentOperands)
    /// `let NAME = value`.
    case bind(name: Spanned<String>, value: Value)
    /// `print value`.
    case print(Value)
    /// `option NAME value`.
    case option(name: Spanned<String>, value: Value)
    /// `budget INT (credits|jobs) [per day]`.
    case budget(BudgetOperands)
    /// A command of the prompt, which no script has.
    case command(PromptCommand, operands: [Spanned<String>])
    /// A statement that could not be read whole; the parser has said why.
    case malformed
  }
}

/// The clauses of a `run` or a `start`, each at most once, in any order.
package struct RunClauses: Sendable, Hashable {
  /// `as NAME`.
  package var label: Spanned<String>?
  /// `x INT`: how many takes.
  package var takes: Spanned<Int>?
  /// `to "path"`.
  package var destination: StringLiteral?

  /// Creates clauses; without any, the run is unlabelled, has one take and the default path.
  package init(
    label: Spanned<String>? = nil, takes: Spanned<Int>? = nil, destination: StringLiteral? = nil
  ) {
    self.label = label
    self.takes = takes
    self.destination = destination
  }
}

/// A dotted and indexed name: `image_urls[0]`, `still.files[0].url`.
package struct Path: Sendable, Hashable {
  /// The first name.
  package var head: Spanned<String>
  /// What follows it.
  package var steps: [Spanned<Step>]
  /// The whole path, without a leading `$`.
  package var span: SourceSpan

  /// Creates a path.
  package init(head: Spanned<String>, steps: [Spanned<Step>] = [], span: SourceSpan) {
    self.head = head
    self.steps = steps
    self.span = span
  }

  /// One step into a value.
  package enum Step: Sendable, Hashable {
    /// `.name`.
    case member(String)
    /// `[0]`; never negative.
    case index(Int)
  }

  /// The path as it is written in its plainest form.
  package var text: String {
    steps.reduce(head.value) { text, step in
      switch step.value {
      case .member(let name): text + "." + name
      case .index(let index): text + "[\(index)]"
      }
    }
  }
}

/// A value as written, before it meets a field.
package struct Value: Sendable, Hashable {
  /// The form it was written in.
  package var kind: Kind
  /// All of its bytes.
  package var span: SourceSpan

  /// Creates a value.
  package init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The forms of a value.
  package indirect enum Kind: Sendable, Hashable {
    /// A string in any of the three quotings, with its interpolations.
    case string(StringLiteral)
    /// A JSON number, with its text as written.
    case number(JSONNumber)
    /// A number with a unit: `5s`, `50mb`.
    case quantity(JSONNumber, Unit)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// `1..4`, both ends included, rising.
    case range(Int, Int)
    /// A bare word, which needs a closed set to mean something: `16:9`, `kling-ai/v3/video`.
    case word(String)
    /// `@f`, `@"f ${x}"`, `@https://…`.
    case file(StringLiteral)
    /// `$name`, `$still.files[0].url`.
    case reference(Path)
    /// `[…]`.
    case list([Value])
    /// `{…}`, members in the order they were written.
    case object([ObjectMember])
    /// Nothing usable; the parser has said why.
    case malformed
  }
}

/// One member of an object as written.
package struct ObjectMember: Sendable, Hashable {
  /// The member's name; interpolations are allowed as in any string.
  package var key: StringLiteral
  /// The member's value.
  package var value: Value

  /// Creates a member.
  package init(key: StringLiteral, value: Value) {
    self.key = key
    self.value = value
  }
}

/// A text with its interpolations, escapes already taken out.
package struct StringLiteral: Sendable, Hashable {
  /// Text and interpolations in order; no two texts are neighbours, and no text is empty.
  package var segments: [Segment]
  /// All bytes with the quotes, or of the bare word.
  package var span: SourceSpan

  /// Creates a literal.
  package init(segments: [Segment], span: SourceSpan) {
    self.segments = segments
    self.span = span
  }

  /// One piece of a text.
  package enum Segment: Sendable, Hashable {
    /// Text as it is meant.
    case text(String)
    /// `${path}`; its span covers the path, without `${` and `}`.
    case interpolation(Path)
  }

  /// The text, where nothing is interpolated.
  package var plainText: String? {
    switch segments.count {
    case 0: ""
    case 1: if case .text(let text) = segments[0] { text } else { nil }
    default: nil
    }
  }
}

/// The units a number can carry.
package enum Unit: String, Sendable, Hashable, CaseIterable {
  /// Milliseconds.
  case milliseconds = "ms"
  /// Seconds.
  case seconds = "s"
  /// Minutes.
  case minutes = "m"
  /// Hours.
  case hours = "h"
  /// 10³ bytes.
  case kilobytes = "kb"
  /// 10⁶ bytes.
  case megabytes = "mb"
  /// 10⁹ bytes.
  case gigabytes = "gb"
}
