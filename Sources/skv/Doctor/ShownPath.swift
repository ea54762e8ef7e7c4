/// Paths as a report shows them: short, and without the name of the person.
struct ShownPath: Sendable {
  private let home: String?

  /// Shortens what is below `HOME`.
  init(_ environment: [String: String]) {
    var home = environment["HOME"] ?? ""
    while home.hasSuffix("/") { home.removeLast() }
    self.home = home.hasPrefix("/") ? home : nil
  }

  /// `~/out` for a path below the home, any other as it is.
  func text(_ path: String) -> String {
    guard let home, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }

  /// A message with the home's path as `~`.
  func shortened(_ message: String) -> String {
    home.map { message.replacing($0 + "/", with: "~/") } ?? message
  }
}
