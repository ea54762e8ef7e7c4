import LosslessJSON

/// Reads and checks the body of a submit.
struct SubmitBody: Sendable {
  let rules: BodyRules
  let shape: Shapes.Invalid

  /// How many complaints a refusal names.
  private static let most = 5
  private static let jsonType = "application/json"
  private static let formType = "multipart/form-data"

  /// The request, with the files that came with it.
  ///
  /// - Parameter isStream: The event stream takes JSON alone.
  /// - Throws: `Refusal` 400 for what cannot be read and for a media type that the endpoint does
  ///   not take, 422 (or 400, see `Shapes.Invalid`) for what breaks the contract, 422 for rejected
  ///   content.
  func read(
    _ question: Question, _ endpoint: Endpoint, isStream: Bool
  ) throws(Refusal) -> Submission {
    let type = Self.mediaType(question.contentType)
    try check(type, endpoint, isStream: isStream)
    guard question.body.count <= Self.greatestSize(contentType: question.contentType) else {
      throw .unreadable("The body is larger than the sandbox takes", endpoint.kind)
    }
    let (submission, complaints) =
      type == Self.formType ? try form(question, endpoint) : (try json(question, endpoint), [])
    let addresses = UploadAddresses(files: submission.files.map(\.upload))
    let body = addresses.placed(in: submission.input, origin: question.origin)
    try refuse(complaints + rules.complaints(about: body, schema: endpoint.schema), endpoint)
    if body["prompt"]?.string?.contains(Generation.rejectedWords) == true {
      throw .contentRejected(endpoint.kind)
    }
    return submission
  }

  private func check(_ type: String, _ endpoint: Endpoint, isStream: Bool) throws(Refusal) {
    let isForm = type == Self.formType
    if type == Self.jsonType || (isForm && !isStream && endpoint.takesFiles) { return }
    let words =
      if isForm && isStream {
        "The event stream takes \(Self.jsonType) only: "
          + "send files to /generation/\(endpoint.model) and poll"
      } else if isForm {
        "\(endpoint.model) takes \(Self.jsonType) only, and media as addresses"
      } else if isStream || !endpoint.takesFiles {
        "Content-Type must be \(Self.jsonType)"
      } else {
        "Content-Type must be \(Self.jsonType), or \(Self.formType) with files"
      }
    throw .unreadable(words, endpoint.kind)
  }

  private func refuse(_ complaints: [Complaint], _ endpoint: Endpoint) throws(Refusal) {
    if complaints.isEmpty { return }
    let shown = complaints.prefix(Self.most).map(\.description).joined(separator: "; ")
    let rest = complaints.count - Self.most
    throw .invalid(rest > 0 ? "\(shown); and \(rest) more" : shown, endpoint.kind, shape)
  }

  // MARK: - The two forms

  private func json(_ question: Question, _ endpoint: Endpoint) throws(Refusal) -> Submission {
    do {
      return Submission(input: try JSON(parsing: question.body, options: .init(maximumDepth: 64)))
    } catch {
      throw .unreadable("The body is no JSON: \(error.message)", endpoint.kind)
    }
  }

  private func form(
    _ question: Question, _ endpoint: Endpoint
  ) throws(Refusal) -> (Submission, [Complaint]) {
    do {
      let parts = try MultipartParser.parts(
        of: question.body, contentType: question.contentType ?? "")
      let schema = FormSchema(document: rules.document, schema: endpoint.schema)
      return try FormBody(schema: schema).read(parts)
    } catch {
      throw .unreadable(error.message, endpoint.kind)
    }
  }

  // MARK: - Sizes

  /// The greatest size of a body, in bytes; the service's own limits are not documented.
  static func greatestSize(contentType: String?) -> Int {
    mediaType(contentType) == formType ? 64 << 20 : 4 << 20
  }

  /// A media type without its parameters, in small letters.
  private static func mediaType(_ type: String?) -> String {
    let name = (type ?? "").prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
    return name.lowercased()
  }
}
