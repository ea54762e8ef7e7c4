/// A value that a fault takes: `name=value`.
struct FaultParameter: Sendable {
  enum Kind: Sendable {
    case number(ClosedRange<Int>)
    case duration(mayBeNever: Bool)
    case word([String])
    /// Seconds, or `date+SECONDS`.
    case delay
  }

  enum Value: Sendable, Hashable {
    case number(Int)
    case duration(Duration)
    case never
    case word(String)
    case delay(FaultAnswer.Delay)
  }

  var name: String
  var kind: Kind
  /// What it stands for where it is not given; nil where it has to be.
  var standard: String?

  /// What may stand behind the name.
  var allowed: String {
    switch kind {
    case .number(let range):
      range.upperBound == Int.max
        ? "a number from \(range.lowerBound)"
        : "a number from \(range.lowerBound) to \(range.upperBound)"
    case .duration(mayBeNever: false): "a time such as 2s or 250ms"
    case .duration(mayBeNever: true): "a time such as 2s or 250ms, or never"
    case .word(let words): words.joined(separator: ", ")
    case .delay: "seconds, or date+SECONDS for an HTTP date so far ahead"
    }
  }

  /// Reads a value; nil for what is not allowed.
  func value(of text: String) -> Value? {
    switch kind {
    case .number(let range):
      guard text.utf8.count <= 10, let number = Int(text), range.contains(number) else {
        return nil
      }
      return .number(number)
    case .duration(let mayBeNever):
      if mayBeNever && text == "never" { return .never }
      guard let pace = try? Pace.parse(text) else { return nil }
      switch pace {
      case .immediate: return .duration(.zero)
      case .fixed(let time): return .duration(time)
      case .real: return nil
      }
    case .word(let words): return words.contains(text) ? .word(text) : nil
    case .delay:
      let isDate = text.hasPrefix("date+")
      let digits = isDate ? text.dropFirst(5) : text[...]
      guard !digits.isEmpty, digits.utf8.count <= 9,
        digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits)
      else { return nil }
      return .delay(isDate ? .date(count) : .seconds(count))
    }
  }
}

/// The values that were given to a fault, by name.
struct FaultArguments: Sendable {
  var values: [String: FaultParameter.Value] = [:]

  func number(_ name: String) -> Int? {
    if case .number(let number)? = values[name] { number } else { nil }
  }

  /// nil for `never` and where none was given.
  func duration(_ name: String) -> Duration? {
    if case .duration(let duration)? = values[name] { duration } else { nil }
  }

  func word<Word: RawRepresentable<String>>(_ name: String, or standard: Word) -> Word {
    if case .word(let text)? = values[name] { Word(rawValue: text) ?? standard } else { standard }
  }

  func delay(_ name: String) -> FaultAnswer.Delay? {
    if case .delay(let delay)? = values[name] { delay } else { nil }
  }
}
