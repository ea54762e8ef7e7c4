import LosslessJSON

/// Reads and checks the body of a submit.
struct SubmitBody: Sendable {
  let rules: BodyRules
  let shape: Shapes.Invalid

  /// How many complaints a refusal names.
  private static let most = 5

  /// The request's JSON.
  ///
  /// - Throws: `Refusal` 400 for what is no JSON, 422 (or 400, see `Shapes.Invalid`) for what
  ///   breaks the contract, 422 for rejected content.
  func read(_ question: Question, _ endpoint: Endpoint) throws(Refusal) -> JSON {
    guard Self.isJSON(question.contentType) else {
      throw .unreadable("Content-Type must be application/json", endpoint.kind)
    }
    guard question.body.count <= Self.greatestSize else {
      throw .unreadable("The body is larger than the sandbox takes", endpoint.kind)
    }
    let body: JSON
    do {
      body = try JSON(parsing: question.body, options: .init(maximumDepth: 64))
    } catch {
      throw .unreadable("The body is no JSON: \(error.message)", endpoint.kind)
    }
    let complaints = rules.complaints(about: body, schema: endpoint.schema)
    if !complaints.isEmpty {
      let shown = complaints.prefix(Self.most).map(\.description).joined(separator: "; ")
      let rest = complaints.count - Self.most
      throw .invalid(rest > 0 ? "\(shown); and \(rest) more" : shown, endpoint.kind, shape)
    }
    if body["prompt"]?.string?.contains(Generation.rejectedWords) == true {
      throw .contentRejected(endpoint.kind)
    }
    return body
  }

  /// In bytes. The service's own limit is not documented.
  static let greatestSize = 4 << 20

  /// Whether a media type is `application/json`, with any parameters.
  private static func isJSON(_ type: String?) -> Bool {
    let name = (type ?? "").prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
    return name.lowercased() == "application/json"
  }
}
