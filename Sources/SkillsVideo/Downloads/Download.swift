/// Fetches a file into its `.part`, and gives it its name.
///
/// ``fetch(_:into:resume:limit:report:checkpoint:)`` writes, hashes and syncs; ``file(_:at:replacing:)``
/// renames and syncs the folder. They are two steps because a name may depend on what the bytes turn out to
/// be, and because a copy with the recipe in it may take the name. A body that is shorter than its
/// announced length is never renamed. No key ever goes to a media host.
///
/// A transfer that fails is not tried again here, that is the caller's; the one exception is a part that
/// the server no longer gives (416, or a range that does not fit): then the whole file is asked for once.
package struct Download: Sendable {
  /// Told after each piece: the bytes of the file so far, and its length if known.
  package typealias Report = @Sendable (_ bytes: Int, _ total: Int?) -> Void
  /// Told after each sync from which the download could go on.
  package typealias Checkpoint = @Sendable (PartialDownload) async -> Void

  private let transport: any Transport
  private let files: any FileAccess
  private let connectTimeout: Duration
  private let idleTimeout: Duration?
  private let syncInterval: Int

  /// The fewest bytes a second over each idle time-out: a server that dribbles would hold a run for ever.
  static let leastSpeed = 256

  /// Makes a way to download.
  ///
  /// `syncInterval` is the bytes between two checkpoints; a server that gives no validator gets none.
  package init(
    transport: any Transport, files: any FileAccess = PosixFileAccess(),
    connectTimeout: Duration = .seconds(30), idleTimeout: Duration? = .seconds(60),
    syncInterval: Int = 16 << 20
  ) {
    self.transport = transport
    self.files = files
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.syncInterval = max(syncInterval, 1)
  }

  /// Fetches an address into a `.part`, whose folder is made if it is missing.
  ///
  /// With `resume` the bytes it names are kept and hashed again, and only the rest is asked for, with
  /// `Range` and `If-Range`; what no longer fits is fetched from zero. `limit` bounds the file in bytes.
  /// Throws ``DownloadError``; its `partial` tells what can be gone on from.
  package func fetch(
    _ url: String, into path: String, resume: PartialDownload? = nil, limit: Int? = nil,
    report: Report = { _, _ in }, checkpoint: Checkpoint = { _ in }
  ) async throws(DownloadError) -> FetchedPart {
    let part = PartFile(files: files, path: path)
    var kept = 0
    if let resume, resume.length > 0 {
      kept = try await writing { () async throws(FileError) in
        try await part.open(keeping: resume.length)
      }
      if kept > 0, kept == resume.totalLength {
        report(kept, kept)
        return try await finished(part, path, url, kept, nil)
      }
    }
    let usable = kept > 0 ? resume : nil
    let opening = try await open(url, usable, limit)
    if opening.start == 0 {
      _ = try await writing(nil) { () async throws(FileError) in try await part.open(keeping: 0) }
    }
    if let limit, let total = opening.total, total > limit {
      throw DownloadError(.tooLarge, "\(shown(url)) is larger than \(limit) bytes")
    }
    let length = try await receive(opening, part, url, report, checkpoint)
    let fetched = try await finished(
      part, path, opening.response.url, length, opening.response.headers["Content-Type"])
    if opening.total == nil, !opening.response.marksItsEnd {
      try await confirm(fetched, url, limit)
    }
    return fetched
  }

  /// Fetches an address once more, into nothing, and throws `.truncated` if it gives other bytes.
  ///
  /// A body that the close of its connection alone ends may have been cut anywhere (RFC 9112 §8).
  private func confirm(
    _ fetched: FetchedPart, _ url: String, _ limit: Int?
  ) async throws(DownloadError) {
    let body = try opening(await ask(url, nil, limit), url).response.body
    let hash = SHA256()
    var iterator = body.makeAsyncIterator()
    do {
      while let chunk = try await iterator.next() { hash.update(chunk) }
    } catch {
      throw failure(error, url, nil)
    }
    guard hash.digest() == fetched.digest else {
      throw DownloadError(
        .truncated,
        "\(shown(url)) tells no length, ended after \(fetched.bytes) bytes, and then gave others")
    }
  }

  /// Copies a file of this machine into a `.part`, as if it had come from `url`.
  ///
  /// Throws ``DownloadError`` if it cannot be read or the `.part` not be written.
  package func copy(
    _ source: String, into path: String, from url: String
  ) async throws(DownloadError) -> FetchedPart {
    let part = PartFile(files: files, path: path)
    let length = try await writing { () async throws(FileError) in
      try await part.copy(source)
    }
    return try await finished(part, path, url, length, nil)
  }

  /// Copies a fetched file to a `.part` of its own with a recipe in it; nil for a file that has no place
  /// for one.
  ///
  /// The first `.part` stays as it was delivered until the copy has its name, so that nothing of it can
  /// be lost on the way.
  package func embed(
    _ recipe: EmbeddedRecipe, in part: FetchedPart
  ) async throws(DownloadError) -> FetchedPart? {
    guard let container = part.media.flatMap({ RecipeContainer($0.format) }) else { return nil }
    let path = Self.pathOfCopy(of: part.path)
    let copy = PartFile(files: files, path: path)
    let length = try await writing { () async throws(FileError) in
      try await copy.copy(part.path, with: recipe.bytes, in: container)
    }
    guard let length else { return nil }
    return try await finished(copy, path, part.url, length, part.declaredType)
  }

  /// Where the copy with the recipe is made, beside the `.part`.
  static func pathOfCopy(of part: String) -> String { part + ".recipe" }

  /// Gives a fetched file its name, makes the folder if it is missing, and syncs.
  ///
  /// Throws `.nameTaken` if something of that name is there, unless `replacing`; the `.part` then stays.
  package func file(
    _ part: FetchedPart, at path: String, replacing: Bool = false
  ) async throws(DownloadError) {
    try await writing { () async throws(FileError) in
      try await PartFile(files: files, path: part.path).rename(to: path, replacing: replacing)
    }
    StopPoint.renamed.pass()
  }
}

