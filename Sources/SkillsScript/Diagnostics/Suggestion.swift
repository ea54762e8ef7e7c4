import Contracts

/// Finds the words that a misspelt one was meant to be.
package enum Suggestion {
  /// Words that people use for fields and statements, and what those are called here.
  package static let fieldSynonyms: [String: String] = [
    "ratio": "aspect_ratio", "aspect": "aspect_ratio", "length": "duration",
    "seconds": "duration", "negative": "negative_prompt", "text": "prompt", "generate": "run",
    "make": "run", "go": "run", "submit": "run", "model": "use", "echo": "print", "var": "let",
    "const": "let", "remove": "unset", "delete": "unset",
  ]

  /// The candidates nearest to `word`, best first, at most `limit`; empty if none is near.
  ///
  /// Near is first a Damerau-Levenshtein distance of at most a third of the word's length (1 to
  /// 3), in the order of the distances and then of the candidates; if there is none, the one
  /// candidate that `word` begins; if there is none, the synonym, if it is a candidate.
  package static func nearest(
    to word: String, in candidates: some Sequence<String>,
    synonyms: [String: String] = Suggestion.fieldSynonyms, limit: Int = 1
  ) -> [String] {
    guard !word.isEmpty, limit > 0 else { return [] }
    let length = word.unicodeScalars.count
    let allowed = max(1, min(3, length / 3))
    let measure = EditDistance(to: word)
    var near: [(distance: Int, place: Int, candidate: String)] = []
    var begun: [String] = []
    var synonym: String?
    let meant = synonyms[word.lowercased()]
    for candidate in candidates {
      if abs(candidate.unicodeScalars.count - length) <= allowed {
        let distance = measure.distance(to: candidate)
        // A word of one letter is not meant by changing that letter.
        if distance <= allowed, distance < length {
          near.append((distance, near.count, candidate))
        }
      }
      if candidate.hasPrefix(word), !begun.contains(candidate) { begun.append(candidate) }
      if candidate == meant { synonym = candidate }
    }
    if !near.isEmpty {
      let sorted = near.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
      return Array(sorted.map(\.candidate).prefix(limit))
    }
    if begun.count == 1 { return begun }
    return synonym.map { [$0] } ?? []
  }
}
