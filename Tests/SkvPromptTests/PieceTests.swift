import Testing

@testable import skv

/// The small parts of the prompt.
@Suite struct PieceTests {
  init() throws { try #require(PromptLocale.settle()) }

  @Test(
    "The cursor goes up and down by lines and never past their ends",
    arguments: [
      ("abc\nde", 6, 2, nil), ("abc\nde", 2, nil, 6), ("abc\nde", 3, nil, 6),
      ("abc\n\nde", 4, 0, 5), ("abc", 1, nil, nil),
    ] as [(String, Int, Int?, Int?)])
  func motion(text: String, cursor: Int, above: Int?, below: Int?) {
    let motion = LineMotion(text: Array(text.unicodeScalars), cursor: cursor)
    #expect(motion.above == above)
    #expect(motion.below == below)
  }

  @Test("Home and End stay inside the cursor's line")
  func lineEnds() {
    let motion = LineMotion(text: Array("ab\ncd\nef".unicodeScalars), cursor: 4)
    #expect(motion.lineStart == 3)
    #expect(motion.lineEnd == 5)
  }

  @Test(
    "Pasted text has one kind of line end, no last one and no controls",
    arguments: [
      ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\n", "a"), ("a\n\n", "a\n"), ("\u{1B}[2Jx\u{07}", "[2Jx"),
      ("a\tb\u{9B}c\u{7F}", "a\tbc"), ("漢\u{200D}字", "漢\u{200D}字"),
    ])
  func pasted(raw: String, clean: String) {
    #expect(PastedText.cleaned(raw) == clean)
  }

  @Test("Candidates without help stand in columns, read downwards")
  func columns() {
    let list = CandidateList(candidates: (1...7).map { .init("word\($0)") })
    let lines = list.lines(size: ScreenSize(columns: 26, rows: 24)).map(\.plain)
    #expect(lines == ["word1  word4  word7", "word2  word5", "word3  word6"])
  }

  @Test("Candidates with help stand one a line, with the help in a column of its own")
  func help() {
    let list = CandidateList(candidates: [.init("t2v", help: "text"), .init("漢", help: "x")])
    let lines = list.lines(size: ScreenSize(columns: 40, rows: 24)).map(\.plain)
    #expect(lines == ["t2v  text", "漢   x"])
  }

  @Test("More candidates than the screen has room for are counted", arguments: [6, 10, 24])
  func many(rows: Int) {
    let list = CandidateList(candidates: (1...100).map { .init("w\($0)", help: "h") })
    let lines = list.lines(size: ScreenSize(columns: 40, rows: rows)).map(\.plain)
    #expect(lines.count < rows - 1)
    #expect(lines.last == "… and \(100 - lines.count + 1) more")
  }

  @Test("Lines are the same wherever their bytes were cut, with any line end")
  func splitter() {
    let bytes = Array("one\r\n漢\n\nlast".utf8)
    for cut in bytes.indices {
      var splitter = LineSplitter()
      var lines: [String] = []
      for part in [bytes[..<cut], bytes[cut...]] {
        splitter.push(Array(part))
        while let line = splitter.next() { lines.append(line) }
      }
      lines += splitter.rest().map { [$0] } ?? []
      #expect(lines == ["one", "漢", "", "last"], "cut at \(cut)")
    }
  }

  @Test("A forgotten half line takes no whole line with it")
  func forgotten() {
    var splitter = LineSplitter()
    splitter.push(Array("one\nha".utf8))
    let first = [splitter.next(), splitter.next()]
    splitter.forgetHalf()
    splitter.push(Array("two\n".utf8))
    let second = splitter.next()
    #expect(first == ["one", nil])
    #expect(second == "two")
  }

  @Test("Only terminals that are known to reflow are taken to do so")
  func reflow() {
    #expect(!TerminalReflow.isDone(environment: ["TERM": "xterm-256color"]))
    #expect(TerminalReflow.isDone(environment: ["TERM": "xterm-256color", "VTE_VERSION": "7200"]))
    #expect(TerminalReflow.isDone(environment: ["TERM_PROGRAM": "vscode"]))
    #expect(TerminalReflow.isDone(environment: ["TERM": "tmux-256color", "TMUX": "x"]))
  }

  @Test("A terminal that inherits another's variables is not taken for it")
  func inheritedReflow() {
    let vte = ["TERM": "xterm-256color", "VTE_VERSION": "7200"]
    for own in ["XTERM_VERSION", "STY", "VIM_TERMINAL", "NVIM", "INSIDE_EMACS"] {
      #expect(!TerminalReflow.isDone(environment: vte.merging([own: "x"]) { $1 }), "\(own)")
    }
    let tmux = ["TERM": "screen-256color", "TMUX": "x", "XTERM_VERSION": "XTerm(379)"]
    #expect(TerminalReflow.isDone(environment: tmux))
  }
}
