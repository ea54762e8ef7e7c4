/// What fills the late parts of a path.
package struct LateValues: Sendable, Hashable {
  /// The extension without the dot.
  package var ext: String
  /// The output's place in its job, from 1.
  package var file: Int
  /// The seed as text, nil if the service told none.
  package var seed: String?
  /// The generation's id, nil if none was ever named.
  package var id: String?
  /// The moment of the submit in milliseconds since 1970.
  package var submittedAt: Int64

  /// Creates values.
  package init(ext: String, file: Int, seed: String?, id: String?, submittedAt: Int64) {
    self.ext = ext
    self.file = file
    self.seed = seed
    self.id = id
    self.submittedAt = submittedAt
  }
}

extension Destination {
  /// The absolute path of an output.
  ///
  /// What the service says never adds a folder or a leading dot; control characters become `_`, and a
  /// name is at most 200 bytes long. Where the path does not hold the output's place, the second
  /// output gets `-2` before its extension, and so on. Throws ``EngineError`` of the code
  /// `.invalidOutputPath` for `..`, for an absolute path outside the folder and for a path without a
  /// file name.
  package func path(_ values: LateValues) throws(EngineError) -> String {
    let root = folder.withoutTrailingSlashes
    guard folder.hasPrefix("/") else { throw invalid("its folder is not an absolute path") }
    var text = pieces.map { $0.text(values) }.joined()
    if text.hasPrefix("/") {
      let prefix = root == "/" ? "/" : root + "/"
      guard text.hasPrefix(prefix) else { throw invalid("it lies outside \(folder)") }
      text.removeFirst(prefix.count)
    }
    guard !text.hasSuffix("/") else { throw invalid("it names no file") }
    var names: [String] = []
    for segment in text.split(separator: "/") where segment != "." {
      guard segment != ".." else { throw invalid("`..` leads out of its folder") }
      names.append(String(segment))
    }
    guard let last = names.popLast() else { throw invalid("it names no file") }
    let suffix = suffix(ext: values.ext.asNamePart)
    var name = FileName(last, suffix: suffix)
    if values.file > 1 && !pieces.contains(.late(.file)) {
      name = FileName(name.numbered(values.file), suffix: suffix)
    }
    return ([root == "/" ? "" : root] + names.map { FileName($0).safe } + [name.safe])
      .joined(separator: "/")
  }

  /// The folders on the way to an output whose names the service chose, all or in part: where another
  /// id or seed would lead elsewhere. Throws as ``path(_:)``.
  package func foldersNamedByService(_ values: LateValues) throws(EngineError) -> [String] {
    let names = try path(values).split(separator: "/")
    var others: [[Substring]] = []
    for probe in ["a", "b"] {
      var values = values
      values.id = probe
      values.seed = probe
      others.append(try path(values).split(separator: "/"))
    }
    return names.indices.dropLast().filter { others[0][$0] != others[1][$0] }.map {
      "/" + names[...$0].joined(separator: "/")
    }
  }

  /// The paths that the first output may get, as far as they can be told before the submit.
  ///
  /// How many outputs will come is not known then, so nothing is said about the names of the others;
  /// each of them takes a free name when it is filed.
  /// The extension may be any that an output can have; a path that holds the seed, the id or the time
  /// is told by nobody. Throws as ``path(_:)``.
  package func earlyPaths(at now: Int64) throws(EngineError) -> [String] {
    let isOpen = [LatePart.seed, .id, .time].contains { pieces.contains(.late($0)) }
    let extensions = pieces.contains(.late(.ext)) ? Self.extensions : [Self.unknownExtension]
    var paths: [String] = []
    for ext in extensions {
      paths.append(
        try path(LateValues(ext: ext, file: 1, seed: nil, id: nil, submittedAt: now)))
    }
    return isOpen ? [] : paths
  }

  /// The folder of the outputs as far as it can be told before the submit: down to the first part that
  /// holds the seed, the id or the time. Throws as ``path(_:)``.
  package func earlyFolder(at now: Int64) throws(EngineError) -> String {
    let late: Set<Piece> = [.late(.seed), .late(.id), .late(.time)]
    var known = self
    known.pieces = pieces.prefix { !late.contains($0) } + [.text("x")]
    return PosixFileAccess.parent(
      of: try known.path(
        LateValues(
          ext: Self.unknownExtension, file: 1, seed: nil, id: nil, submittedAt: now)))
  }

  /// The extension of content that is of no known kind.
  package static let unknownExtension = "bin"
  private static let extensions =
    MediaInfo.Format.allCases.map(\.fileExtension) + [unknownExtension]

  private func invalid(_ reason: String) -> EngineError {
    let shape = pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .late(let part): "${run.\(part.rawValue)}"
      }
    }
    return EngineError(
      .invalidOutputPath, "the output path `\(shape.joined())` cannot be used: \(reason)")
  }
}

extension Destination.Piece {
  fileprivate func text(_ values: LateValues) -> String {
    switch self {
    case .text(let text): text
    case .late(.ext): values.ext.asNamePart
    case .late(.file): String(values.file)
    case .late(.seed): values.seed?.asNamePart ?? "unknown"
    case .late(.id): values.id?.asNamePart ?? "unknown"
    case .late(.date): CivilDate(secondsSinceEpoch: values.submittedAt.seconds).text
    case .late(.time): Self.time(values.submittedAt.seconds)
    }
  }

  private static func time(_ seconds: Int64) -> String {
    let day = CivilDate(secondsSinceEpoch: seconds).daysSinceEpoch * 86_400
    let rest = seconds - day
    return [rest / 3_600, rest / 60 % 60, rest % 60].map(\.twoDigits).joined(separator: "-")
  }
}

extension CivilDate {
  fileprivate var text: String { "\(year)-\(month.twoDigits)-\(day.twoDigits)" }
}

extension Int64 {
  fileprivate var twoDigits: String { self < 10 ? "0\(self)" : String(self) }
  fileprivate var seconds: Int64 { self >= 0 ? self / 1_000 : (self - 999) / 1_000 }
}

extension String {
  /// The text as a part of a name: letters, digits, `-`, `_` and inner dots, at most 80 characters.
  fileprivate var asNamePart: String {
    let safe = unicodeScalars.prefix(80).map { scalar -> Character in
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "-" || scalar == "_" || scalar == "."
      return isPlain ? Character(scalar) : "_"
    }
    let name = String(safe)
    return name.hasPrefix(".") ? "_" + name.dropFirst() : name
  }

  fileprivate var withoutTrailingSlashes: String {
    var text = self
    while text.count > 1 && text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
