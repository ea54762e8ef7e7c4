import Glibc
import SkillsScript

/// Answers the Tab key: what the candidates share goes in, and the candidates themselves.
struct PromptCompletion {
  private let completer: Completer

  /// Creates completion for a dialogue as it stands.
  init(_ dialogue: Dialogue) {
    completer = Completer(dialogue)
  }

  /// What could stand at a place of a text, counted in bytes of UTF-8.
  func answer(_ text: String, at cursor: Int) -> CompletionAnswer {
    let completion = completer.completion(of: text, at: cursor)
    let all = completion.candidates + (completion.wantsFiles ? Self.files(completion.fragment) : [])
    guard let first = all.first else { return CompletionAnswer() }
    let shared = all.dropFirst().reduce(first.text) { Self.sharedBeginning($0, $1.text) }
    var insertion = String(shared.dropFirst(completion.fragment.count))
    if all.count == 1, !first.goesOn { insertion += " " }
    return CompletionAnswer(
      insertion: insertion, candidates: all.map { .init($0.text, help: $0.help) })
  }

  private static func sharedBeginning(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0 == $1 }.map(\.0))
  }

  /// The files and folders that a path after `@` or `@"` could become, sorted; those that begin with
  /// a dot only where one is typed, and those that need quotes only behind one.
  private static func files(_ fragment: String) -> [Completion.Candidate] {
    let isQuoted = fragment.hasPrefix("@\"")
    let path = fragment.dropFirst(isQuoted ? 2 : 1)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let begun = path.dropFirst(folder.count)
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var found: [Completion.Candidate] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(begun), name != ".", name != "..",
        !name.hasPrefix(".") || begun.hasPrefix("."),
        name.allSatisfy(isQuoted ? isPlain : isBare)
      else { continue }
      var status = stat()
      let isFolder = stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      let end = isFolder ? "/" : isQuoted ? "\"" : ""
      found.append(.init(fragment.prefix(isQuoted ? 2 : 1) + folder + name + end, goesOn: isFolder))
    }
    return found.sorted { $0.text < $1.text }
  }

  /// Whether a path in quotes may hold the character as it is.
  private static func isPlain(_ character: Character) -> Bool {
    !"\"\\$".contains(character)
      && character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  /// Whether a path without quotes may hold the character.
  private static func isBare(_ character: Character) -> Bool {
    !character.isWhitespace && !";,]})\"'*?[".contains(character)
      && character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
