public import LosslessJSON
import SkillsScript

extension Recipe {
  /// A value in a recipe: a literal, or one of the named forms.
  ///
  /// ```swift
  /// Set("seed", 7)
  /// Set("image_urls", [.file("a.png"), .address("https://example.com/b.png")])
  /// Set("prompt", .interpolated("a tram in heavy rain, ${style}"))
  /// ```
  ///
  /// The literals are text, whole numbers, decimals, `true`, `false`, `nil` (which is null), lists and
  /// dictionaries, whose members keep their order. A decimal literal is a `Double`, written with as
  /// few digits as name it; a `JSONNumber` keeps every digit. Whether a value fits its field is for the
  /// check to say.
  public struct Value: Sendable, Hashable, CustomStringConvertible {
    /// The value as it is written in a script.
    public let description: String

    init(written text: String) {
      description = text
    }
  }

  /// What can stand as a value in a recipe beside literals and the named forms.
  public protocol ValueConvertible {
    /// The value.
    var recipeValue: Value { get }
  }
}

// MARK: - Named forms

extension Recipe.Value {
  /// A text, which means exactly itself.
  public static func text(_ text: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.quoted(text))
  }

  /// A text in which each `${path}` stands for a result, a constant or a part of one, as in
  /// `"credits: ${still.credits}"`; everything else in it means itself.
  ///
  /// A `${` that no path and `}` follow is a finding. To have one in such a text, give it a name with
  /// `Let("open", "${")` and write `${open}`.
  public static func interpolated(_ text: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.interpolated(text))
  }

  /// A file of this machine, relative to the recipe's folder: uploaded for a media field, read as text
  /// or JSON for any other.
  ///
  /// The check reads it. The name is taken as it is, without wildcards.
  public static func file(_ path: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.file(at: path))
  }

  /// The https or http address of a file, which the service fetches.
  ///
  /// What begins otherwise is a text and is checked as one.
  public static func address(_ url: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.address(url))
  }

  /// The result of the run of that label, or a part of it: `"still"`, `"grid[2]"`,
  /// `"still.files[0].url"`, and `"last"` for the newest.
  ///
  /// Where a field wants media, a whole result stands for its first output of a fitting kind.
  public static func result(_ path: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.reference(to: path))
  }

  /// The whole numbers of a range, as in `Sweep("seed", in: .range(1...4))`.
  public static func range(_ numbers: ClosedRange<Int>) -> Recipe.Value {
    Recipe.Value(written: "\(numbers.lowerBound)..\(numbers.upperBound)")
  }

  /// The value that `Let`, or the sweep of a variable, has given that name.
  public static func constant(_ name: String) -> Recipe.Value {
    Recipe.Value(written: Quoting.reference(to: name))
  }

  /// A JSON value; numbers keep their text and members their order.
  ///
  /// A key that stands twice in an object, and lists and objects more than 64 deep, are findings.
  public static func json(_ json: JSON) -> Recipe.Value {
    Recipe.Value(written: written(json, depth: 0))
  }

  /// A JSON value in the language; below the depth that the parser refuses nothing more is written.
  private static func written(_ json: JSON, depth: Int) -> String {
    switch json {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .number(let number): return number.text
    case .string(let text): return Quoting.quoted(text)
    case .array(let elements):
      guard depth <= Parser.maximumDepth else { return "[]" }
      return list(elements.map { written($0, depth: depth + 1) })
    case .object(let members):
      guard depth <= Parser.maximumDepth else { return "{}" }
      return object(members.map { ($0.key, written($0.value, depth: depth + 1)) })
    }
  }

  private static func list(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ", "))]"
  }

  private static func object(_ members: [(key: String, value: String)]) -> String {
    let texts = members.map { "\(Quoting.quoted($0.key)): \($0.value)" }
    return "{\(texts.joined(separator: ", "))}"
  }
}

// MARK: - Literals

extension Recipe.Value: ExpressibleByStringInterpolation {
  /// Makes a text, which means exactly itself; Swift's own interpolations are filled in.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Recipe.Value: ExpressibleByIntegerLiteral {
  /// Makes a whole number.
  public init(integerLiteral value: Int) { self.init(written: String(value)) }
}

extension Recipe.Value: ExpressibleByFloatLiteral {
  /// Makes a decimal, written with as few digits as name it.
  public init(floatLiteral value: Double) { self = value.recipeValue }
}

extension Recipe.Value: ExpressibleByBooleanLiteral {
  /// Makes `true` or `false`.
  public init(booleanLiteral value: Bool) { self.init(written: value ? "true" : "false") }
}

extension Recipe.Value: ExpressibleByNilLiteral {
  /// Makes null, which is a value; leave the `Set` out to send nothing.
  public init(nilLiteral: ()) { self.init(written: "null") }
}

extension Recipe.Value: ExpressibleByArrayLiteral {
  /// Makes a list.
  public init(arrayLiteral elements: Recipe.Value...) {
    self.init(written: Self.list(elements.map(\.description)))
  }
}

extension Recipe.Value: ExpressibleByDictionaryLiteral {
  /// Makes an object whose members stand as written; a key that stands twice is a finding.
  public init(dictionaryLiteral elements: (String, Recipe.Value)...) {
    self.init(written: Self.object(elements.map { ($0.0, $0.1.description) }))
  }
}
