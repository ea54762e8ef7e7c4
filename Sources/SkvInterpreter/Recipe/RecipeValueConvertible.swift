public import LosslessJSON

extension Recipe.Value: Recipe.ValueConvertible {
  /// The value itself.
  public var recipeValue: Recipe.Value { self }
}

extension String: Recipe.ValueConvertible {
  /// The text, which means exactly itself.
  public var recipeValue: Recipe.Value { .text(self) }
}

extension Substring: Recipe.ValueConvertible {
  /// The text, which means exactly itself.
  public var recipeValue: Recipe.Value { .text(String(self)) }
}

extension Int: Recipe.ValueConvertible {
  /// The whole number.
  public var recipeValue: Recipe.Value { Recipe.Value(integerLiteral: self) }
}

extension Double: Recipe.ValueConvertible {
  /// The decimal, written with as few digits as name it; what is no number, or infinite, is a finding.
  public var recipeValue: Recipe.Value { Recipe.Value(written: description) }
}

extension Bool: Recipe.ValueConvertible {
  /// `true` or `false`.
  public var recipeValue: Recipe.Value { Recipe.Value(booleanLiteral: self) }
}

extension JSON: Recipe.ValueConvertible {
  /// The JSON value.
  public var recipeValue: Recipe.Value { .json(self) }
}

extension JSONNumber: Recipe.ValueConvertible {
  /// The number with its text as it is.
  public var recipeValue: Recipe.Value { .json(.number(self)) }
}

extension Array: Recipe.ValueConvertible where Element: Recipe.ValueConvertible {
  /// The list of the elements' values.
  public var recipeValue: Recipe.Value {
    let elements = map(\.recipeValue.description)
    return Recipe.Value(written: "[\(elements.joined(separator: ", "))]")
  }
}
