package import Contracts
package import LosslessJSON

/// What an `expect` statement asserts about the results of some jobs.
package struct Expectation: Sendable {
  /// The place in the results; a step other than `n`, `credits` and `elapsed` is looked at in each item.
  package var subject: ResultPath
  /// What is asserted.
  package var test: Test
  /// The statement as it is written.
  package var text: String
  /// What happens to the rest when it does not hold.
  package var onError: Plan.OnError
  /// The statement.
  package var span: SourceSpan

  /// What can be asserted.
  package enum Test: Sendable {
    /// The value is there and not null; of a file, that it is on disk.
    case exists
    /// The value compares with another one.
    case compares(ComparisonOperator, Expression)
    /// The text, or a part of it, matches.
    case matches(TextPattern, written: String)
  }

  /// How the assertion turned out for one item.
  package struct Verdict: Sendable, Hashable {
    /// The place with its item: `$grid[2].files[0].width`.
    package var place: String
    /// The index of the job; nil for a value of several jobs at once.
    package var job: JobID?
    /// Whether it holds.
    package var holds: Bool
    /// What was found; nil where there is nothing.
    package var found: JSON?
  }
}

extension Expectation {
  /// The jobs whose results it needs, in no special order.
  package var neededItems: [Range<Int>] {
    guard case .compares(_, let value) = test else { return [subject.items] }
    return [subject.items] + value.neededItems
  }

  /// How it turns out, a verdict for each item; `fileExists` says whether a file is on disk.
  ///
  /// A place that a result does not have holds nothing, so that nothing but `!=` holds there.
  package func verdicts(
    in results: Results, fileExists: (String) -> Bool
  ) -> [Verdict] {
    var wanted: JSON?
    if case .compares(_, let value) = test {
      wanted = try? value.value(in: results)
      if wanted == nil {
        return [Verdict(place: subject.text, job: nil, holds: false, found: nil)]
      }
    }
    return places.map { place, job in
      let found = try? results.value(at: place)
      let holds: Bool
      switch test {
      case .exists: holds = exists(found, fileExists)
      case .matches(let pattern, _): holds = found?.string.map(pattern.matches) ?? false
      case .compares(let test, _):
        holds = wanted.map { Self.holds(test, found, $0, isStatus: isStatus) } ?? false
      }
      return Verdict(place: place.text, job: job, holds: holds, found: found)
    }
  }

  /// The places that are looked at: one for each item, or the whole where it has one value.
  private var places: [(ResultPath, JobID?)] {
    switch subject.steps.first {
    case .member("n"), .member("credits"), .member("elapsed"):
      if subject.items.count > 1 { return [(subject, nil)] }
    default: break
    }
    return subject.items.enumerated().map { item, job in
      var one = subject
      one.items = job..<job + 1
      if subject.items.count > 1 { one.item = item }
      return (one, JobID(job))
    }
  }

  private var isStatus: Bool { subject.steps == [.member("status")] }

  private func exists(_ found: JSON?, _ fileExists: (String) -> Bool) -> Bool {
    guard let found, !found.isNull else { return false }
    let files: [JSON]
    switch subject.steps.last {
    case nil: files = found["files"]?.array ?? []
    case .member("files"): files = found.array ?? []
    case .index where subject.steps.dropLast().last == .member("files"): files = [found]
    default: return true
    }
    return !files.isEmpty && files.allSatisfy { $0["path"]?.string.map(fileExists) ?? false }
  }
}

// MARK: - Comparing

extension Expectation {
  static func holds(
    _ test: ComparisonOperator, _ found: JSON?, _ wanted: JSON, isStatus: Bool
  ) -> Bool {
    guard let found else { return test == .notEqual }
    switch test {
    case .equal: return isEqual(found, wanted, isStatus)
    case .notEqual: return !isEqual(found, wanted, isStatus)
    case .less: return order(found, wanted).map { $0 < 0 } ?? false
    case .lessOrEqual: return order(found, wanted).map { $0 <= 0 } ?? false
    case .greater: return order(found, wanted).map { $0 > 0 } ?? false
    case .greaterOrEqual: return order(found, wanted).map { $0 >= 0 } ?? false
    case .isIn: return wanted.array?.contains { isEqual(found, $0, isStatus) } ?? false
    case .contains:
      if case .string(let text) = found, let part = wanted.string { return text.contains(part) }
      return found.array?.contains { isEqual($0, wanted, false) } ?? false
    case .matches: return false
    }
  }

  private static func isEqual(_ found: JSON, _ wanted: JSON, _ isStatus: Bool) -> Bool {
    switch (found, wanted) {
    case (.number(let a), .number(let b)): a.compared(to: b) == 0
    case (.string(let a), .string(let b)) where isStatus: status(a) == status(b)
    default: found.canonicalForm == wanted.canonicalForm
    }
  }

  private static func order(_ found: JSON, _ wanted: JSON) -> Int? {
    guard case .number(let a) = found, case .number(let b) = wanted else { return nil }
    return a.compared(to: b)
  }

  /// A status in its newest spelling: they compare without case, and older answers use other words.
  static func status(_ word: String) -> String {
    switch word.uppercased() {
    case "SUCCEEDED": "COMPLETED"
    case "CANCELLED": "CANCELED"
    case let word: word
    }
  }
}
