import Contracts
import LosslessJSON

// MARK: - sweep from

extension Analysis {
  mutating func sweep(from value: Value, _ statement: Statement) {
    let term = term(of: value, in: .setting)
    guard draft != nil else { return reportNoDraft(statement) }
    guard let model = draft?.model else { return }
    draft?.isChanged = true
    guard let (table, folder) = table(at: term, value.span),
      let columns = columns(of: table, model),
      let points = points(of: table, columns, folder: folder, at: value.span)
    else {
      axesAreUncertain = true
      draft?.isIncomplete = true
      return
    }
    add(
      Axis(
        names: columns.map { column in
          switch column.target {
          case .field(let path, _): path.text
          case .variable(let name): "$" + name
          }
        }, points: points, span: value.span))
  }

  /// One column, and what its cells are for.
  private struct Column {
    enum Target {
      case field(Path, Slot)
      case variable(String)
    }

    var target: Target
    var span: SourceSpan
  }

  // MARK: Reading

  private mutating func table(
    at term: Term, _ span: SourceSpan
  ) -> (table: Table, folder: String)? {
    if case .unknown = term.kind { return nil }
    guard case .file(let file) = term.kind else {
      report(
        Diagnostic(
          .notSweepable, "`sweep from` takes a table, a file of this machine", at: span,
          label: "this is none", secondary: Self.origin(of: term)))
      return nil
    }
    guard let form = Table.Form(path: file.written) else {
      report(
        Diagnostic(
          .unknownTableForm, "\(Quoting.mention(file.written)) is no table by its name", at: span,
          label: "its extension says nothing",
          secondary: Self.origin(of: term),
          help: ["tables are .csv, .tsv, .jsonl (one object a line) and .txt (one prompt a line)"]))
      return nil
    }
    let folder = FileName.folder(of: file.path)
    if let known = tables[file.path] { return (known, folder) }
    guard let bytes = fitter.contents(of: file, term) else { return nil }
    let source = SourceText(name: file.path, bytes: bytes)
    let reader = TableReader(source, index: sources.add(source), form: form)
    for var fault in reader.faults {
      fault.secondary.append(.init(span: span, text: "read from here"))
      report(fault)
    }
    guard reader.faults.isEmpty else { return nil }
    tables[file.path] = reader.table
    return (reader.table, folder)
  }

  private mutating func columns(of table: Table, _ model: Model) -> [Column]? {
    var columns: [Column] = []
    var isKnown = true
    for name in table.columns {
      if let column = column(name, model) { columns.append(column) } else { isKnown = false }
    }
    return isKnown ? columns : nil
  }

  private mutating func column(_ name: Spanned<String>, _ model: Model) -> Column? {
    let text = name.value
    if text.hasPrefix("$") {
      let variable = Spanned(String(text.dropFirst()), name.span)
      guard SyntaxByte.isName(variable.value) else { return refuseColumn(name) }
      return bindVariable(variable)
        ? Column(target: .variable(variable.value), span: name.span) : nil
    }
    guard var path = PathReader.path(text) else { return refuseColumn(name) }
    path.span = name.span
    path.head.span = name.span
    for index in path.steps.indices { path.steps[index].span = name.span }
    switch place(of: path, in: model) {
    case .slot(let slot): return Column(target: .field(path, slot), span: name.span)
    case .misspelt(let meant):
      draft?.standIns[meant] = .unknown(at: name.span)
      return nil
    case nil: return nil
    }
  }

  private mutating func refuseColumn(_ name: Spanned<String>) -> Column? {
    report(
      Diagnostic(
        .malformedColumn,
        name.value.isEmpty
          ? "a column has no name" : "\(Quoting.mention(name.value)) is no name of a column",
        at: name.span, label: "neither a field nor `$` and a name",
        help: [
          "the first row names the columns: fields such as `prompt`, variables such as `$shot`"
        ]))
    return nil
  }

  // MARK: Rows

  private mutating func points(
    of table: Table, _ columns: [Column], folder: String, at span: SourceSpan
  ) -> [Axis.Point]? {
    guard isCountable(table.rows.count, at: span) else { return nil }
    var points: [Axis.Point] = []
    let before = fitter.diagnostics.count
    for row in table.rows {
      var point = Axis.Point()
      for (column, cell) in zip(columns, row.cells) {
        take(cell, of: column, row, folder: folder, into: &point)
      }
      points.append(point)
      if fitter.diagnostics.count > before + Self.mostFindingsOfOneRun { return nil }
    }
    return points
  }

  private mutating func take(
    _ cell: Table.Cell?, of column: Column, _ row: Table.Row, folder: String,
    into point: inout Axis.Point
  ) {
    let term = cell.map { Term($0.value, folder: folder, at: $0.span) }
    switch column.target {
    case .variable(let name):
      point.variables[name] = term ?? Term(.text([]), at: row.span)
    case .field(let path, let slot):
      if let term {
        point.fields.append((path, fitter.fit(term, to: slot)))
      } else {
        point.fields.append((path, nil))
        warnOfLoss(path, row)
      }
    }
  }

  /// Warns that an empty cell takes out what is set.
  private mutating func warnOfLoss(_ path: Path, _ row: Table.Row) {
    guard path.steps.isEmpty, case .object(let members) = draft?.root.content,
      let member = members.first(where: { $0.key == path.head.value })
    else { return }
    report(
      Diagnostic(
        .cellTakesOut, severity: .warning,
        "this row leaves `\(path.text)` empty, so the job is sent without it", at: row.span,
        label: "what is set does not count here",
        secondary: [.init(span: member.value.span, text: "set here")]))
  }
}

extension Term {
  /// A value of a table; texts in it are data.
  fileprivate init(_ json: JSON, folder: String, at span: SourceSpan) {
    switch json {
    case .null: self.init(.null, at: span)
    case .bool(let bool): self.init(.bool(bool), at: span)
    case .number(let number): self.init(.number(number), at: span)
    case .string(let text): self.init(.data(text, folder: folder), at: span)
    case .array(let elements):
      self.init(.list(elements.map { Term($0, folder: folder, at: span) }), at: span)
    case .object(let object):
      self.init(
        .object(
          object.map { Member(key: $0.key, value: Term($0.value, folder: folder, at: span)) }),
        at: span)
    }
  }
}
