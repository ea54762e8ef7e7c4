import LosslessJSON

/// A table of data, each row of which is a job of a sweep.
struct Table: Sendable, Hashable {
  /// The names of the columns as they are written, in order; none stands twice.
  var columns: [Spanned<String>] = []
  /// The rows in order, without the header.
  var rows: [Row] = []

  /// One row.
  struct Row: Sendable, Hashable {
    /// All of its bytes, without the end of the line.
    var span: SourceSpan
    /// One for each column; nil for an empty one.
    var cells: [Cell?]
  }

  /// What stands in one column of a row.
  struct Cell: Sendable, Hashable {
    /// The value; a text of a format without types is a string.
    var value: JSON
    /// Its bytes, quotes included.
    var span: SourceSpan
  }

  /// The ways to write a table, by the extension of the file's name.
  enum Form: String, Sendable, CaseIterable {
    /// Cells between commas, quoted where needed (RFC 4180); a header first.
    case csv
    /// The same with tabs.
    case tsv
    /// One JSON object a line.
    case jsonl
    /// One prompt a line.
    case txt

    /// The form of the file at a path; nil where its name says nothing of one.
    init?(path: String) {
      guard let dot = path.lastIndex(of: ".") else { return nil }
      switch path[path.index(after: dot)...].lowercased() {
      case "csv": self = .csv
      case "tsv", "tab": self = .tsv
      case "jsonl", "ndjson": self = .jsonl
      case "txt": self = .txt
      default: return nil
      }
    }
  }
}
