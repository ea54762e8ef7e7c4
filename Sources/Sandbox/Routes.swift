import LosslessJSON

/// Finds what a request asks for and answers it.
struct Routes: Sendable {
  let options: SandboxOptions
  let endpoints: Endpoints
  let generations: Generations
  let shelf = MediaShelf()

  func answer(_ question: Question) async -> Answer {
    do {
      return try await find(question)
    } catch let refusal as Refusal {
      return .refusal(refusal, options.shapes.errors)
    } catch {
      return .refusal(
        Refusal(status: 500, code: "INTERNAL_ERROR", message: "\(error)"), options.shapes.errors)
    }
  }

  private func find(_ question: Question) async throws -> Answer {
    let isReading = question.method == "GET" || question.method == "HEAD"
    let path = question.path
    if isReading && path == ["sandbox", "health"] { return health() }
    if isReading && path == ["sandbox", "submissions"] { return await submissions(question) }
    if isReading && path.count == 3 && path[0] == "media" { return try await media(question) }
    if isReading && path.count == 3 && path[0] == "uploads" { return try await upload(question) }
    guard path.starts(with: ["api", "v1"]) else { throw Refusal.notFound("No such address") }
    try Keyring(keys: options.keys).check(question.authorization)
    let rest = Array(path.dropFirst(2))
    if isReading && rest == ["credits"] {
      return .json(200, await generations.balance().json(options.shapes.credits))
    }
    if isReading && rest == ["generations", "running"] { return try await running(question) }
    if rest.first == "generation" && question.method == "POST" {
      return try await submit(question, model: Array(rest.dropFirst()))
    }
    if rest.first == "generation" && rest.count == 2 && isReading {
      return try await generation(rest[1], question)
    }
    throw Refusal.notFound("No such endpoint")
  }

  private func answers(_ question: Question) -> GenerationAnswers {
    GenerationAnswers(shapes: options.shapes, origin: question.origin)
  }

  // MARK: - Generations

  private func submit(_ question: Question, model: [String]) async throws -> Answer {
    let isStream = model.first == "sse" && model.count > 1
    let name = model.dropFirst(isStream ? 1 : 0).joined(separator: "/")
    guard let endpoint = endpoints.find(name, stream: isStream) else {
      throw Refusal.notFound("Unknown model \(name)")
    }
    let rules = BodyRules(
      document: endpoint.document,
      acceptsUndocumented: options.shapes.undocumented == .accept)
    let submission = try SubmitBody(rules: rules, shape: options.shapes.invalid)
      .read(question, endpoint, isStream: isStream)
    let generation = try await generations.submit(submission, to: endpoint)
    if isStream {
      let stream = EventStream(shape: options.shapes.events, answers: answers(question))
      return Answer(
        status: 200,
        headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache")],
        body: .timed(stream.frames(generation)))
    }
    let status = options.shapes.submit == .ok ? 200 : 202
    return .json(status, answers(question).accepted(generation, .queued))
  }

  private func generation(_ id: String, _ question: Question) async throws -> Answer {
    guard let generation = await generations.find(id) else {
      throw Refusal.notFound("No such generation")
    }
    let state = generation.state(at: options.clock.now())
    return .json(200, answers(question).result(generation, state))
  }

  private func running(_ question: Question) async throws -> Answer {
    let text = question.query["limit"] ?? "50"
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let limit = Int(text),
      (1...100).contains(limit)
    else {
      throw Refusal.invalid("limit must be from 1 to 100", .video, options.shapes.invalid)
    }
    let answers = answers(question)
    let entries = await generations.running(limit: limit).map {
      answers.accepted($0.generation, $0.state)
    }
    return .json(200, .array(entries))
  }

  // MARK: - Media

  /// Media need no key; before a generation is complete there are none.
  private func media(_ question: Question) async throws -> Answer {
    guard let generation = await generations.find(question.path[1]),
      generation.state(at: options.clock.now()) == .completed,
      let output = Output(generation: generation, fileName: question.path[2])
    else { throw Refusal.notFound("No such file") }
    let file = await shelf.file(output)
    return FileAnswer(bytes: file, contentType: output.contentType, tag: output.tag)
      .answer(to: question)
  }

  /// What came with a submit; like media it needs no key.
  private func upload(_ question: Question) async throws -> Answer {
    let path = "/" + question.path.joined(separator: "/")
    guard let file = await generations.upload(path) else { throw Refusal.notFound("No such file") }
    return file.answer(to: question)
  }

  // MARK: - The sandbox itself

  private func submissions(_ question: Question) async -> Answer {
    let entries = await generations.accepted().map { generation -> JSON in
      let input = UploadAddresses(files: generation.files)
        .placed(in: generation.input, origin: question.origin)
      var entry: JSONObject = [
        "id": .string(generation.id), "model": .string(generation.model), "input": input,
        "sha256": .string(generation.inputDigest),
        "at": .string(Timestamp.text(generation.acceptedAt)),
      ]
      if !generation.files.isEmpty { entry["files"] = .array(generation.files.map(\.json)) }
      return .object(entry)
    }
    return .json(200, .array(entries))
  }

  private func health() -> Answer {
    .json(
      200,
      [
        "status": "ok", "models": .number(JSONNumber(endpoints.count)),
        "pace": .string(options.pace.description),
        "shapes": .string(options.shapes.description), "prices": Prices.note,
        "triggers": [
          "note": "Invented for tests: the service knows none of them.",
          "prompt contains \(Generation.rejectedWords)": "refused, CONTENT_REJECTED",
          "prompt contains \(Generation.failingWords)": "accepted, ends FAILED",
          "key \(Keyring.wrong)": "refused, 401, unless the sandbox has a list of keys",
          "key \(Keyring.forbidden)": "refused, 403, unless the sandbox has a list of keys",
        ],
      ])
  }
}
