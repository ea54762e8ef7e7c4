import LosslessJSON

/// Reads tables from text, in time linear in its length.
struct TableReader {
  private let source: SourceText
  private let index: Int
  private(set) var table = Table()
  /// What is wrong with the table, in the order of the text; rows with a fault are left out.
  private(set) var faults: [Diagnostic] = []

  /// The most columns that the lines of a JSONL table have together: each row has a place for each.
  static let mostColumns = 1_000
  /// The most faults that are looked for in one table.
  static let mostFaults = 20

  /// Reads `source`, whose spans carry `index`.
  init(_ source: SourceText, index: Int, form: Table.Form) {
    self.source = source
    self.index = index
    guard String(validating: source.bytes, as: UTF8.self) != nil else {
      fail(.notText, "the table is not UTF-8 text", at: source.contentStart..<source.contentStart)
      return
    }
    switch form {
    case .csv: readCells(between: UInt8(ascii: ","))
    case .tsv: readCells(between: SyntaxByte.tab)
    case .jsonl: readObjects()
    case .txt: readPrompts()
    }
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(source: index, start: range.lowerBound, end: range.upperBound)
  }

  private mutating func fail(
    _ code: DiagnosticCode, _ message: String, at range: Range<Int>, label: String = "",
    help: [String] = []
  ) {
    guard faults.count < Self.mostFaults else { return }
    faults.append(Diagnostic(code, message, at: span(range), label: label, help: help))
  }

  private mutating func takeColumns(_ names: [Spanned<String>]) {
    var places: [String: SourceSpan] = [:]
    for name in names {
      if let first = places.updateValue(name.span, forKey: name.value) {
        faults.append(
          Diagnostic(
            .malformedColumn, "two columns are called \(Quoting.mention(name.value))",
            at: name.span, secondary: [.init(span: first, text: "the first of them")]))
      }
    }
    table.columns = names
  }

  // MARK: - Lines

  /// The lines that hold more than blanks.
  private func lines() -> [Range<Int>] {
    (1...source.lineCount).map(source.line).filter { range in
      source.bytes[range].contains { !SyntaxByte.isBlank($0) }
    }
  }

  private mutating func readPrompts() {
    table.columns = [
      Spanned("prompt", span(source.contentStart..<source.contentStart))
    ]
    for line in lines() {
      let cell = Table.Cell(value: .string(source.text(in: line)), span: span(line))
      table.rows.append(Table.Row(span: span(line), cells: [cell]))
    }
  }

  private mutating func readObjects() {
    var objects: [(line: Range<Int>, object: JSONObject)] = []
    var names: [Spanned<String>] = []
    var known: [String: Int] = [:]
    var options = JSONParser.Options()
    options.maximumDepth = Term.greatestDepth
    for line in lines() {
      let json: JSON
      do {
        json = try JSON(parsing: source.bytes[line], options: options)
      } catch {
        let place = min(line.upperBound, line.lowerBound + max(0, error.offset))
        fail(
          .malformedTable, "this line is no JSON: \(error.message)", at: place..<line.upperBound)
        continue
      }
      guard case .object(let object) = json else {
        fail(
          .malformedTable, "a line is one JSON object", at: line, label: "this is none",
          help: ["the names of its members are the columns"])
        continue
      }
      for member in object where known[member.key] == nil {
        known[member.key] = names.count
        names.append(Spanned(member.key, span(line)))
      }
      guard names.count <= Self.mostColumns else {
        return fail(
          .malformedTable, "the table has more than \(Self.mostColumns) columns", at: line,
          label: "with the names that this line brings")
      }
      objects.append((line, object))
    }
    table.columns = names
    for (line, object) in objects {
      var cells = [Table.Cell?](repeating: nil, count: names.count)
      for member in object {
        if let column = known[member.key] {
          cells[column] = Table.Cell(value: member.value, span: span(line))
        }
      }
      table.rows.append(Table.Row(span: span(line), cells: cells))
    }
  }

  // MARK: - Cells

  private mutating func readCells(between separator: UInt8) {
    var scanner = CellScanner(bytes: source.bytes, start: source.contentStart, separator: separator)
    var header: [CellScanner.Cell]?
    while let row = scanner.next() {
      if let fault = row.fault {
        fail(.malformedTable, fault.message, at: fault.range)
        if row.isOpen { return }
        continue
      }
      guard let first = header else {
        header = row.cells
        takeColumns(row.cells.map { Spanned($0.text, span($0.range)) })
        continue
      }
      guard row.cells.count == first.count else {
        fail(
          .malformedTable,
          "this row has \(row.cells.count.counted("cell")), and the header has \(first.count)",
          at: row.range)
        continue
      }
      let cells = row.cells.map { cell in
        cell.text.isEmpty
          ? nil : Table.Cell(value: .string(cell.text), span: span(cell.range))
      }
      table.rows.append(Table.Row(span: span(row.range), cells: cells))
    }
    if header == nil, faults.isEmpty {
      fail(
        .malformedTable, "the table has no header", at: source.contentStart..<source.contentStart,
        label: "the first row names the columns")
    }
  }
}
