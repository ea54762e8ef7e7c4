/// The version of skv.
enum Version {
  /// As `skv --version` prints it.
  static let current = "0.1.0"

  /// As the service sees it in `User-Agent`.
  static let userAgent = "skv/" + current
}
