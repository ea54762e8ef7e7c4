package import Contracts
package import LosslessJSON

/// A value of a plan: known now, or known when the jobs it refers to have ended.
package indirect enum Expression: Sendable, Hashable {
  /// A value that is known.
  case constant(JSON)
  /// What a result holds at a path.
  case result(ResultPath)
  /// The address of the first output of a fitting kind; nil fits every kind.
  case media(of: ResultPath, kind: MediaKind?)
  /// The addresses of all outputs of a fitting kind, as a list.
  case allMedia(of: ResultPath, kind: MediaKind?)
  /// A text, some parts of which are values of results.
  case text([TextPart])
  /// A list.
  case list([Expression])
  /// An object.
  case object([Member])
  /// A file of this machine that stands where an address would; it is uploaded.
  case file(LocalMedia)

  /// One part of a late text.
  package enum TextPart: Sendable, Hashable {
    /// Text that is known.
    case text(String)
    /// The text form of what a result holds at a path.
    case value(ResultPath)
  }

  /// One member of an object.
  package struct Member: Sendable, Hashable {
    /// The member's name.
    package var key: String
    /// The member's value.
    package var value: Expression

    /// Creates a member.
    package init(key: String, value: Expression) {
      self.key = key
      self.value = value
    }
  }
}

// MARK: - Values

extension Expression {
  /// The value, once the results that it refers to are recorded.
  ///
  /// `mark` gives what stands for a file of this machine, and `media` what stands for an output of
  /// another job, an object as `Results` holds it; its address where `media` gives nothing.
  /// Throws an `EvaluationError` where a result is missing or does not hold what is asked for.
  package func value(
    in results: Results, mark: (LocalMedia) -> JSON = { ["sha256": .string($0.sha256)] },
    media: (JSON) -> JSON? = { _ in nil }
  ) throws(EvaluationError) -> JSON {
    switch self {
    case .constant(let json): return json
    case .result(let path): return try results.value(at: path)
    case .media(let path, let kind):
      guard let file = try results.media(at: path, kind: kind).first else {
        throw .noFittingOutput(path, kind)
      }
      return media(file) ?? file["url"] ?? .null
    case .allMedia(let path, let kind):
      let files = try results.media(at: path, kind: kind)
      guard !files.isEmpty else { throw .noFittingOutput(path, kind) }
      return .array(files.map { media($0) ?? $0["url"] ?? .null })
    case .text(let parts):
      var text = ""
      for part in parts {
        switch part {
        case .text(let known): text += known
        case .value(let path): text += try results.value(at: path).textForm
        }
      }
      return .string(text)
    case .list(let elements):
      var values: [JSON] = []
      for element in elements {
        values.append(try element.value(in: results, mark: mark, media: media))
      }
      return .array(values)
    case .object(let members):
      var object = JSONObject()
      for member in members {
        object[member.key] = try member.value.value(in: results, mark: mark, media: media)
      }
      return .object(object)
    case .file(let media): return mark(media)
    }
  }

  /// What `print` shows: text as it is, a result as the paths of its files, one a line, anything
  /// else as one line of canonical JSON; and the same as a value.
  package func printed(
    in results: Results
  ) throws(EvaluationError) -> (lines: [String], value: JSON) {
    if case .result(let path) = self, path.steps.isEmpty {
      let paths = try results.paths(at: path)
      return (paths, .array(paths.map(JSON.string)))
    }
    let value = try value(in: results)
    if case .string(let text) = value { return ([text], value) }
    return ([value.canonicalForm], value)
  }
}

// MARK: - What it hangs on

extension Expression {
  /// The jobs whose results the value needs, as ranges of their indices, in no special order.
  package var neededItems: [Range<Int>] {
    switch self {
    case .constant, .file: []
    case .result(let path), .media(let path, _), .allMedia(let path, _): [path.items]
    case .text(let parts):
      parts.compactMap { part in if case .value(let path) = part { path.items } else { nil } }
    case .list(let elements): elements.flatMap(\.neededItems)
    case .object(let members): members.flatMap(\.value.neededItems)
    }
  }

  /// The files that a request uploads: each with its member, and its place where that is a list.
  package var files: [(field: String, index: Int?, media: LocalMedia)] {
    guard case .object(let members) = self else { return [] }
    return members.flatMap { member -> [(field: String, index: Int?, media: LocalMedia)] in
      switch member.value {
      case .file(let media): [(member.key, nil, media)]
      case .list(let elements):
        elements.enumerated().compactMap { index, element in
          if case .file(let media) = element { (member.key, index, media) } else { nil }
        }
      default: []
      }
    }
  }

  /// The jobs whose results the value needs, ascending and each once.
  package var neededJobs: [JobID] {
    Set(neededItems.flatMap { Array($0) }).sorted().map(JobID.init)
  }

  /// The value, where it is known without any result.
  package var constant: JSON? {
    switch self {
    case .constant(let json): return json
    case .result, .media, .allMedia, .file: return nil
    case .text(let parts):
      var text = ""
      for part in parts {
        guard case .text(let known) = part else { return nil }
        text += known
      }
      return .string(text)
    case .list(let elements):
      let values = elements.compactMap(\.constant)
      return values.count == elements.count ? .array(values) : nil
    case .object(let members):
      var object = JSONObject()
      for member in members {
        guard let value = member.value.constant else { return nil }
        object[member.key] = value
      }
      return .object(object)
    }
  }
}
