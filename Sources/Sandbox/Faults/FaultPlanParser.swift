/// Reads the text of a fault plan.
struct FaultPlanParser {
  let text: String

  /// A word and where it begins, counted from 1.
  private struct Word {
    var text: String
    var line: Int
    var column: Int
  }

  func rules() throws(SandboxError) -> [FaultRule] {
    var rules: [FaultRule] = []
    for words in parts() { rules.append(try rule(words)) }
    guard !rules.isEmpty else {
      throw SandboxError(
        .badFaults, "the fault plan is empty: a rule is WHAT WHICH FAULT, such as poll 5% close")
    }
    return rules
  }

  // MARK: - Words

  /// The words of each rule; every rule has one at least.
  private func parts() -> [[Word]] {
    var rules: [[Word]] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var words: [Word] = []
      var word = Word(text: "", line: index + 1, column: 1)
      func endWord() {
        if !word.text.isEmpty { words.append(word) }
        word.text = ""
      }
      func endRule() {
        endWord()
        if !words.isEmpty { rules.append(words) }
        words = []
      }
      characters: for (column, character) in line.enumerated() {
        switch character {
        case "#": break characters
        case ";": endRule()
        case " ", "\t", "\r": endWord()
        default:
          if word.text.isEmpty { word.column = column + 1 }
          word.text.append(character)
        }
      }
      endRule()
    }
    return rules
  }

  private func error(_ word: Word, _ message: String) -> SandboxError {
    let line = text.contains("\n") ? "line \(word.line), " : ""
    return SandboxError(.badFaults, "fault plan, \(line)column \(word.column): \(message)")
  }

  /// What stands behind the last word of a rule.
  private func end(_ words: [Word]) -> Word {
    guard let last = words.last else { return Word(text: "", line: 1, column: 1) }
    return Word(text: "", line: last.line, column: last.column + last.text.count + 1)
  }

  // MARK: - Rules

  private func rule(_ words: [Word]) throws(SandboxError) -> FaultRule {
    var rest = words[...]
    let first = rest.removeFirst()
    guard let target = FaultRule.Target(rawValue: first.text) else {
      throw error(
        first,
        "\(first.text.debugDescription) is nothing that meets faults: "
          + FaultRule.Target.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let isReusedOnly = rest.first?.text == "reused"
    if isReusedOnly, let word = rest.popFirst(), target == .connection {
      throw error(word, "reused goes with requests, not with connection")
    }
    let shareWord = rest.first ?? end(words)
    let share = try self.share(&rest, words)
    let (fault, kind) = try self.fault(rest, words, target)
    if kind.name != "refuse", case .numbers(let ranges) = share,
      ranges.contains(where: { $0.contains(0) })
    {
      throw error(shareWord, "they are counted from 1; 0 goes with connection and refuse")
    }
    return FaultRule(
      target: target, isReusedOnly: isReusedOnly, share: share, fault: fault,
      text: rest.map(\.text).joined(separator: " "))
  }

  private func share(
    _ rest: inout ArraySlice<Word>, _ words: [Word]
  ) throws(SandboxError) -> FaultShare {
    guard let word = rest.popFirst() else {
      throw error(end(words), "which of them is missing: \(FaultShare.allowed)")
    }
    if word.text == "every" {
      let step = rest.popFirst() ?? end(words)
      guard step.text.utf8.count <= 9, let number = Int(step.text), number > 0 else {
        throw error(step, "every takes a number from 1")
      }
      return .every(number)
    }
    guard let share = FaultShare(word.text) else {
      throw error(
        word, "\(word.text.debugDescription) does not say which: \(FaultShare.allowed)")
    }
    return share
  }

  private func fault(
    _ rest: ArraySlice<Word>, _ words: [Word], _ target: FaultRule.Target
  ) throws(SandboxError) -> (Fault, FaultKind) {
    let allowed = FaultKind.all.filter { $0.targets.contains(target) }.map(\.name)
      .joined(separator: ", ")
    guard let name = rest.first else {
      throw error(end(words), "the fault is missing: \(allowed)")
    }
    guard let kind = FaultKind.all.first(where: { $0.name == name.text }) else {
      throw error(name, "no fault is called \(name.text.debugDescription): \(allowed)")
    }
    guard kind.targets.contains(target) else {
      throw error(name, "\(kind.name) does not go with \(target.rawValue): \(allowed)")
    }
    var arguments = FaultArguments()
    for (index, word) in rest.dropFirst().enumerated() {
      let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let names = kind.parameters.map(\.name).joined(separator: ", ")
      guard let parameter = parameter(parts, index, of: kind) else {
        throw error(
          word,
          kind.parameters.isEmpty
            ? "\(kind.name) takes no values"
            : "\(kind.name) does not take \(word.text.debugDescription): \(names)")
      }
      guard arguments.values[parameter.name] == nil else {
        throw error(word, "\(parameter.name) is given twice")
      }
      let text = String(parts[parts.count - 1])
      if text == parameter.standard { continue }
      guard let value = parameter.value(of: text) else {
        throw error(word, "\(parameter.name) takes \(parameter.allowed)")
      }
      arguments.values[parameter.name] = value
    }
    for parameter in kind.parameters
    where parameter.standard == nil && arguments.values[parameter.name] == nil {
      throw error(end(words), "\(kind.name) needs \(parameter.name): \(parameter.allowed)")
    }
    return (kind.make(arguments), kind)
  }

  private func parameter(
    _ parts: [Substring], _ index: Int, of kind: FaultKind
  ) -> FaultParameter? {
    guard parts.count == 2 else { return index == 0 ? kind.parameters.first : nil }
    return kind.parameters.first { $0.name == parts[0] }
  }
}
