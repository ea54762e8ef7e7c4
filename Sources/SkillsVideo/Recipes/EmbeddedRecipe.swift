package import LosslessJSON

/// How a picture or video was made, as it stands inside of the file.
///
/// It holds nothing but what the lock holds too, and nothing that hangs on the clock, so that a file that
/// is fetched again is the same file. It never holds a key or a secret.
package struct EmbeddedRecipe: Sendable, Hashable {
  /// The service.
  package var service: String
  /// The path of the model.
  package var model: String
  /// The body in canonical form, with the mark of its bytes for each file.
  package var request: JSON
  /// Which of several equal requests it is, from 1.
  package var take: Int
  /// The seed that was sent, also one that skv drew; nil where none was.
  package var sentSeed: JSON?
  /// The seed that the service says it used.
  package var seed: JSON?
  /// The id of the generation.
  package var generationID: String?

  /// The version of the form.
  private static let version: JSONNumber = 1

  /// Creates a recipe.
  package init(
    service: String, model: String, request: JSON, take: Int, sentSeed: JSON? = nil,
    seed: JSON? = nil, generationID: String? = nil
  ) {
    self.service = service
    self.model = model
    self.request = request
    self.take = take
    self.sentSeed = sentSeed
    self.seed = seed
    self.generationID = generationID
  }

  /// The recipe as JSON; what is not known is null.
  package var json: JSON {
    [
      "skv": .number(Self.version), "service": .string(service), "model": .string(model),
      "request": request, "take": .number(JSONNumber(take)), "seed": sentSeed ?? .null,
      "seed_returned": seed ?? .null,
      "generation": generationID.map(JSON.string) ?? .null,
    ]
  }

  /// The bytes that stand in a file.
  package var bytes: [UInt8] { Array(json.canonicalForm.utf8) }

  /// Reads what ``json`` gives; nil for anything else, and for a later version.
  package init?(_ json: JSON) {
    guard let version = json["skv"]?.number, version.compared(to: Self.version) == 0,
      let service = json["service"]?.string, let model = json["model"]?.string,
      let request = json["request"], case .object = request,
      let take = json["take"]?.number?.int
    else { return nil }
    self.init(
      service: service, model: model, request: request, take: take,
      sentSeed: json["seed"]?.unlessNull,
      seed: json["seed_returned"]?.unlessNull, generationID: json["generation"]?.string)
  }

  /// Reads the recipe in a file; nil where it has none, or one of a later version.
  ///
  /// Throws ``FileError`` for a file that cannot be read.
  package static func read(
    _ path: String, files: any FileAccess = PosixFileAccess()
  ) throws(FileError) -> EmbeddedRecipe? {
    let file = try files.open(path, for: .reading)
    let length = try file.length()
    func read(_ offset: Int, _ count: Int) throws(FileError) -> [UInt8] {
      try file.read(at: offset, count: count)
    }
    guard let media = try MediaInspector.inspect(length: length, read: read),
      let container = RecipeContainer(media.format),
      let bytes = try container.recipe(length: length, read),
      let json = try? JSON(parsing: bytes)
    else { return nil }
    return EmbeddedRecipe(json)
  }
}
