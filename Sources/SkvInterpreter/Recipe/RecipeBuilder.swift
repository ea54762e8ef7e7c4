extension Recipe {
  /// Collects the statements of a closure, in their order.
  ///
  /// It also makes functions that give a part of a recipe:
  ///
  /// ```swift
  /// @Recipe.Builder func portrait(of name: String) -> [Recipe.Statement] {
  ///   Use("seedream-4.5")
  ///   Set("prompt", "studio portrait of \(name)")
  ///   Run(as: name)
  /// }
  /// ```
  @resultBuilder public enum Builder {
    /// Takes one statement.
    public static func buildExpression(_ statement: Statement) -> [Statement] { [statement] }

    /// Takes several statements.
    public static func buildExpression(_ statements: [Statement]) -> [Statement] { statements }

    /// Joins what stands in one block.
    public static func buildBlock(_ parts: [Statement]...) -> [Statement] { parts.flatMap(\.self) }

    /// Takes an `if` without `else`.
    public static func buildOptional(_ part: [Statement]?) -> [Statement] { part ?? [] }

    /// Takes the first branch of an `if` or `switch`.
    public static func buildEither(first part: [Statement]) -> [Statement] { part }

    /// Takes another branch of an `if` or `switch`.
    public static func buildEither(second part: [Statement]) -> [Statement] { part }

    /// Takes the rounds of a `for` loop.
    public static func buildArray(_ parts: [[Statement]]) -> [Statement] { parts.flatMap(\.self) }

    /// Takes what stands behind `if #available`.
    public static func buildLimitedAvailability(_ part: [Statement]) -> [Statement] { part }
  }
}
