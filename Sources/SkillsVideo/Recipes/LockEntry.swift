package import LosslessJSON

/// What a lock holds of one job: enough to know that it was paid for, and to have its files again.
///
/// It holds no absolute path, no address with a query, and no key.
package struct LockEntry: Sendable, Hashable {
  /// What makes it one entry: the digest of service, model, request and take, and the round.
  package struct Key: Sendable, Hashable {
    /// The digest of ``RunIdentity``.
    package var identity: String
    /// The round, from 0.
    package var round: Int

    /// Creates a key.
    package init(identity: String, round: Int) {
      self.identity = identity
      self.round = round
    }
  }

  /// An output of the job.
  package struct Output: Sendable, Hashable {
    /// The path relative to the folder of the lock; nil for a file that lies outside of it.
    package var path: String?
    /// The address without its query.
    package var url: String
    /// The media type.
    package var contentType: String
    /// The length in bytes.
    package var bytes: Int
    /// The SHA-256 of the bytes as the service delivered them.
    package var deliveredSHA256: String
    /// The SHA-256 of the file as filed.
    package var sha256: String
  }

  /// What makes it one entry.
  package var key: Key
  /// Where it stands: `planned` for a round that was opened, else `accepted` or what came after it.
  package var state: RunState
  /// The label of the run that wanted it last.
  package var label: String
  /// Its place among the jobs of its run, from 0.
  package var item: Int
  /// The service it was sent to.
  package var service: String
  /// The path of the model.
  package var model: String
  /// The digest of the model's contract, nil if it is not known.
  package var contract: String?
  /// The version of skv.
  package var version: String
  /// Which of several equal requests it is, from 1.
  package var take: Int
  /// The body in canonical form, with the mark of its bytes for each file.
  package var request: JSON
  /// The id that the service gave.
  package var generationID: String?
  /// The price in credits, exact.
  package var credits: JSONNumber?
  /// The seed that skv drew and sent, which is no part of the request that the job is known by.
  package var drawnSeed: JSON?
  /// The seed that the service says it used.
  package var seed: JSON?
  /// When the request was handed over, in milliseconds since 1970.
  package var submittedAt: Int64?
  /// When its result became known.
  package var endedAt: Int64?
  /// The code of what went wrong.
  package var errorCode: String?
  /// The outputs, in the order of the service.
  package var outputs: [Output]

  /// What the service does not reveal, so that nothing can hold it fast.
  package var unpinned: [String] {
    ["model_version"] + (seed == nil && sentSeed == nil ? ["seed"] : [])
  }

  /// The seed that was sent.
  package var sentSeed: JSON? {
    (request["seed"] ?? drawnSeed).flatMap(\.unlessNull)
  }
}

extension LockEntry {
  /// The entry of a run; paths are relative to `folder`, the absolute folder of the lock.
  package init(
    _ record: RunRecord, identity: RunIdentity, round: Int, label: String, item: Int,
    contract: String?, version: String, folder: String
  ) {
    let request = (try? JSON(parsing: identity.request)) ?? .null
    self.init(
      key: Key(identity: identity.digest, round: round), state: record.state, label: label,
      item: item, service: identity.baseURL, model: identity.model, contract: contract,
      version: version, take: identity.take, request: request,
      generationID: record.generationID, credits: record.credits,
      drawnSeed: request["seed"] == nil ? record.request["seed"] : nil, seed: record.seed,
      submittedAt: record.submittedAt, endedAt: record.endedAt, errorCode: record.errorCode,
      outputs: record.files.map { Output($0, in: folder) })
  }

  /// The entry of a round that was opened and of which nothing was sent yet.
  package init(
    opening round: Int, of identity: RunIdentity, label: String, item: Int, contract: String?,
    version: String
  ) {
    self.init(
      key: Key(identity: identity.digest, round: round), state: .planned, label: label, item: item,
      service: identity.baseURL, model: identity.model, contract: contract, version: version,
      take: identity.take, request: (try? JSON(parsing: identity.request)) ?? .null,
      generationID: nil, credits: nil, seed: nil, submittedAt: nil, endedAt: nil, errorCode: nil,
      outputs: [])
  }

  /// The entry that stands where this one and a newer one meet: the one that is further, else the newer.
  ///
  /// A generation that failed is further than the same one under way, and another one under way is
  /// further than one that failed.
  package func merged(with newer: LockEntry) -> LockEntry {
    let isOne = generationID != nil && generationID == newer.generationID
    return newer.rank(ofOneGeneration: isOne) >= rank(ofOneGeneration: isOne) ? newer : self
  }

  private func rank(ofOneGeneration isOne: Bool) -> Int {
    switch state {
    case .planned: 0
    case .submitting, .inDoubt: 1
    case .failed, .canceled: isOne ? 4 : 2
    case .refused, .abandoned: 2
    case .accepted: 3
    case .finished: 4
    case .saved: 5
    }
  }
}

extension LockEntry.Output {
  fileprivate init(_ file: SavedFile, in folder: String) {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    self.init(
      path: file.path.hasPrefix(prefix) ? String(file.path.dropFirst(prefix.count)) : nil,
      url: String(file.url.prefix { $0 != "?" && $0 != "#" }), contentType: file.contentType,
      bytes: file.bytes, deliveredSHA256: file.deliveredSHA256, sha256: file.sha256)
  }
}
