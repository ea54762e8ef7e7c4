/// A script with the scripts that it includes, as one list of statements.
struct Assembly: Sendable {
  /// The statements in the order in which they are performed.
  private(set) var parts: [Part] = []
  /// What is wrong with the syntax of all of them, and with the `include` statements.
  private(set) var diagnostics: [Diagnostic] = []
  /// The scripts that have not been read, with the statements that ask for them.
  private(set) var missingReads: [(read: Read, span: SourceSpan)] = []
  /// Every text that a span can point into.
  private(set) var sources: SourceMap
  /// The folder of each script, by its index; empty for the working directory.
  private(set) var folders: [Int: String] = [:]

  /// How deep scripts can include each other.
  static let greatestDepth = 16

  /// One statement.
  struct Part: Sendable {
    /// The statement.
    var statement: Statement
    /// Whether the parser found an error in it.
    var isFaulty: Bool
  }

  private struct Inclusion {
    var path: String
    var statement: SourceSpan?
  }

  private var included: [String: SourceSpan?] = [:]
  private let surroundings: Surroundings

  /// Puts a script together; `sources` holds it already, at the index that its spans carry.
  init(
    _ script: Script, sources: SourceMap, folder: String, surroundings: Surroundings
  ) {
    self.sources = sources
    self.surroundings = surroundings
    // A script can include itself by its own name only where it has one.
    let own = Self.plain(script.source.name)
    included[own] = .some(nil)
    take(script, folder: folder, behind: [Inclusion(path: own, statement: nil)])
  }

  private mutating func take(_ script: Script, folder: String, behind chain: [Inclusion]) {
    folders[script.sourceIndex] = folder
    diagnostics += script.diagnostics
    let faulty = script.faultyStatements
    for (index, statement) in script.statements.enumerated() {
      if case .include(let literal) = statement.kind {
        include(literal, statement, folder: folder, behind: chain)
      } else {
        parts.append(Part(statement: statement, isFaulty: faulty.contains(index)))
      }
    }
  }

  private mutating func include(
    _ literal: StringLiteral, _ statement: Statement, folder: String, behind chain: [Inclusion]
  ) {
    guard let written = literal.plainText, !written.isEmpty else {
      return refuse(
        .includeNotPlain, "`include` takes a path as it is", at: literal.span,
        label: literal.segments.isEmpty ? "empty" : "nothing is filled in here")
    }
    let path = FileName.joined(written, to: folder)
    let plain = Self.plain(path)
    if chain.contains(where: { $0.path == plain }) {
      let steps = chain.drop { $0.path != plain }.dropFirst().compactMap(\.statement)
      return refuse(
        .includeCycle, "\(Quoting.mention(written)) includes itself", at: literal.span,
        label: "it is being read already",
        secondary: steps.map { .init(span: $0, text: "by way of this") })
    }
    if let first = included[plain] {
      return refuse(
        .includedTwice, "\(Quoting.mention(written)) is included twice", at: literal.span,
        label: "a script is taken in once",
        secondary: first.map { [.init(span: $0, text: "included here first")] } ?? [])
    }
    guard chain.count <= Self.greatestDepth else {
      return refuse(
        .includeTooDeep, "scripts include each other at most \(Self.greatestDepth) deep",
        at: literal.span, label: "one too many")
    }
    included[plain] = statement.span
    let read = Read.text(path: path)
    switch surroundings[read] {
    case .bytes(let bytes):
      let source = SourceText(name: path, bytes: bytes)
      let index = sources.add(source, includedAt: statement.span)
      let script = Parser.parse(source, sourceIndex: index)
      let link = Inclusion(path: plain, statement: statement.span)
      take(script, folder: FileName.folder(of: path), behind: chain + [link])
    case .absent(let reason): diagnostics.append(.unreadable(read, reason, at: literal.span))
    case nil: missingReads.append((read, literal.span))
    case .media, .paths: break
    }
  }

  private mutating func refuse(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String,
    secondary: [Diagnostic.Label] = []
  ) {
    diagnostics.append(Diagnostic(code, message, at: span, label: label, secondary: secondary))
  }

  /// The path without `.`, `..` and doubled slashes, so that two ways to write one are the same.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

extension Script {
  /// The indices of the statements in which, or behind which, the parser found an error.
  fileprivate var faultyStatements: Set<Int> {
    var faulty: Set<Int> = []
    var faults = diagnostics.filter { $0.severity == .error }.map(\.primary.span.start).sorted()[
      ...]
    for (index, statement) in statements.enumerated() {
      let next = index + 1
      let end = next < statements.count ? statements[next].span.start : source.bytes.count + 1
      faults = faults.drop { $0 < statement.span.start }
      if let fault = faults.first, fault < end { faulty.insert(index) }
    }
    return faulty
  }
}
