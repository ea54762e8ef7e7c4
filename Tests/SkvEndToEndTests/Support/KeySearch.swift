import Foundation

/// Looks for a key in every form in which a program could have written it.
struct KeySearch {
  private let forms: [(name: String, bytes: Data)]
  private let key: String

  init(_ key: String = SandboxProcess.key) {
    self.key = key
    let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    let percent = key.addingPercentEncoding(withAllowedCharacters: unreserved) ?? key
    let json = key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var forms = [
      ("plain", key), ("percent-encoded", percent), ("percent-encoded", percent.lowercased()),
      ("JSON", json), ("JSON with escaped slashes", json.replacing("/", with: "\\/")),
    ]
    // Wherever the key begins in what was encoded, the digits that hang on it alone.
    for lead in 0...2 {
      let whole = Data(String(repeating: "x", count: lead).utf8) + Data(key.utf8)
      let digits = whole.base64EncodedString().prefix(whole.count / 3 * 4)
      forms.append(("base64 from \(lead)", String(digits.dropFirst([0, 2, 3][lead]))))
    }
    self.forms = forms.map { ($0.0, Data($0.1.utf8)) }
  }

  /// The forms in which the key stands in some bytes.
  func traces(in bytes: Data) -> [String] {
    forms.filter { bytes.range(of: $0.bytes) != nil }.map(\.name)
  }

  /// The forms in which the key stands in what a program printed.
  func traces(in result: Skv.Result) -> [String] {
    traces(in: Data((result.output + "\n" + result.errors).utf8))
  }

  /// Every file below a folder, hidden ones too, whose bytes or name hold the key.
  func traces(below folder: TemporaryFolder, except own: Set<String> = []) -> [String] {
    let names =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { !own.contains($0) }.flatMap { name in
      (traces(in: Data(name.utf8))
        + traces(in: FileManager.default.contents(atPath: folder.file(name)) ?? Data()))
        .map { "\(name): \($0)" }
    }
  }
}
