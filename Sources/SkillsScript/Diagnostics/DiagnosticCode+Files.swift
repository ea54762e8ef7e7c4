// Files that are read, and paths that are written.
extension DiagnosticCode {
  /// A file cannot be read.
  package static let unreadableFile = DiagnosticCode(rawValue: "E0501")
  /// A file that stands for a text is not UTF-8.
  package static let notText = DiagnosticCode(rawValue: "E0502")
  /// A file that stands for a list or an object does not hold JSON.
  package static let notJSON = DiagnosticCode(rawValue: "E0503")
  /// A local file stands in a media field of a model that takes addresses only.
  package static let localMedia = DiagnosticCode(rawValue: "E0504")
  /// No file matches a name with wildcards.
  package static let noFileMatches = DiagnosticCode(rawValue: "E0505")
  /// An output path leaves the output root, or is no path for a file.
  package static let unsafePath = DiagnosticCode(rawValue: "E0506")
  /// Two jobs would write the same output path.
  package static let pathTakenTwice = DiagnosticCode(rawValue: "E0507")
  /// An output path names a part of a run that does not exist.
  package static let unknownPathPart = DiagnosticCode(rawValue: "E0508")
  /// A file stands where no file can be read.
  package static let fileNotTaken = DiagnosticCode(rawValue: "E0509")
  /// An address with `@` stands where no media are wanted.
  package static let addressNotTaken = DiagnosticCode(rawValue: "E0510")
  /// A local file is not of the kind of media that its field takes.
  package static let wrongContent = DiagnosticCode(rawValue: "E0511")
  /// A value that a request with local files cannot carry: null, an object, or a list in a list.
  package static let notBesideFiles = DiagnosticCode(rawValue: "E0512")
  /// A script includes itself, by itself or by way of others.
  package static let includeCycle = DiagnosticCode(rawValue: "E0513")
  /// A script is included twice.
  package static let includedTwice = DiagnosticCode(rawValue: "E0514")
  /// Scripts include each other too deep.
  package static let includeTooDeep = DiagnosticCode(rawValue: "E0515")
  /// The path behind `include` is empty, or something is to be filled in.
  package static let includeNotPlain = DiagnosticCode(rawValue: "E0516")
  /// A file does not hold a table: an open quote, a row of another length, a line that is no object.
  package static let malformedTable = DiagnosticCode(rawValue: "E0517")
  /// A file whose name says nothing of a table stands behind `sweep from`.
  package static let unknownTableForm = DiagnosticCode(rawValue: "E0518")
  /// A column of a table has no name, a name that is none, or the name of another.
  package static let malformedColumn = DiagnosticCode(rawValue: "E0519")
}
