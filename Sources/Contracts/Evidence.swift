/// How well the body of an endpoint is known (`x-evidence`).
package enum Evidence: String, Sendable, Hashable, CaseIterable {
  /// The whole body is documented.
  case complete
  /// Some fields, types or variants are not documented.
  case partial
  /// The endpoint is listed, its fields are not known.
  case pathOnly = "path-only"
}
