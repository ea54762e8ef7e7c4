import Contracts
package import LosslessJSON

/// The results of jobs, as far as they are known.
///
/// A result is an object: `status model id seed credits elapsed error {code, message} n files data`,
/// each file `path url type bytes sha256 width height duration`.
package struct Results: Sendable {
  private var items: [Int: JSON] = [:]
  private var failures: Set<JobID> = []
  private var runs: [Int: Int] = [:]

  /// Creates an empty set.
  package init() {}

  /// Keeps the result of a job, and the number of its run in the ledger; a later one replaces an
  /// earlier one.
  package mutating func record(_ item: JSON, for job: JobID, run: Int? = nil) {
    items[job.index] = item
    runs[job.index] = run
  }

  /// The number that the run of a job has in the ledger, where it is known.
  package func run(of job: JobID) -> Int? { runs[job.index] }

  /// The result of a job, where it is known.
  package subscript(job: JobID) -> JSON? { items[job.index] }

  /// Notes that a job did not end well: what hangs on it is not submitted, though it may be printed.
  package mutating func recordFailure(of job: JobID) { failures.insert(job) }

  /// Whether a job ended, and not well.
  package func isFailure(_ job: JobID) -> Bool { failures.contains(job) }

  /// Takes in the results of other jobs.
  package mutating func merge(_ others: Results) {
    items.merge(others.items) { $1 }
    runs.merge(others.runs) { $1 }
    failures.formUnion(others.failures)
  }
}

// MARK: - Looking up

extension Results {
  /// What stands at a path.
  ///
  /// Over several items `n` counts them, `credits` and `elapsed` are the sums of those that are
  /// known (null if none is), `files` is all in order, and any other member is a list with one
  /// element an item. A step into null is null, since an item without an error has no error code.
  package func value(at path: ResultPath) throws(EvaluationError) -> JSON {
    let items = try recorded(path)
    if items.count == 1, let item = items.first {
      return try walk(item, path.steps[...], path)
    }
    guard let first = path.steps.first else { return .array(items) }
    let rest = path.steps.dropFirst()
    switch first {
    case .member("n"): return .number(JSONNumber(items.count))
    case .member("credits"), .member("elapsed"):
      return Self.sum(try members(items, path.steps[...], path))
    case .member("files"):
      return try walk(.array(items.flatMap { $0["files"]?.array ?? [] }), rest, path)
    case .member, .index:
      return .array(try members(items, path.steps[...], path))
    }
  }

  /// The outputs at a path whose kind fits and that have an address, in order.
  ///
  /// An output whose media type says nothing fits only where none fits for certain. A path that
  /// leads to an address itself gives the output that has it, or an object with nothing but the address.
  func media(
    at path: ResultPath, kind: MediaKind?
  ) throws(EvaluationError) -> [JSON] {
    let files: [JSON]
    if path.steps.isEmpty {
      files = try recorded(path).flatMap { $0["files"]?.array ?? [] }
    } else {
      let value = try value(at: path)
      if case .string = value {
        let all = try recorded(path).flatMap { $0["files"]?.array ?? [] }
        return [all.first { $0["url"] == value } ?? ["url": value]]
      }
      files = value.array ?? [value]
    }
    let certain = files.filter { kind == nil || Self.kind(of: $0) == kind }
    let fitting = certain.isEmpty ? files.filter { Self.kind(of: $0) == nil } : certain
    return fitting.filter { $0["url"]?.string != nil }
  }

  /// The paths of the files of all items at a path without steps, in order.
  func paths(at path: ResultPath) throws(EvaluationError) -> [String] {
    try recorded(path).flatMap { $0["files"]?.array ?? [] }.compactMap { $0["path"]?.string }
  }

  private func recorded(_ path: ResultPath) throws(EvaluationError) -> [JSON] {
    var found: [JSON] = []
    for index in path.items {
      guard let item = self[JobID(index)] else { throw .notRecorded(path, job: index) }
      found.append(item)
    }
    return found
  }

  private func members(
    _ items: [JSON], _ steps: ArraySlice<Path.Step>, _ path: ResultPath
  ) throws(EvaluationError) -> [JSON] {
    var values: [JSON] = []
    for item in items { values.append(try walk(item, steps, path)) }
    return values
  }

  private func walk(
    _ start: JSON, _ steps: ArraySlice<Path.Step>, _ path: ResultPath
  ) throws(EvaluationError) -> JSON {
    var value = start
    for step in steps {
      if value.isNull { return .null }
      let next =
        switch step {
        case .member(let name): value[name]
        case .index(let index): value[index]
        }
      guard let next else { throw .noSuchMember(path, step) }
      value = next
    }
    return value
  }

  private static func sum(_ values: [JSON]) -> JSON {
    var total: JSONNumber?
    for case .number(let number) in values {
      guard let known = total else {
        total = number
        continue
      }
      guard let next = known.adding(number) else { return .null }
      total = next
    }
    return total.map(JSON.number) ?? .null
  }

  private static func kind(of file: JSON) -> MediaKind? {
    guard let type = file["type"]?.string else { return nil }
    return MediaKind(rawValue: String(type.prefix { $0 != "/" }))
  }
}

extension JSON {
  /// The value inside a text: text as it is, anything else as compact JSON.
  var textForm: String {
    if case .string(let text) = self { text } else { printed() }
  }
}
