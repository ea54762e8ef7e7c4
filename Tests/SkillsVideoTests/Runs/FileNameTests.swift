import Testing

@testable import SkillsVideo

@Suite("File names")
struct FileNameTests {
  /// A destination as a template is written.
  private func destination(_ template: String) -> Destination {
    var pieces: [Destination.Piece] = []
    for (index, part) in template.split(separator: "${run.", omittingEmptySubsequences: false)
      .enumerated()
    {
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if index > 0, let late = Destination.LatePart(rawValue: String(halves[0])) {
        pieces.append(.late(late))
      }
      if let text = halves.last, !text.isEmpty, index == 0 || halves.count == 2 {
        pieces.append(.text(String(text)))
      }
    }
    return Destination(folder: "/o", pieces: pieces)
  }

  @Test(
    "an extension is short, has a letter and is written in the template",
    arguments: [
      ("a.png", ".png"), ("a", ""), ("v2.final cut of the fox", ""), ("v2.5", ""),
      ("a.b.mp4", ".mp4"), ("a.7z", ".7z"), ("a.123", ""), ("a.abcde", ".abcde"),
      ("a.abcdef", ""), ("a.ün", ""), ("a.", ""), ("a.p g", ""), (".hidden", ""), ("q/.hidden", ""),
      ("q.png/name", ""), ("x-${run.id}", ""), ("x.${run.id}", ""), ("a.${run.ext}", ".mp4"),
      ("a${run.ext}", ""), (".${run.ext}", ""), ("q/.${run.ext}", ""),
      ("${run.id}.${run.ext}", ".mp4"), ("${run.id}.png", ".png"), ("a.png${run.seed}", ""),
      ("a.p${run.file}g", ""), ("a.${run.ext}.bak", ".bak"), ("a.${run.ext}-x", ""),
    ])
  func extensions(_ template: String, _ suffix: String) {
    #expect(destination(template).suffix(ext: "mp4") == suffix)
  }

  @Test("the extension of every format is one by the rule", arguments: MediaInfo.Format.allCases)
  func formats(_ format: MediaInfo.Format) {
    #expect(FileName("fox." + format.fileExtension).suffix == "." + format.fileExtension)
  }

  @Test(
    "the second output is numbered before the extension, and never inside a name",
    arguments: [
      ("v2.final cut of the fox", "v2.final cut of the fox-2"), ("a.png", "a-2.png"),
      ("q/seedream-4.5-x-${run.id}", "q/seedream-4.5-x-gen.one-2"), ("v2.5", "v2.5-2"),
      ("${run.id}.${run.ext}", "gen.one-2.mp4"), ("a.${run.ext}", "a-2.mp4"),
    ])
  func numbered(_ template: String, _ name: String) throws {
    let values = LateValues(ext: "mp4", file: 2, seed: nil, id: "gen.one", submittedAt: 0)
    #expect(try destination(template).path(values) == "/o/" + name)
  }

  @Test("a name that is kept keeps its extension")
  func kept() {
    #expect(FileName("fox.mp4").kept(3) == "fox.old-3.mp4")
    #expect(FileName("v2.5").kept(3) == "v2.5.old-3")
  }
}