// MARK: - The answer

extension Download {
  private struct Opening {
    var response: HTTPResponse
    var start: Int
    var total: Int?
    var validator: String?
  }

  private func open(
    _ url: String, _ resume: PartialDownload?, _ limit: Int?
  ) async throws(DownloadError) -> Opening {
    let response = try await ask(url, resume, limit)
    guard let resume else { return try opening(response, url) }
    switch response.status {
    case 206:
      guard let range = ContentRange(response.headers), range.first == resume.length,
        resume.totalLength == nil || resume.totalLength == range.total,
        Validator.isSame(response.headers, as: resume.validator)
      else { return try opening(await ask(url, nil, limit), url) }
      return Opening(
        response: response, start: resume.length, total: range.total, validator: resume.validator)
    case 416:
      return try opening(await ask(url, nil, limit), url)
    case 200:
      return try opening(response, url)
    default:
      throw refusal(response, url, resume)
    }
  }

  private func opening(_ response: HTTPResponse, _ url: String) throws(DownloadError) -> Opening {
    guard response.status == 200 else {
      if (200..<300).contains(response.status) {
        throw DownloadError(
          .badResponse, "\(shown(url)) answered \(response.status), which is no whole file")
      }
      throw refusal(response, url, nil)
    }
    if let encoding = response.headers["Content-Encoding"], encoding != "identity" {
      throw DownloadError(
        .badResponse, "\(shown(url)) answered in the encoding \(encoding), which was not asked for")
    }
    return Opening(
      response: response, start: 0,
      total: response.headers["Content-Length"].flatMap { Int($0) },
      validator: Validator.value(in: response.headers))
  }

  private func ask(
    _ url: String, _ resume: PartialDownload?, _ limit: Int?
  ) async throws(DownloadError) -> HTTPResponse {
    var headers: [HTTPField] = []
    if let resume {
      headers = [
        HTTPField("Range", "bytes=\(resume.length)-"), HTTPField("If-Range", resume.validator),
      ]
    }
    do {
      return try await transport.open(
        HTTPRequest(
          url: url, headers: headers, purpose: .media, connectTimeout: connectTimeout,
          idleTimeout: idleTimeout, leastSpeed: Self.leastSpeed, responseLimit: limit))
    } catch {
      throw failure(error, url, resume)
    }
  }
}

