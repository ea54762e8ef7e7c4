import Contracts

extension FieldType {
  /// The type with its article, for sentences.
  var phrase: String {
    switch self {
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "`true` or `false`"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
