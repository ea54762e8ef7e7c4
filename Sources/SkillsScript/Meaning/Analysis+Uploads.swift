import Contracts
import LosslessJSON

// MARK: - A request with local files

extension Analysis {
  /// Reports the fields that a request cannot carry beside local files.
  ///
  /// Such a request is made of parts, one a field or element of a list; how null, objects and lists
  /// in lists would be written there is not documented.
  mutating func checkUploads(at run: SourceSpan) {
    guard let draft, let model = draft.model, draft.root.holdsFile,
      case .object(let members) = draft.root.content
    else { return }
    for member in members {
      guard let what = member.value.formWithoutPart else { continue }
      report(
        Diagnostic(
          .notBesideFiles,
          "\(Quoting.mention(member.key)) of \(model.name) cannot be sent beside a local file",
          at: member.value.span, label: what,
          secondary: [.init(span: run, text: "the request holds a local file")],
          help: ["write addresses in the place of the local files, or unset the field"]))
      return
    }
  }
}

extension DraftValue {
  /// Whether a local file stands in the value.
  fileprivate var holdsFile: Bool {
    switch content {
    case .late(.file, _): true
    case .list(let elements): elements.contains(where: \.holdsFile)
    case .object(let members): members.contains(where: \.value.holdsFile)
    case .json, .late, .pending, .unknown: false
    }
  }

  /// What the value is, where no part or list of parts can carry it; nil where one can.
  fileprivate var formWithoutPart: String? {
    switch content {
    case .json(.null): "null has no form there"
    case .json(.object), .object: "an object has no documented form there"
    case .json(.array(let elements)):
      elements.isEmpty ? Self.empty : elements.contains(where: \.isNoPart) ? Self.nested : nil
    case .list(let elements):
      elements.isEmpty ? Self.empty : elements.contains(where: \.isNoPart) ? Self.nested : nil
    case .json, .late, .pending, .unknown: nil
    }
  }

  private static let empty = "an empty list has no form there"
  private static let nested = "null, lists and objects in a list have no documented form there"

  private var isNoPart: Bool {
    switch content {
    case .json(let json): json.isNoPart
    case .list, .object: true
    case .late, .pending, .unknown: false
    }
  }
}

extension JSON {
  fileprivate var isNoPart: Bool {
    switch self {
    case .null, .array, .object: true
    case .bool, .number, .string: false
    }
  }
}
