/// The version of skv.
enum Version {
  /// As `skv --version` prints it, and as the service sees it in `User-Agent`.
  static let current = "0.1.0"
}
