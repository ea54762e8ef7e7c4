/// What a code means: a page with an example, and the example as it should be.
package struct DiagnosticPage: Sendable {
  /// The code.
  package let code: DiagnosticCode
  /// What is wrong, as a headline.
  package let title: String
  /// Why that is an error, and what to do.
  package let text: String
  /// A script that has the finding; nil where none shows it, such as for what the service says.
  package let wrong: Example?
  /// The script as it is right; nil where there is nothing to show.
  package let right: Example?

  /// A script, with the files that it needs.
  package struct Example: Sendable, ExpressibleByStringLiteral {
    /// The script.
    package let script: String
    /// Other files, by their names.
    package let files: [(name: String, content: String)]

    package init(stringLiteral value: String) {
      self.init(value)
    }

    init(_ script: String, files: [(name: String, content: String)] = []) {
      self.script = script
      self.files = files
    }
  }

  init(
    _ code: DiagnosticCode, _ title: String, _ text: String, wrong: Example? = nil,
    right: Example? = nil
  ) {
    self.code = code
    self.title = title
    self.text = text
    self.wrong = wrong
    self.right = right
  }

  /// The pages in the order of their codes.
  package static let all =
    characters + texts + statements + names + values + contracts + flow + files + running + lints

  /// The page of a code, in whatever case it is written.
  package static func of(_ code: String) -> DiagnosticPage? {
    let code = code.uppercased()
    return all.first { $0.code.rawValue == code }
  }

  /// The families by their first letters, in order.
  package static let families: [(prefix: String, title: String)] = [
    ("E01", "how a script is written"), ("E02", "names"), ("E03", "values and the contract"),
    ("E04", "results, and how they flow"), ("E05", "files, includes and output paths"),
    ("E06", "the budget"), ("E07", "the service"), ("X08", "expectations"),
    ("W09", "what deserves a look"),
  ]
}
