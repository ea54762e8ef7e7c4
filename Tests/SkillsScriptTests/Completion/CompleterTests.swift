import Contracts
import Testing

@testable import SkillsScript

@Suite("Completion")
struct CompleterTests {
  /// The candidates at the `|` of a text, after some entries.
  private func words(_ marked: String, after entries: [String] = []) throws -> [String] {
    try completion(marked, after: entries).candidates.map(\.text)
  }

  private func completion(_ marked: String, after entries: [String] = []) throws -> Completion {
    var test = try TestDialogue()
    for entry in entries { test.enter(entry) }
    let cursor = try #require(marked.utf8.firstIndex(of: UInt8(ascii: "|")))
    let offset = marked.utf8.distance(from: marked.startIndex, to: cursor)
    return Completer(test.dialogue).completion(
      of: marked.replacing("|", with: ""), at: offset)
  }

  @Test("a statement begins with a keyword or a command of the prompt")
  func beginnings() throws {
    let all = try words("|")
    #expect(all.prefix(3) == ["include", "arg", "let"])
    #expect(all.contains("use") && all.contains("fields") && !all.contains("undo"))
    #expect(try words("us|") == ["use"])
    #expect(try words("use lab/clip; se|") == ["set"])
    #expect(try words("use lab/clip\nun|") == ["unset"])
    #expect(try words("xyz|") == [])
  }

  @Test("a budget is completed word by word")
  func budget() throws {
    #expect(try words("budget |") == [])
    #expect(try words("budget 5 |") == ["credits", "jobs"])
    #expect(try words("budget 5 jobs |") == ["per"])
    #expect(try words("budget 5 jobs per |") == ["day"])
    #expect(try words("budget 5 jobs per day |") == [])
  }

  @Test("models come by name, then by path, and behind them the modes")
  func models() throws {
    #expect(try words("use cl|") == ["clip"])
    #expect(try words("use lab/st|") == ["lab/still", "lab/strict"])
    #expect(try words("use clip |") == ["for"])
    let modes = try words("use clip for |")
    #expect(modes.contains("i2v") && !modes.contains("t2i"))
    #expect(try words("use clip for i2|") == ["i2v"])
    #expect(try words("use nix for |") == [])
    #expect(try words("fields sti|") == [])
    #expect(try words("fields lab/sti|") == ["lab/still"])
  }

  @Test("fields: the required that are missing first, those that are set last")
  func fields() throws {
    #expect(
      try words("set |", after: ["use lab/strict"]) == ["prompt", "title", "negative_prompt"])
    #expect(
      try words("use lab/strict; set prompt \"x\"; set |")
        == ["title", "negative_prompt", "prompt"])
    #expect(try words("set neg|", after: ["use lab/strict"]) == ["negative_prompt"])
    #expect(try words("set |") == [])
    #expect(try words("unset |", after: ["use lab/strict; set title \"x\""]) == ["title", "*"])
    let help = try completion("set pro|", after: ["use lab/strict"]).candidates.first?.help
    #expect(help?.hasPrefix("required; a text") == true)
  }

  @Test("the model of an earlier statement of the same entry counts, errors and all")
  func sameEntry() throws {
    #expect(try words("use lab/strict; set tit|", after: ["use lab/clip"]) == ["title"])
    #expect(try words("use lab/strict; set nix 1; set tit|") == ["title"])
  }

  @Test("values: words of the contract, truth values, results and files for media")
  func values() throws {
    let before = ["use lab/still", "run as still", "use lab/slow", "run as clip", "use lab/clip"]
    #expect(
      try words("set shape |", after: before) == ["16:9", "1080p", "4K", "true", "5s", "wide"])
    #expect(try words("set shape 1|", after: before) == ["16:9", "1080p"])
    #expect(try words("set flag |", after: before) == ["true", "false"])
    #expect(try words("set image_url |", after: before) == ["$still", "@"])
    #expect(try words("set video_url |", after: before) == ["$clip", "@"])
    #expect(try words("set prompt |", after: before) == [])
    #expect(try words("set prompt $st|", after: before).first == "$still")
    #expect(try words("set image_urls [$st|", after: before).first == "$still")
  }

  @Test("a path after @ asks for files, an address does not")
  func files() throws {
    let after = ["use lab/clip"]
    #expect(try completion("set image_url @fo|", after: after).wantsFiles)
    #expect(try completion("set image_urls [@a.png, @fo|", after: after).wantsFiles)
    #expect(try completion("set image_url @fo|", after: after).fragment == "@fo")
    #expect(try completion("set image_url @\"my fo|", after: after).wantsFiles)
    #expect(try completion("set image_url @\"my fo|", after: after).fragment == "@\"my fo")
    #expect(try !completion("set image_url @\"my ${fo|", after: after).wantsFiles)
    #expect(try !completion("set image_url @https://x|", after: after).wantsFiles)
    #expect(try !completion("set image_url |", after: after).wantsFiles)
    #expect(try !completion("use @fo|", after: after).wantsFiles)
  }

  @Test("names after $, inside ${ too, and the members of results")
  func names() throws {
    let before = ["use lab/still", "run as still", "let style = \"ink\""]
    #expect(try words("print $s|", after: before).prefix(2) == ["$still", "$style"])
    #expect(try words("print $still.cr|", after: before) == ["$still.credits"])
    #expect(try words("print $last.st|", after: before) == ["$last.status"])
    #expect(try words("print \"in ${sty|", after: before) == ["style"])
    #expect(try words("print \"in ${style} a|", after: before) == [])
    #expect(try words("set prompt \"a fox|", after: before) == [])
  }

  @Test("clauses of run that are not there yet, options and their words")
  func clauses() throws {
    #expect(try words("run |") == ["as", "x", "to"])
    #expect(try words("run as fox |") == ["x", "to"])
    #expect(try words("run as |") == [])
    #expect(try words("option over|") == ["overwrite"])
    #expect(try words("option overwrite |") == ["never", "number", "always"])
    #expect(try words("option jobs |") == [])
    #expect(try words("let a |") == ["="])
    #expect(try words("help ru|") == ["run"])
    #expect(try words("help lab/sti|") == ["lab/still"])
  }

  @Test("nothing is offered in a comment or behind the end of a statement")
  func nothing() throws {
    #expect(try words("use lab/clip # us|") == [])
    #expect(try words("show |") == [])
    #expect(try words("quit q|") == [])
  }

  @Test("no place of any script makes trouble, and every candidate goes on with what is typed")
  func everywhere() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip; set prompt \"x\"; run as fox")
    let completer = Completer(test.dialogue)
    let texts = MarkedScripts.all + ["set prompt \"日本${fo", "use \u{1F98A}", "\"\"\"\n a", "[{"]
    for text in texts {
      for cursor in 0...text.utf8.count {
        let completion = completer.completion(of: text, at: cursor)
        for candidate in completion.candidates {
          #expect(candidate.text.hasPrefix(completion.fragment))
        }
      }
    }
  }
}
