/// What a sandbox knows of a generation that it has accepted, for whoever holds others' accounts against
/// its own.
package struct AcceptedGeneration: Sendable, Hashable {
  /// Its id.
  package let id: String
  /// The prompt that was sent, empty where there was none.
  package let prompt: String
  /// When it reaches its last state, since 1970.
  package let endsAt: Duration

  init(_ generation: Generation) {
    id = generation.id
    prompt = generation.prompt
    endsAt = generation.acceptedAt + generation.timetable.end
  }
}

extension SandboxServer {
  /// Everything that was accepted, the oldest first.
  package func accepted() async -> [AcceptedGeneration] {
    await routes.generations.accepted().map(AcceptedGeneration.init)
  }

  /// The SHA-256, as lower-case hexadecimal digits, of each file of a generation; nil for an id that
  /// was never given.
  package func digests(of id: String) async -> [String]? {
    guard let generation = await routes.generations.find(id) else { return nil }
    var digests: [String] = []
    for index in 0..<generation.outputCount {
      let file = await routes.shelf.file(Output(generation: generation, index: index))
      digests.append(SHA256.hexText(of: SHA256.digest(of: file)))
    }
    return digests
  }
}
