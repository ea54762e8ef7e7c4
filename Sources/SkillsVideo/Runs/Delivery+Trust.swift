import LosslessJSON

// MARK: - What is not taken from the service

extension Delivery {
  func values(of output: LedgerOutput, ext: String) -> LateValues {
    LateValues(
      ext: ext, file: output.place + 1, seed: record.usedSeed.map { $0.string ?? $0.printed() },
      id: record.generationID, submittedAt: record.submittedAt ?? record.plannedAt)
  }

  /// Makes sure that no folder which the service named is a link: where one leads was never the
  /// choice of the person whose folder it stands in.
  func refuseLinks(to output: LedgerOutput) async throws(DownloadError) {
    let folders: [String]
    do {
      folders = try record.destination.foldersNamedByService(
        values(of: output, ext: output.likelyExtension))
    } catch {
      throw DownloadError(.notWritable, error.message)
    }
    for folder in folders where await shelf.isLink(folder) {
      throw DownloadError(
        .notWritable, "\(folder) is a link, and the service chose its name: move it away")
    }
  }

  /// What a media host says, with `***` where it quotes the key.
  func unquoted(_ text: String) -> String {
    surroundings.service?.key.redacted(text) ?? text
  }

  func unquoted(_ partial: PartialDownload?) -> PartialDownload? {
    partial.map { partial in
      var clean = partial
      clean.validator = unquoted(partial.validator)
      return clean
    }
  }
}
