/// The operands of a `budget`; nil for what could not be read.
package struct BudgetOperands: Sendable, Hashable {
  /// The cap; never negative.
  package var count: Spanned<Int>?
  /// What it counts.
  package var unit: Spanned<BudgetCaps.Unit>?
  /// `per day`.
  package var isPerDay: Bool

  /// Creates operands.
  package init(
    count: Spanned<Int>? = nil, unit: Spanned<BudgetCaps.Unit>? = nil, isPerDay: Bool = false
  ) {
    self.count = count
    self.unit = unit
    self.isPerDay = isPerDay
  }
}

/// The operands of a `sweep`.
package enum SweepOperands: Sendable, Hashable {
  /// `PATH in value`: an axis of a field.
  case field(Path, Value)
  /// `$NAME in value`: an axis of a variable.
  case variable(Spanned<String>, Value)
  /// `from FILE` or `from REF`: a table, each row of which is a job.
  case table(Value)
}

/// The operands of an `expect`.
package struct ExpectOperands: Sendable, Hashable {
  /// The place in a result.
  package var subject: Path
  /// What is expected of it; nil for `exists`.
  package var comparison: Comparison?

  /// Creates operands.
  package init(subject: Path, comparison: Comparison? = nil) {
    self.subject = subject
    self.comparison = comparison
  }

  /// An operator and what stands behind it.
  package struct Comparison: Sendable, Hashable {
    /// The operator.
    package var test: Spanned<ComparisonOperator>
    /// What the result is compared with.
    package var value: Value

    /// Creates a comparison.
    package init(test: Spanned<ComparisonOperator>, value: Value) {
      self.test = test
      self.value = value
    }
  }
}

/// The operators of `expect`, but for `exists`.
package enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
  /// The values are equal; numbers by their worth.
  case equal = "=="
  /// The values differ.
  case notEqual = "!="
  /// The number is smaller.
  case less = "<"
  /// The number is smaller, or equal.
  case lessOrEqual = "<="
  /// The number is greater.
  case greater = ">"
  /// The number is greater, or equal.
  case greaterOrEqual = ">="
  /// The value is in a list or a range.
  case isIn = "in"
  /// The text has a part, or the list an element.
  case contains
  /// The text, or a part of it, matches a regular expression.
  case matches
}

/// The operands of an `arg`.
package struct ArgumentOperands: Sendable, Hashable {
  /// The name.
  package var name: Spanned<String>
  /// The type; nil where none is given.
  package var type: Spanned<ArgumentType>?
  /// The values that it can have, a list; nil where any is right.
  package var choices: Value?
  /// What holds where nothing is given; nil where something must be.
  package var standard: Value?

  /// Creates operands.
  package init(
    name: Spanned<String>, type: Spanned<ArgumentType>? = nil, choices: Value? = nil,
    standard: Value? = nil
  ) {
    self.name = name
    self.type = type
    self.choices = choices
    self.standard = standard
  }
}

/// The types of arguments.
package enum ArgumentType: String, Sendable, Hashable, CaseIterable {
  /// Any text.
  case string
  /// A whole number, written in digits only.
  case int
  /// A number.
  case number
  /// `true` or `false`.
  case bool
  /// A file of this machine, or an address.
  case file
  /// A length of time, such as `15m`.
  case duration
}
