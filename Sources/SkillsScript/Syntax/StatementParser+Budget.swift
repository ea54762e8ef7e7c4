import LosslessJSON

// The operands of `budget`.
extension StatementParser {
  /// Reads a count, what it counts, and whether it holds for a day.
  mutating func readBudget() -> BudgetOperands {
    if case .word(let word) = token.kind, let caps = Self.budgetWords(of: word) {
      fail(
        Diagnostic(
          .malformedBudget, "the count and its unit are words of their own", at: token.span,
          label: "write `\(caps)`", fix: replacement(of: token.span, with: caps)))
      return BudgetOperands()
    }
    guard case .number(let number) = token.kind else {
      failMissing("a whole number of credits or jobs")
      return BudgetOperands()
    }
    guard let count = Int(number.text), count >= 0 else {
      fail(
        Diagnostic(
          .malformedBudget, "a budget is a whole number, 0 or more", at: token.span))
      return BudgetOperands()
    }
    var operands = BudgetOperands(count: Spanned(count, take().span))
    operands.unit = readBudgetUnit()
    if operands.unit != nil, isAt(word: "per") { operands.isPerDay = readDay() }
    return operands
  }

  private mutating func readBudgetUnit() -> Spanned<BudgetCaps.Unit>? {
    guard case .word(let word) = token.kind else {
      failMissing(
        "`credits` or `jobs`",
        fix: token.endsStatement
          ? insertion(of: " credits", at: lastEnd, title: "write `credits` behind it") : nil)
      return nil
    }
    if let unit = BudgetCaps.Unit(rawValue: word) { return Spanned(unit, take().span) }
    let isPerDay = word.hasSuffix("/day")
    let name = String(word.dropLast(isPerDay ? 4 : 0))
    let names = BudgetCaps.Unit.allCases.map(\.rawValue)
    let meant =
      names.contains(name) ? name : Suggestion.nearest(to: name, in: names, synonyms: [:]).first
    let mended = meant.map { $0 + (isPerDay ? " per day" : "") }
    fail(
      Diagnostic(
        .malformedBudget, "a budget counts `credits` or `jobs`, and not \(Quoting.mention(word))",
        at: token.span, label: mended.map { "did you mean `\($0)`?" } ?? "",
        fix: mended.map { replacement(of: token.span, with: $0) }))
    return nil
  }

  private mutating func readDay() -> Bool {
    _ = take()
    guard !isAt(word: "day") else {
      _ = take()
      return true
    }
    guard case .word = token.kind else {
      failMissing(
        "`day`",
        fix: token.endsStatement
          ? insertion(of: " day", at: lastEnd, title: "write `day` behind it") : nil)
      return false
    }
    fail(
      Diagnostic(
        .malformedBudget, "a budget holds for one invocation or `per day`", at: token.span,
        label: "only `day` stands here"))
    return false
  }

  /// `200credits` and `500credits/day`, the forms of the flag, as the statement writes them.
  private static func budgetWords(of word: String) -> String? {
    guard BudgetCaps(word: word) != nil else { return nil }
    let digits = word.prefix { $0.isNumber }
    let isPerDay = word.hasSuffix("/day")
    let unit = word.dropFirst(digits.count).dropLast(isPerDay ? 4 : 0)
    return "\(digits) \(unit)\(isPerDay ? " per day" : "")"
  }
}
