import LosslessJSON

// MARK: - Files that are gone

extension Client {
  /// Brings back the files of a saved run that are missing, or no longer what was delivered.
  ///
  /// A file that someone changed is left alone: the true one goes beside it under the next free name.
  /// Only bytes with the digest that was delivered are filed. Of a run of which every file is there
  /// nothing is asked. A run that is not saved is taken up as ``resume(_:settings:report:)`` does it.
  /// Where it fails the outcome is ``Outcome/finished(_:_:)``, and the run stays saved in the ledger.
  public func restore(
    _ record: RunRecord, settings: FollowSettings = FollowSettings(),
    report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    guard record.state == .saved else {
      return await resume(record, settings: settings, report: report)
    }
    return await detachable { interruption in
      let task = Task(executorPreference: self.surroundings.executor) {
        await self.bringBack(record, report)
      }
      interruption.whenRaised { task.cancel() }
      defer { interruption.whenRaised(nil) }
      return await task.value
    }
  }

  private func bringBack(
    _ record: RunRecord, _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let run = Int64(record.number)
    do throws(EngineError) {
      try checkService(of: record)
      let lost = try await lostOutputs(of: run)
      guard !lost.isEmpty else { return .saved(record) }
      var found: [FoundOutput] = []
      if configuration.key != nil, let id = record.generationID {
        // Addresses run out, so they are asked for first.
        found = try await outputs(ofGeneration: id) ?? []
      }
      var failure: DownloadError?
      for output in lost {
        let place = output.place
        let url = found.indices.contains(place) ? found[place].url : output.url
        let error = try await bringBack(output, from: url, of: record, report)
        failure = failure ?? error
      }
      let known = try await ledger.record(run)
      guard let failure else { return .saved(known) }
      return failure.code == .cancelled ? .detached(known) : .finished(known, failure)
    } catch {
      return outcome(of: error, report)
    }
  }

  /// Fetches and notes one output; nil if it is there again.
  private func bringBack(
    _ output: LedgerOutput, from url: String, of record: RunRecord,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async throws(EngineError) -> DownloadError? {
    var destination = record.destination
    destination.overwrite = .number
    // As it was filed: without it perhaps, where the disk was full.
    let hadRecipe = destination.embedsRecipe && output.filedDigest != output.deliveredDigest
    let retrieval = Retrieval(
      destination: destination,
      values: LateValues(
        ext: "", file: 1, seed: record.usedSeed.map { $0.string ?? $0.printed() },
        id: record.generationID, submittedAt: record.submittedAt ?? record.plannedAt),
      recipe: hadRecipe ? try await ledger.recipe(of: Int64(record.number)) : nil,
      transport: transport, surroundings: surroundings, key: configuration.key, report: report)
    let file: SavedFile
    do throws(DownloadError) {
      file = try await retrieval.fetch(
        FoundOutput(url: url, contentType: output.contentType), output.place + 1,
        digest: output.deliveredDigest)
    } catch {
      report(.downloadError(place: output.place + 1, url: url, message: error.message))
      return error
    }
    var output = output
    output.url = url
    output.path = file.path
    output.bytes = file.bytes
    output.filedDigest = file.sha256
    try await ledger.update(output, of: Int64(record.number))
    report(.download(path: file.path, url: url, bytes: file.bytes, sha256: file.sha256))
    return nil
  }

  private func lostOutputs(of run: Int64) async throws(EngineError) -> [LedgerOutput] {
    var lost: [LedgerOutput] = []
    for output in try await ledger.outputs(of: run) {
      let file: LocalFile?
      do throws(FileError) {
        file = try await LocalFile.read(output.path ?? "", files: surroundings.files)
      } catch {
        // What cannot be read may well be whole; it is no reason to fetch it again.
        throw EngineError(.outputExists, "a file of run \(run) cannot be read: \(error.message)")
      }
      if file == nil || file?.digest.hex != output.filedDigest { lost.append(output) }
    }
    return lost
  }
}