// MARK: - The body

extension Download {
  private func receive(
    _ opening: Opening, _ part: PartFile, _ url: String, _ report: Report, _ checkpoint: Checkpoint
  ) async throws(DownloadError) -> Int {
    var length = opening.start
    var synced = opening.start
    func note() -> PartialDownload? {
      guard let validator = opening.validator, synced > 0 else { return nil }
      return PartialDownload(validator: validator, length: synced, totalLength: opening.total)
    }
    report(length, opening.total)
    var iterator = opening.response.body.makeAsyncIterator()
    while true {
      let chunk: [UInt8]?
      do {
        chunk = try await iterator.next()
      } catch {
        synced = (try? await part.synchronize()) ?? synced
        throw failure(error, url, note())
      }
      guard let chunk else { break }
      if let total = opening.total, chunk.count > total - length {
        throw DownloadError(
          .truncated, "\(shown(url)) sent more than the \(total) bytes it announced")
      }
      try await writing(note()) { () async throws(FileError) in try await part.append(chunk) }
      length += chunk.count
      report(length, opening.total)
      if opening.validator != nil, length - synced >= syncInterval {
        synced = try await writing(note()) { () async throws(FileError) in
          try await part.synchronize()
        }
        if let partial = note() { await checkpoint(partial) }
      }
    }
    if let total = opening.total, length != total {
      synced = (try? await part.synchronize()) ?? synced
      throw DownloadError(
        .truncated, "\(shown(url)) ended after \(length) of \(total) bytes", partial: note())
    }
    guard length > 0 else { throw DownloadError(.badResponse, "\(shown(url)) gave an empty file") }
    return length
  }

  private func finished(
    _ part: PartFile, _ path: String, _ url: String, _ length: Int, _ type: String?
  ) async throws(DownloadError) -> FetchedPart {
    let (digest, media) = try await writing { () async throws(FileError) in
      try await part.finish()
    }
    StopPoint.syncedPart.pass()
    let declared = type.flatMap { $0.split(separator: ";").first }.map {
      $0.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
    return FetchedPart(
      path: path, url: url, bytes: length, digest: digest, media: media, declaredType: declared)
  }
}

// MARK: - Errors

extension Download {
  private func writing<T: Sendable>(
    _ partial: PartialDownload? = nil, _ work: () async throws(FileError) -> T
  ) async throws(DownloadError) -> T {
    do {
      return try await work()
    } catch {
      throw DownloadError(error, partial: partial)
    }
  }

  private func failure(
    _ error: TransportError, _ url: String, _ partial: PartialDownload?
  ) -> DownloadError {
    let code: DownloadError.Code =
      switch error.code {
      case .cancelled: .cancelled
      case .truncated: .truncated
      case .tooLarge: .tooLarge
      default: .transport
      }
    return DownloadError(
      code, "\(shown(url)): \(error.message)", transport: error, partial: partial)
  }

  private func refusal(
    _ response: HTTPResponse, _ url: String, _ partial: PartialDownload?
  ) -> DownloadError {
    DownloadError(
      .refused(response.status), "\(shown(url)) answered \(response.status)", partial: partial,
      retryAfter: response.headers["Retry-After"])
  }

  // A media address may be signed in its query.
  private func shown(_ url: String) -> String {
    String(url.prefix { $0 != "?" && $0 != "#" })
  }
}

extension DownloadError {
  init(_ error: FileError, partial: PartialDownload? = nil) {
    let code: Code =
      error.isDiskFull
      ? .diskFull
      : error.isNameTaken
        ? .nameTaken
        : error.isBusy ? .busy : .notWritable
    self.init(code, error.message, partial: partial)
  }
}

extension HTTPResponse {
  /// Whether a cut in the body is noticed: its length is told, or its chunks have a last one.
  fileprivate var marksItsEnd: Bool {
    headers["Content-Length"] != nil
      || headers["Transfer-Encoding"]?.lowercased().contains("chunked") == true
  }
}
