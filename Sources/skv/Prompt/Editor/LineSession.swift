/// Reads lines from a terminal with an editor; lives on the editor's thread.
final class LineSession {
  /// How long an Escape may wait for the rest of a sequence, in milliseconds.
  private static let escapeTime: Int32 = 50
  private static let pasteOn = "\u{1B}[?2004h"
  private static let pasteOff = "\u{1B}[?2004l"

  private let settings: LineEditorSettings
  private let inbox: PromptInbox
  private let input: TerminalInput
  private let output: TerminalOutput
  private let editor: LibEdit
  private var decoder = KeyDecoder()
  private var display = LineDisplay()
  private var history: HistoryWalk
  private var prompt = Prompt("")
  private var live: [StyledText] = []
  private var size: ScreenSize
  private var settling: SizeSettling
  /// Lines to be printed above the rows.
  private var texts: [String] = []
  /// What is to be written before the rows are drawn again.
  private var unwritten = ""
  private var pasted = ""
  private var mayList = false
  private var hasKeys = false
  private var end: (result: LineResult, text: [Unicode.Scalar])?

  /// Opens the terminal; nil if it is none.
  init?(settings: LineEditorSettings, inbox: PromptInbox) {
    guard
      let editor = LibEdit(
        input: settings.input, output: settings.output, keyFile: settings.keyFile)
    else { return nil }
    self.settings = settings
    self.inbox = inbox
    self.editor = editor
    output = TerminalOutput(descriptor: settings.output)
    input = TerminalInput(
      descriptor: settings.input, wake: inbox.wake, signals: settings.signals)
    size = output.size
    settling = SizeSettling(time: settings.settlingTime)
    history = HistoryWalk(settings.history?.load() ?? [])
    for line in history.entries { editor.remember(line) }
    decoder.passesUnknown = editor.hasOwnKeys
    editor.client = self
  }

  /// Reads one line or block.
  func read(_ prompt: Prompt) -> LineResult {
    self.prompt = prompt
    end = nil
    mayList = false
    hasKeys = false
    pasted = ""
    history.restart()
    size = output.size
    unwritten = Self.pasteOn
    takeNews()
    let line = editor.read()
    let (result, text) = end ?? ending(of: line)
    leave(text, interrupted: result == .interrupted)
    if case .line(let line) = result, !prompt.isQuestion { keep(line) }
    return result
  }

  /// The line ended by a command of libedit's own; without any key, its terminal was gone at once.
  private func ending(of line: String?) -> (LineResult, [Unicode.Scalar]) {
    if let line { return (.line(line), Array(line.unicodeScalars)) }
    return (.ended(hasKeys ? .input : .terminal), editor.text)
  }

  private func leave(_ text: [Unicode.Scalar], interrupted: Bool) {
    finishRows(interrupted ? text + ["^", "C"] : text)
    if interrupted { decoder.reset() }
  }

  private func keep(_ line: String) {
    guard HistoryFile.keeps(line), settings.mayKeep(line), history.add(line) else { return }
    editor.remember(line)
    settings.history?.append(line)
  }

  private func finish(_ result: LineResult) {
    if end == nil { end = (result, editor.text) }
  }
}

// MARK: - Waiting

extension LineSession {
  /// Takes the next event; the rows are brought up to date only when there is none yet, so that a
  /// burst of keys is drawn once.
  private func takeEvent() {
    var event = input.next(within: 0)
    if event == nil {
      draw()
      let patience = settling.rest(at: settings.now()) ?? -1
      event = input.next(within: decoder.holdsEscape ? Self.escapeTime : patience)
    }
    switch event {
    case .bytes(let bytes): decoder.push(bytes)
    case .signal(let signal): take(signal)
    case .woken: takeNews()
    case .ended: finish(.ended(.terminal))
    case nil: decoder.releaseEscape()
    }
  }

  private func take(_ signal: Int32) {
    switch PromptSignal(signal) {
    case .interrupt: finish(.interrupted)
    case .stop: stop()
    case .continued: resume()
    case .resized: takeSize(isTold: true)
    case .hangUp: finish(.ended(.terminal))
    case .terminate: finish(.ended(.signal(signal)))
    case .ignored: break
    }
  }

  private func takeNews() {
    let news = inbox.take()
    live = news.live
    texts += news.texts
    if news.isCancelled { finish(.ended(.cancelled)) }
  }

  private func stop() {
    finishRows(editor.text)
    editor.setEditing(false)
    settings.stop()
    resume()
  }

  /// Whatever ran in between may have changed the terminal's settings and has moved the cursor.
  ///
  /// After a stop it comes twice, the second time for the SIGCONT: nothing is drawn in between.
  private func resume() {
    editor.setEditing(false)
    editor.setEditing(true)
    display.forget()
    settling.close()
    unwritten += Self.pasteOn
    size = output.size
    editor.resize()
  }

