import LosslessJSON

/// A request with files as it is sent: its parts, and the files open behind them.
struct UploadForm: Sendable {
  /// The parts in the order of the body.
  let parts: [HTTPRequest.Part]
  /// The bytes of all files together.
  let bytes: Int
  private let files: [UploadFile]
  private let reading: UploadReading

  /// Opens and digests the files of a request; nil for a request without any.
  ///
  /// Throws what ``FormField/fields(of:uploads:)`` and ``UploadReading/open(_:_:_:)`` throw.
  static func open(
    _ request: GenerationRequest, _ surroundings: Client.Surroundings,
    _ interruption: Interruption
  ) async throws(EngineError) -> UploadForm? {
    guard !request.uploads.isEmpty else {
      try Upload.check([], against: request.body)
      return nil
    }
    let fields = try FormField.fields(of: request.body, uploads: request.uploads)
    let reading = UploadReading(executor: surroundings.fileExecutor)
    let files = try await reading.open(request.uploads, surroundings.files, interruption)
    return UploadForm(fields, files, reading)
  }

  private init(_ fields: [FormField], _ files: [UploadFile], _ reading: UploadReading) {
    self.files = files
    self.reading = reading
    bytes = files.reduce(0) { $0 + $1.length }
    parts = fields.compactMap { field in
      switch field.value {
      case .text(let text):
        return HTTPRequest.Part(name: field.name, content: .text(text))
      case .file(let upload):
        // Every file of the fields is one of the request's, which are all open.
        guard let file = files.first(where: { $0.upload == upload }) else { return nil }
        return HTTPRequest.Part(
          name: field.name,
          content: .file(file, fileName: upload.fileName, contentType: upload.contentType))
      }
    }
  }

  /// Makes sure that the files are still as they were digested; throws `.inputChanged` if not.
  func check() async throws(EngineError) {
    try await reading.check(files)
  }
}
