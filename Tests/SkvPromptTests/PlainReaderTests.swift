import Glibc
import Synchronization
import Testing

@testable import skv

@Suite struct PlainReaderTests {
  /// Reads all results from a pipe that holds `text`.
  private func results(of text: String) async throws -> ([LineResult], output: String) {
    let input = try TestPipe()
    let output = try TestPipe()
    write(input.writer, text, text.utf8.count)
    close(input.writer)
    var settings = LineEditorSettings(input: input.reader, output: output.writer)
    settings.isComplete = bracketsAreClosed
    let reader = try #require(PlainReader(settings, showsPrompt: false))
    var results: [LineResult] = []
    while true {
      let result = await reader.readLine(Prompt("skv> "))
      results.append(result)
      if case .ended = result { break }
    }
    close(output.writer)
    defer {
      close(output.reader)
      close(input.reader)
    }
    return (results, output.text())
  }

  @Test(
    "Lines and blocks are read to the end, and nothing is written",
    arguments: [
      ("one\ntwo\n", ["one", "two"]), ("one\r\ntwo", ["one", "two"]),
      ("[1,\n2]\nx\n", ["[1,\n2]", "x"]),
      ("[1,\n2", ["[1,\n2"]), ("", []), ("\n", [""]), ("漢字\n", ["漢字"]),
    ])
  func lines(text: String, lines: [String]) async throws {
    let (results, output) = try await results(of: text)
    #expect(results == lines.map { .line($0) } + [.ended(.input)])
    #expect(output == "")
  }

  @Test("An interrupt takes away the whole block, with the line that has come in part")
  func interrupt() async throws {
    let input = try TestPipe()
    let signals = try PipeSignals()
    var settings = LineEditorSettings(input: input.reader, output: input.reader)
    settings.signals = signals
    settings.isComplete = { text in
      if text == "[1" { signals.send(SIGINT) }
      return bracketsAreClosed(text)
    }
    let reader = try #require(PlainReader(settings, showsPrompt: false))
    write(input.writer, "[1\nhalf", 7)
    #expect(await reader.readLine(Prompt("")) == .interrupted)
    write(input.writer, "whole\n", 6)
    #expect(await reader.readLine(Prompt("")) == .line("whole"))
    close(input.reader)
    close(input.writer)
  }

  @Test("A cancelled task stops waiting, and the next one gets its line")
  func cancel() async throws {
    let pipe = try TestPipe()
    let settings = LineEditorSettings(input: pipe.reader, output: pipe.reader)
    let reader = try #require(PlainReader(settings, showsPrompt: false))
    let task = Task { await reader.readLine(Prompt("")) }
    task.cancel()
    #expect(await task.value == .ended(.cancelled))
    write(pipe.writer, "line\n", 5)
    #expect(await reader.readLine(Prompt("")) == .line("line"))
    close(pipe.reader)
    close(pipe.writer)
  }

  @Test("A text that comes while a line is awaited begins a new line, with the prompt behind it")
  func textAtPrompt() async throws {
    let input = try TestPipe()
    let output = try TestPipe()
    let later = Mutex<PlainReader?>(nil)
    var settings = LineEditorSettings(input: input.reader, output: output.writer)
    // Is asked after each line, while the next one is awaited.
    settings.isComplete = { text in
      if text == "[1" { later.withLock { $0 }?.printAbove("in a block") }
      return bracketsAreClosed(text)
    }
    let reader = try #require(PlainReader(settings, showsPrompt: true))
    later.withLock { $0 = reader }
    reader.printAbove("before")
    write(input.writer, "[1\n]\n", 5)
    #expect(await reader.readLine(Prompt("skv> ")) == .line("[1\n]"))
    reader.printAbove("between")
    close(input.writer)
    #expect(await reader.readLine(Prompt("skv> ")) == .ended(.input))
    reader.printAbove("after")
    close(output.writer)
    #expect(
      output.text() == "before\nskv> \nin a block\nskv> ... between\nskv> \nafter\n")
    close(output.reader)
    close(input.reader)
  }

  @Test("A reader that shows no prompt prints texts as they are")
  func textWithoutPrompt() async throws {
    let input = try TestPipe()
    let output = try TestPipe()
    let later = Mutex<PlainReader?>(nil)
    var settings = LineEditorSettings(input: input.reader, output: output.writer)
    settings.isComplete = { _ in
      later.withLock { $0 }?.printAbove("text")
      return true
    }
    let reader = try #require(PlainReader(settings, showsPrompt: false))
    later.withLock { $0 = reader }
    write(input.writer, "line\n", 5)
    #expect(await reader.readLine(Prompt("skv> ")) == .line("line"))
    close(output.writer)
    #expect(output.text() == "text\n")
    close(output.reader)
    close(input.reader)
    close(input.writer)
  }

  @Test("Texts wait while a line is read, and none is lost when that ends")
  func inbox() throws {
    let pipe = try TestPipe()
    let inbox = try #require(PromptInbox(output: TerminalOutput(descriptor: pipe.writer)))
    inbox.print("at once")
    inbox.beginReading()
    inbox.print("taken")
    #expect(inbox.take().texts == ["taken"])
    inbox.print("left")
    inbox.endReading()
    inbox.print("after")
    close(pipe.writer)
    #expect(pipe.text() == "at once\nleft\nafter\n")
    close(pipe.reader)
  }
}
