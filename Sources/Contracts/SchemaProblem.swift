import LosslessJSON

/// A part of a schema that no body is held against.
struct SchemaProblem: Sendable {
  private let keyword: String
  private let code: ContractError.Code
  private var member: String?
  private var value: JSON?

  /// A keyword that is not checked; or, with a value, one that cannot have this value.
  init(keyword: String, value: JSON?) {
    self.keyword = keyword
    self.value = value
    code = value == nil ? .unreadKeyword : .unreadableKeyword
  }

  /// A format that is not checked.
  init(format: String) {
    keyword = "format"
    value = .string(format)
    code = .unreadKeyword
  }

  /// A property whose value is no schema.
  init(member: String, value: JSON) {
    keyword = "properties"
    self.member = member
    self.value = value
    code = .unreadableKeyword
  }

  /// What is told of it, where it stands at that place: "`id`", "the body".
  func fault(of place: String) -> ContractError {
    let shown = value.map { Self.cut($0.printed()) } ?? ""
    let name = member.map { "the schema of `\(Self.cut($0))` in" } ?? "`\(keyword)` of"
    return switch code {
    case .unreadableKeyword:
      ContractError(code, "\(name) \(place) is not read, so it is not checked: \(shown)")
    default:
      ContractError(
        code, "\(name) \(place) is not checked" + (shown.isEmpty ? "" : ": \(shown)"))
    }
  }

  private static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: maximumLength, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  private static let maximumLength = 60
}
