extension Catalogue {
  /// The models in which each text is found, in the order of the contract.
  ///
  /// A text that is the word of a mode is found in the models that have it, by name only or with
  /// documented fields; `image` and `video` in the models that make it; any other text in the path
  /// or the title. Case does not count. `mode` and `output` narrow the list further.
  package func models(
    matching texts: [String], mode: Mode? = nil, output: MediaKind? = nil
  ) -> [Model] {
    models.filter { model in
      (mode.map { model.evidence(for: $0) != nil } ?? true)
        && (output.map { model.output == $0 } ?? true)
        && texts.allSatisfy { model.matches($0.lowercased()) }
    }
  }
}

extension Model {
  fileprivate func matches(_ text: String) -> Bool {
    if let mode = Mode(rawValue: text) { return evidence(for: mode) != nil }
    return path.lowercased().contains(text) || summary.lowercased().contains(text)
      || output.rawValue == text
  }
}
