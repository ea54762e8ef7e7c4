package import LosslessJSON

// MARK: - As a line of the lock

extension LockEntry {
  /// The line, without its end; what is not known is null.
  package var json: JSON {
    [
      "label": .string(label), "item": .number(JSONNumber(item)),
      "state": .string(state.rawValue), "round": .number(JSONNumber(key.round)),
      "identity": .string(key.identity), "service": .string(service), "model": .string(model),
      "contract": JSON(contract), "skv": .string(version), "take": .number(JSONNumber(take)),
      "request": request, "inputs": .array(inputs),
      "seed": sentSeed ?? .null, "seed_returned": seed ?? .null,
      "unpinned": .array(unpinned.map(JSON.string)), "generation": JSON(generationID),
      "credits": credits.map(JSON.number) ?? .null,
      "submitted": JSON(submittedAt.map(LockTime.text)), "ended": JSON(endedAt.map(LockTime.text)),
      "error": JSON(errorCode), "outputs": .array(outputs.map(\.json)),
    ]
  }

  /// The media of the request that are known by their bytes: where they stand, and their digests.
  private var inputs: [JSON] {
    (request.object ?? JSONObject()).flatMap { member -> [JSON] in
      if let digest = Upload.digest(inMark: member.value) {
        return [["field": .string(member.key), "sha256": .string(digest)]]
      }
      return (member.value.array ?? []).enumerated().compactMap { index, element in
        Upload.digest(inMark: element).map {
          [
            "field": .string(member.key), "index": .number(JSONNumber(index)),
            "sha256": .string($0),
          ]
        }
      }
    }
  }

  /// Reads a line; nil if it is no entry of a lock.
  package init?(_ json: JSON) {
    guard let identity = json["identity"]?.string, let round = json["round"]?.number?.int,
      let state = json["state"]?.string.flatMap(RunState.init(rawValue:)),
      let label = json["label"]?.string, let item = json["item"]?.number?.int,
      let service = json["service"]?.string, let model = json["model"]?.string,
      let take = json["take"]?.number?.int, let request = json["request"],
      let outputs = json["outputs"]?.array
    else { return nil }
    var files: [Output] = []
    for output in outputs {
      guard let file = Output(output) else { return nil }
      files.append(file)
    }
    let seed = json["seed_returned"]
    self.init(
      key: Key(identity: identity, round: round), state: state, label: label, item: item,
      service: service, model: model, contract: json["contract"]?.string,
      version: json["skv"]?.string ?? "", take: take, request: request,
      generationID: json["generation"]?.string, credits: json["credits"]?.number,
      drawnSeed: request["seed"] == nil ? json["seed"].flatMap(\.unlessNull) : nil,
      seed: seed == .null ? nil : seed,
      submittedAt: json["submitted"]?.string.flatMap(LockTime.milliseconds),
      endedAt: json["ended"]?.string.flatMap(LockTime.milliseconds),
      errorCode: json["error"]?.string, outputs: files)
  }
}

extension LockEntry.Output {
  fileprivate var json: JSON {
    [
      "path": JSON(path), "url": .string(url), "type": .string(contentType),
      "bytes": .number(JSONNumber(bytes)), "delivered": .string(deliveredSHA256),
      "sha256": .string(sha256),
    ]
  }

  fileprivate init?(_ json: JSON) {
    guard let url = json["url"]?.string, let type = json["type"]?.string,
      let bytes = json["bytes"]?.number?.int, let delivered = json["delivered"]?.string,
      let digest = json["sha256"]?.string
    else { return nil }
    let path = json["path"]?.string
    // A lock that comes with a project must not lead out of its folder.
    let leaves = path?.split(separator: "/").contains("..") ?? false
    guard !leaves, path?.hasPrefix("/") != true else { return nil }
    self.init(
      path: path, url: url, contentType: type, bytes: bytes, deliveredSHA256: delivered,
      sha256: digest)
  }
}

extension JSON {
  fileprivate init(_ text: String?) { self = text.map(JSON.string) ?? .null }
}