  /// A signal for a size that is the same as before tells of one in between, by which a terminal
  /// may have cut rows.
  private func takeSize(isTold: Bool = false) {
    let new = output.size
    guard isTold || new != size else { return }
    display.note(new)
    if !display.isEmpty { settling.start(at: settings.now()) }
    guard new != size else { return }
    size = new
    editor.resize()
  }
}

// MARK: - Drawing

extension LineSession {
  private func layout(of text: [Unicode.Scalar], cursor: Int) -> LineLayout {
    LineLayout(
      prompt: prompt, text: text, cursor: cursor, columns: size.columns,
      color: settings.showsColor)
  }

  private func draw() {
    takeSize()
    guard settle() else { return }
    printTexts()
    let layout = layout(of: editor.text, cursor: editor.cursor)
    let above = live.suffix(max(0, size.rows - layout.rows.count)).map {
      ScreenRow.clipped($0, columns: size.columns, color: settings.showsColor)
    }
    var place = layout.cursor
    place.row += above.count
    write(display.draw(above + layout.rows, cursor: place, size: size))
  }

  /// Leaves a text on the screen for good, with all that waits to be printed above it.
  private func finishRows(_ text: [Unicode.Scalar]) {
    takeSize()
    _ = settle()
    printTexts()
    let layout = layout(of: text, cursor: text.count)
    write(Self.pasteOff + display.finish(layout.rows, size: size))
    settling.close()
  }

  /// Clears the rows after the window has changed its size; no while that goes on.
  private func settle() -> Bool {
    guard let rest = settling.rest(at: settings.now()) else { return true }
    guard rest == 0 else { return false }
    settling.close()
    unwritten += display.erase(afterChangeTo: size, reflows: settings.reflows)
    return true
  }

  private func printTexts() {
    guard !texts.isEmpty else { return }
    unwritten += display.erase()
    for scalar in texts.joined(separator: "\n").unicodeScalars {
      if scalar == "\n" { unwritten += "\r" }
      unwritten.unicodeScalars.append(scalar)
    }
    unwritten += "\r\n"
    texts = []
  }

  private func write(_ text: String) {
    let text = unwritten + text
    unwritten = ""
    if !text.isEmpty { output.write(text) }
  }
}

// MARK: - Keys and commands

extension LineSession: LibEditClient {
  func nextKey() -> Unicode.Scalar? {
    while end == nil {
      switch decoder.next() {
      case .scalar(let scalar): return pressed(scalar)
      case .special(let key): return pressed(key.scalar)
      case .paste(let text):
        pasted += text
        return pressed(EditorKey.paste.scalar)
      case nil: takeEvent()
      }
    }
    return nil
  }

  private func pressed(_ key: Unicode.Scalar) -> Unicode.Scalar {
    hasKeys = true
    if key != "\t" { mayList = false }
    return key
  }

  func perform(_ command: EditorCommand) -> LibEdit.Aftermath {
    let motion = LineMotion(text: editor.text, cursor: editor.cursor)
    switch command {
    case .accept: return accept(String(scalars: motion.text))
    case .complete: complete(motion)
    case .paste:
      editor.insert(pasted)
      pasted = ""
    case .up: recall(inBlock: motion.above) { history.older(leaving: $0) }
    case .down: recall(inBlock: motion.below) { history.newer(leaving: $0) }
    case .lineStart: editor.cursor = motion.lineStart
    case .lineEnd: editor.cursor = motion.lineEnd
    case .clear:
      unwritten += "\u{1B}[H\u{1B}[2J"
      display.forget()
    }
    return .bufferChanged
  }

  private func accept(_ text: String) -> LibEdit.Aftermath {
    guard prompt.isQuestion || settings.isComplete(text) else {
      editor.insert("\n")
      return .bufferChanged
    }
    finish(.line(text))
    return .lineIsDone
  }

  private func recall(inBlock place: Int?, _ entry: (String) -> String?) {
    if let place {
      editor.cursor = place
    } else if let line = entry(String(scalars: editor.text)) {
      editor.replace(with: line)
    }
  }

  /// The first Tab puts in what all candidates share; the next one that finds nothing to put in
  /// lists them.
  private func complete(_ motion: LineMotion) {
    let before = String(scalars: motion.text[..<motion.cursor])
    let answer =
      prompt.isQuestion
      ? CompletionAnswer() : settings.complete(String(scalars: motion.text), before.utf8.count)
    if !answer.insertion.isEmpty {
      editor.insert(answer.insertion)
    } else if mayList, !answer.candidates.isEmpty {
      texts += CandidateList(candidates: answer.candidates).lines(size: size).map {
        ScreenRow.clipped($0, columns: size.columns, color: settings.showsColor).text
      }
    } else {
      unwritten += "\u{07}"
    }
    mayList = true
  }
}
