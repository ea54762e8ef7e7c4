import Contracts
import LosslessJSON
import SkillsScript
import SkillsVideo

/// Makes the requests of the jobs of one plan from the results of the jobs before them.
struct JobRequest: Sendable {
  /// Where the script stands.
  let place: Session.Place
  /// What is known of each output so far, by its address.
  private var files: [String: SavedFile] = [:]
  /// The addresses that the service gave in this session, so that it still knows them.
  private var current: Set<String> = []

  private let drawSeed: @Sendable (ClosedRange<Int>) -> Int

  init(
    place: Session.Place,
    drawSeed: @escaping @Sendable (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
  ) {
    self.place = place
    self.drawSeed = drawSeed
  }

  /// Why a job cannot be submitted.
  struct Obstacle: Error {
    var reason: String
  }

  /// Takes note of what a job has brought; `isCurrent` says whether it ended in this session.
  mutating func note(_ record: RunRecord, isCurrent: Bool) {
    for file in record.files {
      files[file.url] = file
      if isCurrent { current.insert(file.url) }
    }
  }

  /// The request of a job, with the body that it is known by.
  ///
  /// An output of a job that was done before is sent as the file that it is on disk; its address may no
  /// longer work. Throws an ``Obstacle`` where a result is missing, or where the model takes no files.
  func request(
    for job: Job, _ results: Results, reuse: Reuse
  ) throws(Obstacle) -> GenerationRequest {
    var sent: [String: Upload] = [:]
    for (field, index, media) in job.request.files {
      sent[media.sha256] = upload(field, index, media)
    }
    var needsFiles = false
    var body = try value(of: job, results) { file in
      guard let known = known(file), !current.contains(known.url), known.path.hasPrefix("/") else {
        return nil
      }
      needsFiles = true
      sent[known.sha256] = Upload(
        field: "", path: known.path, sha256: known.sha256, bytes: known.bytes,
        contentType: known.contentType)
      return Upload.mark(sha256: known.sha256)
    }
    if needsFiles, !job.model.acceptsFiles {
      throw Obstacle(
        reason: "\(job.model.path) takes addresses only, and that of a result that was made before "
          + "may no longer work; `--fresh` makes that result anew")
    }
    let identity = try value(of: job, results) { file in
      known(file).map { Upload.mark(sha256: $0.deliveredSHA256) }
    }
    if job.settings.drawsSeed { addSeed(to: &body, of: job.model) }
    var request = GenerationRequest(
      model: job.model.path, body: body, uploads: uploads(in: body, sent),
      useStream: job.model.hasStream, label: job.label, item: job.item, take: job.take,
      script: place.scriptName,
      destination: Destination(
        job.destination, overwrite: job.settings.overwrite,
        embedsRecipe: job.settings.embedsRecipe, in: place),
      settings: FollowSettings(
        retry: job.settings.retry, timeout: job.settings.timeout,
        pollInterval: job.settings.pollInterval))
    request.reuse = reuse
    if identity != body { request.identity = identity }
    return request
  }

  /// Draws a seed for a model that takes one, where none is set; a job is known without it.
  private func addSeed(to body: inout JSON, of model: Model) {
    guard case .object(var members) = body, members["seed"] == nil,
      let range = model.field("seed")?.schema.seeds
    else { return }
    members["seed"] = .number(JSONNumber(drawSeed(range)))
    body = .object(members)
  }

  private func value(
    of job: Job, _ results: Results, media: (JSON) -> JSON?
  ) throws(Obstacle) -> JSON {
    do {
      return try job.request.value(
        in: results, mark: { Upload.mark(sha256: $0.sha256) }, media: media)
    } catch {
      throw Obstacle(reason: "its input is missing: \(error.message)")
    }
  }

  private func known(_ file: JSON) -> SavedFile? {
    file["url"]?.string.flatMap { files[$0] }
  }

  // MARK: - Parts

  private func upload(_ field: String, _ index: Int?, _ media: LocalMedia) -> Upload {
    Upload(
      field: field, index: index,
      path: FilePath.absolute(media.path, from: place.workingDirectory), sha256: media.sha256,
      bytes: media.bytes, contentType: media.contentType ?? "application/octet-stream")
  }

  /// The uploads for the marks in a body, in their order.
  private func uploads(in body: JSON, _ known: [String: Upload]) -> [Upload] {
    (body.object ?? JSONObject()).flatMap { member -> [Upload] in
      let elements: [(index: Int?, value: JSON)] =
        member.value.array?.enumerated().map { ($0.offset, $0.element) } ?? [(nil, member.value)]
      return elements.compactMap { index, value in
        guard let digest = Upload.digest(inMark: value), var upload = known[digest] else {
          return nil
        }
        upload.field = member.key
        upload.index = index
        return upload
      }
    }
  }
}

extension Destination {
  /// The destination that a template of a script is, below the script's folder or the output root.
  init(
    _ template: OutputTemplate, overwrite: JobSettings.Overwrite, embedsRecipe: Bool = false,
    in place: Session.Place
  ) {
    let scriptFolder = FilePath.absolute(place.scriptFolder, from: place.workingDirectory)
    self.init(
      folder: FilePath.absolute(template.root ?? "", from: scriptFolder),
      pieces: template.pieces.map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .late(let part): .late(Destination.LatePart(part))
        }
      },
      overwrite: Destination.Overwrite(overwrite), embedsRecipe: embedsRecipe)
  }
}

extension Destination.LatePart {
  init(_ part: OutputTemplate.LatePart) {
    self =
      switch part {
      case .ext: .ext
      case .file: .file
      case .seed: .seed
      case .id: .id
      case .date: .date
      case .time: .time
      }
  }
}

extension Destination.Overwrite {
  init(_ word: JobSettings.Overwrite) {
    self =
      switch word {
      case .never: .never
      case .number: .number
      case .always: .always
      }
  }
}

extension FieldSchema {
  /// The seeds that can be drawn: whole numbers within the bounds of the contract, of 31 bits at most,
  /// which every service can hold; nil for a field that takes none.
  fileprivate var seeds: ClosedRange<Int>? {
    guard typeIsDocumented, accepts(.integer) || accepts(.number), allowed.isEmpty else {
      return nil
    }
    let low = max(0, minimum.flatMap(\.int) ?? 0)
    let high = min(Int(Int32.max), maximum.flatMap(\.int) ?? Int(Int32.max))
    return low <= high ? low...high : nil
  }
}
