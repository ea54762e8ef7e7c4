/// A script for the interpreter: a text, or statements that were written in Swift.
///
/// ```swift
/// let recipe = Recipe {
///   Use("seedream-4.5", for: .t2i)
///   Set("prompt", "a red fox crossing a frozen lake")
///   Run(as: "still", to: "still.png")
/// }
/// print(recipe)
/// ```
///
/// Statements become the text that a person would have written, and that text is what is checked and
/// performed: ``script`` can be kept in a file, and places in findings count its lines. A `String` is
/// data wherever it is given: quotes, backslashes, line ends and `${…}` in it reach the service as
/// they are. Names, paths and labels that the language cannot write are findings of
/// ``Interpreter/check(_:)``.
public struct Recipe: Sendable, Hashable {
  /// The text, one statement a line where it was built in Swift, and as it was given otherwise.
  public let script: String
  /// What the text is called in findings and in the record of its runs, such as `film.skv`; nil for
  /// text that has no name, which findings call `<recipe>`.
  public var name: String?
  /// The folder that the recipe's files and outputs are relative to; empty for the working folder.
  public var folder: String

  /// Takes a script as text.
  public init(script: String, name: String? = nil, folder: String = "") {
    self.script = script
    self.name = name
    self.folder = folder
  }

  /// Builds a script of statements.
  ///
  /// The closure may use `if`, `if let`, `switch` and `for … in`, and hold arrays of statements; it
  /// decides once, here, and the script has no trace of it.
  public init(
    name: String? = nil, folder: String = "",
    @Builder _ statements: () throws -> [Statement]
  ) rethrows {
    self.init(
      script: try statements().map { $0.description + "\n" }.joined(), name: name,
      folder: folder)
  }
}

extension Recipe: CustomStringConvertible {
  /// The script, without the end of its last line.
  public var description: String {
    script.utf8.last == UInt8(ascii: "\n") ? String(script.dropLast()) : script
  }
}

extension Recipe {
  /// One statement of a script, as `Use`, `Set`, `Sweep`, `Run` and the other functions make it.
  public struct Statement: Sendable, Hashable, CustomStringConvertible {
    /// The statement as it is written, on one line and without an end of line.
    public let description: String

    init(_ words: String...) {
      description = words.joined(separator: " ")
    }
  }

  /// What a model makes, and of what.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// Text to video.
    case t2v
    /// Image to video.
    case i2v
    /// Video to video.
    case v2v
    /// Audio to video.
    case a2v
    /// Text to image.
    case t2i
    /// Image to image.
    case i2i
  }

  /// How ``Expect(_:_:_:)`` compares a result with a value.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    /// They are equal; numbers by their worth.
    case equal = "=="
    /// They differ.
    case notEqual = "!="
    /// The number is smaller.
    case less = "<"
    /// The number is smaller, or equal.
    case lessOrEqual = "<="
    /// The number is greater.
    case greater = ">"
    /// The number is greater, or equal.
    case greaterOrEqual = ">="
    /// The value is one of a list.
    case isIn = "in"
    /// The text has a part, or the list an element.
    case contains
    /// The text, or a part of it, matches a regular expression.
    case matches
  }
}
