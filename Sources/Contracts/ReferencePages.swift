/// The place where the service documents its models, read from the pages that are known.
enum ReferencePages {
  /// The models, with that place noted in those that have no page of their own.
  static func noted(in models: [Model]) -> [Model] {
    guard let folder = folder(of: models.compactMap(\.source)) else { return models }
    return models.map { model in
      guard model.source == nil else { return model }
      var model = model
      model.reference = folder
      return model
    }
  }

  /// The folder that most of the addresses lie in; of equals the first in the alphabet.
  private static func folder(of sources: [String]) -> String? {
    var counts: [String: Int] = [:]
    for source in sources where source.hasPrefix("https://") {
      guard let slash = source.lastIndex(of: "/"), source[..<slash].count > "https://".count else {
        continue
      }
      counts[String(source[..<slash]), default: 0] += 1
    }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
