/// Fetches outputs of a generation once more, to files that no step of the ledger waits for.
///
/// No file is ever overwritten: what has its name already gets the next free one. What was begun and
/// not finished is fetched from the start the next time.
struct Retrieval: Sendable {
  var destination: Destination
  /// What fills late parts of the path, but for the extension and the place.
  var values: LateValues
  /// What goes into the files, where their format has room for it; nil for nothing.
  var recipe: EmbeddedRecipe?
  var transport: any Transport
  var surroundings: Client.Surroundings
  var key: Secret?
  var report: @Sendable (RunEvent) -> Void

  /// Fetches each output and answers with the files and the first failure.
  func fetch(_ outputs: [FoundOutput]) async -> (files: [SavedFile], failure: DownloadError?) {
    var files: [SavedFile] = []
    var failure: DownloadError?
    for (place, output) in outputs.enumerated() {
      do throws(DownloadError) {
        let file = try await fetch(output, place + 1, digest: nil)
        files.append(file)
        report(
          .download(path: file.path, url: file.url, bytes: file.bytes, sha256: file.sha256))
      } catch {
        report(.downloadError(place: place + 1, url: output.url, message: error.message))
        failure = failure ?? error
        if error.code == .cancelled { break }
      }
    }
    return (files, failure)
  }

  /// Fetches the output at `number`, from 1; where `digest` is given, its bytes have to have it.
  func fetch(
    _ output: FoundOutput, _ number: Int, digest: String?
  ) async throws(DownloadError) -> SavedFile {
    let download = Download(transport: transport, files: surroundings.files)
    let shelf = Shelf(files: surroundings.files)
    var likely = LedgerOutput(place: number - 1, url: output.url, contentType: output.contentType)
    let part = try await free(
      try path(number, ext: likely.likelyExtension), suffix: ".part", on: shelf)
    let fetched: FetchedPart
    let whole: FetchedPart
    do throws(DownloadError) {
      fetched = try await attempt(download, output.url, part)
      if let digest, fetched.digest.hex != digest {
        throw DownloadError(
          .badResponse, "the service gives another file for output \(number) than it did before")
      }
      whole = try await embedded(fetched, download, shelf)
    } catch {
      await shelf.discard(part)
      throw error
    }
    likely.contentType = fetched.contentType
    let wanted = try path(
      number, ext: fetched.media?.fileExtension ?? likely.likelyExtension)
    let path: String
    do throws(DownloadError) {
      path = try await name(whole, wanted, download, shelf)
    } catch {
      for left in Set([part, whole.path]) { await shelf.discard(left) }
      throw error
    }
    if whole.path != part { await shelf.discard(part) }
    let type = fetched.contentType
    return SavedFile(
      path: path, url: output.url, contentType: key?.redacted(type) ?? type, bytes: whole.bytes,
      sha256: whole.digest.hex, deliveredSHA256: fetched.digest.hex,
      width: fetched.media?.width, height: fetched.media?.height, duration: fetched.media?.duration)
  }

  /// The part with the recipe in it where there is one and room for it; on a full disk the part itself.
  private func embedded(
    _ part: FetchedPart, _ download: Download, _ shelf: Shelf
  ) async throws(DownloadError) -> FetchedPart {
    guard let recipe else { return part }
    do throws(DownloadError) {
      return try await download.embed(recipe, in: part) ?? part
    } catch {
      await shelf.discard(Download.pathOfCopy(of: part.path))
      guard error.code == .diskFull else { throw error }
      return part
    }
  }

  private func attempt(
    _ download: Download, _ url: String, _ part: String
  ) async throws(DownloadError) -> FetchedPart {
    var delays = RetryDelays(random: surroundings.random).makeIterator()
    var triesLeft = 3
    while true {
      do throws(DownloadError) {
        return try await download.fetch(
          url, into: part,
          report: { [report] bytes, total in
            report(.downloadProgress(bytes: bytes, total: total))
          })
      } catch {
        guard error.mayPass, triesLeft > 0 else { throw error }
        triesLeft -= 1
        do {
          try await surroundings.time.sleep(until: surroundings.time.now + delays.pause())
        } catch _ {
          throw DownloadError(.cancelled, "stopped before the next try: \(error.message)")
        }
      }
    }
  }

  private func name(
    _ part: FetchedPart, _ wanted: String, _ download: Download, _ shelf: Shelf
  ) async throws(DownloadError) -> String {
    for number in 1...Shelf.most {
      let path = number == 1 ? wanted : wanted.numbered(number)
      if await shelf.isTaken(path) { continue }
      do throws(DownloadError) {
        try await download.file(part, at: path)
        return path
      } catch {
        guard error.code == .nameTaken else { throw error }
      }
    }
    throw DownloadError(.nameTaken, "there are too many files of the name \(wanted)")
  }

  private func free(
    _ path: String, suffix: String, on shelf: Shelf
  ) async throws(DownloadError) -> String {
    for number in 1...Shelf.most {
      let name = number == 1 ? path + suffix : "\(path).\(number)\(suffix)"
      if await !shelf.isTaken(name) { return name }
    }
    throw DownloadError(.nameTaken, "there are too many partial files of the name \(path)")
  }

  private func path(_ number: Int, ext: String) throws(DownloadError) -> String {
    do {
      var values = values
      values.ext = ext
      values.file = number
      return try destination.path(values)
    } catch {
      throw DownloadError(.notWritable, error.message)
    }
  }
}
