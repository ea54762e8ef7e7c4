import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor looks at the person's surroundings")
struct SurroundingsCheckTests {
  private func locale(
    _ variables: [String: String], known: [String: String] = ["C": "ASCII", "C.UTF-8": "UTF-8"]
  ) -> CheckResult? {
    LocaleCheck(environment: variables, characterSet: { known[$0] }).examine()
  }

  @Test(
    "a locale with UTF-8 is as it should be, by the variable that counts",
    arguments: [
      (["LC_ALL": "C.UTF-8", "LANG": "C"], "UTF-8 by LC_ALL=C.UTF-8"),
      (["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"], "UTF-8 by LC_CTYPE=C.UTF-8"),
      (["LANG": "C.UTF-8"], "UTF-8 by LANG=C.UTF-8"),
    ])
  func utf8(variables: [String: String], found: String) {
    #expect(locale(variables) == .ok(found))
  }

  @Test("another locale is a note that says what the prompt takes")
  func fallback() {
    #expect(locale(["LC_ALL": "C"])?.found == "ASCII by LC_ALL=C; the prompt takes C.UTF-8")
    #expect(locale([:])?.found.contains("are not set") == true)
    #expect(locale(["LANG": "xx"])?.found.hasPrefix("LANG=xx is not installed") == true)
    let bare = locale(["LANG": "C"], known: ["C": "ASCII"])
    #expect(bare?.state == .note)
    #expect(bare?.advice?.contains("install one") == true)
  }

  @Test("the machine's own locales are known")
  func system() {
    #expect(LocaleCheck.systemCharacterSet(of: "C") == "ANSI_X3.4-1968")
    #expect(LocaleCheck.systemCharacterSet(of: "no_SUCH.locale") == nil)
  }

  private func terminal(
    _ variables: [String: String], input: Bool = true, output: Bool = true, error: Bool = true,
    color: Bool = false
  ) -> CheckResult? {
    TerminalCheck(
      environment: variables,
      facts: TerminalFacts(
        inputIsTerminal: input, outputIsTerminal: output, errorIsTerminal: error,
        size: ScreenSize(columns: 80, rows: 24), showsColor: color)
    ).examine()
  }

  @Test("a terminal is told with its type, size and colours")
  func terminals() {
    #expect(terminal(["TERM": "xterm"], color: true) == .ok("TERM=xterm, 80×24, colours"))
    #expect(
      terminal(["TERM": "xterm", "NO_COLOR": "1"])
        == .ok("TERM=xterm, 80×24, no colours by NO_COLOR"))
    #expect(
      terminal(["TERM": "xterm"], output: false)?.found
        == "input and errors on TERM=xterm, 80×24")
    #expect(terminal(["TERM": "dumb"])?.state == .note)
    #expect(terminal([:])?.state == .note)
    #expect(terminal([:], input: false, output: false, error: false)?.state == .ok)
  }

  @Test("the distribution's name is read from its file")
  func distribution() {
    let text = "NAME=\"x\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"
    #expect(SystemFacts.prettyName(in: text) == "Debian GNU/Linux 12 (bookworm)")
    #expect(SystemFacts.prettyName(in: "ID=x") == nil)
  }

  @Test("the libraries name their versions")
  func libraries() {
    let found = LibraryCheck(curl: .loaded).examine()?.found ?? ""
    #expect(
      found.wholeMatch(
        of: /libcurl [0-9.]+ \(.+\), SQLite 3[0-9.]+, OpenSSL [0-9.]+.*, libedit 2\.[0-9]+/) != nil)
    let bare = CurlVersion(number: "9", tls: nil)
    #expect(LibraryCheck(curl: bare).examine()?.state == .problem)
  }
}
