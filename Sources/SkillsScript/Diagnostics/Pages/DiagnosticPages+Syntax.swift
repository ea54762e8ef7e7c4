// E01: how a script is written.
extension DiagnosticPage {
  static let characters: [DiagnosticPage] = [
    DiagnosticPage(
      .invalidUTF8, "bytes that are no UTF-8",
      """
      A script is UTF-8 text. The file was saved in another encoding, or is no text at all. Save it as \
      UTF-8 in your editor.
      """),
    DiagnosticPage(
      .controlCharacter, "a control character",
      """
      NUL and other control characters mean nothing in a script, and terminals may act on them. Take the \
      character out; in a text write it as `\\u{…}`.
      """, wrong: "print \"ding \u{7}\"", right: "print \"ding \\u{7}\""),
    DiagnosticPage(
      .unexpectedCharacter, "a character that begins nothing",
      """
      Outside of texts the language uses letters, digits and a few marks. Free text stands in quotes, so \
      that every character can be in it.
      """, wrong: "print & \"fox\"", right: "print \"& fox\""),
    DiagnosticPage(
      .typographicQuote, "typographic quotes",
      """
      Chats and word processors turn straight quotes into curly ones. The language takes \" and ' only.
      """, wrong: "print “a fox”", right: "print \"a fox\""),
    DiagnosticPage(
      .unusualSpace, "a space that is none",
      """
      A no-break space or another wide or narrow space stands between two words, as it does in text that \
      was copied from a page. Type an ordinary space.
      """, wrong: "print\u{A0}\"a fox\"", right: "print \"a fox\""),
    DiagnosticPage(
      .touchingTokens, "two words that touch",
      """
      Between two values stands a space or a comma. What is meant as one text is written in one pair of \
      quotes; a name inside of it is `${name}`.
      """, wrong: "let a = 1\nprint $a/b", right: "let a = 1\nprint \"${a}/b\""),
  ]

  static let texts: [DiagnosticPage] = [
    DiagnosticPage(
      .openString, "a text without its closing quote",
      """
      A text in single or double quotes ends on its line. A text of several lines is a block: three \
      quotes, the lines, and three quotes on a line of their own.
      """, wrong: "print \"a fox", right: "print \"a fox\""),
    DiagnosticPage(
      .openBlock, "a block without its closing quotes",
      "A block ends with three quotes on a line of their own; here the script ends before.",
      wrong: "print \"\"\"\n  a fox", right: "print \"\"\"\n  a fox\n  \"\"\""),
    DiagnosticPage(
      .blockQuotes, "text beside the quotes of a block",
      """
      The three quotes that open a block are the last on their line, and those that close it stand alone.
      """, wrong: "print \"\"\"a fox\"\"\"", right: "print \"a fox\""),
    DiagnosticPage(
      .blockIndentation, "a line of a block that is not indented like its end",
      """
      The blanks before the closing quotes are taken off every line of a block, so every line begins with \
      the same ones.
      """, wrong: "print \"\"\"\n  one\n two\n  \"\"\"",
      right: "print \"\"\"\n  one\n  two\n  \"\"\""),
    DiagnosticPage(
      .unknownEscape, "an escape that does not exist",
      """
      In double quotes a backslash begins one of \\n \\t \\" \\\\ \\$ \\u{…}. A backslash itself is \\\\, and \
      in single quotes everything means itself.
      """, wrong: "print \"C:\\photos\"", right: "print 'C:\\photos'"),
    DiagnosticPage(
      .unicodeEscape, "an escape that names no character",
      "A character is written by its number in hexadecimal digits and braces: `\\u{1F98A}`.",
      wrong: "print \"\\u1F98A\"", right: "print \"\\u{1F98A}\""),
    DiagnosticPage(
      .malformedInterpolation, "a `${` without a name and a brace",
      """
      `${name}`, `${still.files[0].url}`: between the braces stands the name of a value, nothing to be \
      computed. A dollar sign that means itself is `\\$`.
      """, wrong: "print \"${1 + 1}\"", right: "print \"\\${1 + 1}\""),
    DiagnosticPage(
      .malformedNumber, "a number in a form that JSON does not have",
      """
      Numbers are written as JSON writes them, since that is what the service reads: no leading zeros and \
      plus signs, a digit on both sides of the point, nothing between digits.
      """, wrong: "print 007", right: "print 7"),
    DiagnosticPage(
      .malformedRange, "a range that does not rise",
      "`1..4` is 1, 2, 3 and 4: two whole numbers, the smaller one first, and two dots.",
      wrong: "print [4..1]", right: "print [1..4]"),
    DiagnosticPage(
      .malformedReference, "a `$` without a name",
      "`$` and a name stand for a value that was given that name.",
      wrong: "let n = 5\nprint $ n", right: "let n = 5\nprint $n"),
    DiagnosticPage(
      .malformedFile, "an `@` without a path",
      """
      `@` and a path stand for a file. A path with blanks, or with `${…}` in it, is quoted behind the `@`; \
      a text that begins with @ is quoted as a whole.
      """, wrong: "print @", right: "print \"@\""),
    DiagnosticPage(
      .nestingTooDeep, "lists and objects that are nested too deep",
      "Lists and objects can be nested 100 deep; no request of the service comes near to that.",
      wrong: Example(
        "print " + String(repeating: "[", count: 101) + String(repeating: "]", count: 101)),
      right: "print [[[]]]"),
    DiagnosticPage(
      .openBracket, "a bracket that is not closed",
      "Every `[` has its `]`, every `{` its `}`. In between, lines may end freely.",
      wrong: "print [1, 2", right: "print [1, 2]"),
    DiagnosticPage(
      .malformedList, "a list without commas",
      "The values of a list have one comma between them; one behind the last is allowed.",
      wrong: "print [1 2]", right: "print [1, 2]"),
    DiagnosticPage(
      .malformedObject, "an object whose members are not named",
      "Members are written as in JSON: a name in quotes, a colon, a value; commas between them.",
      wrong: "print {zoom: 2}", right: "print {\"zoom\": 2}"),
  ]

  static let statements: [DiagnosticPage] = [
    DiagnosticPage(
      .expectedStatement, "a statement that begins with no word",
      "Every statement begins with its verb: `set`, `run`, `print` and so on; `skv explain` lists the codes, "
        + "`help` at the prompt the statements.",
      wrong: "use kling-v2.6; \"a red fox\"; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .unknownStatement, "a word that begins no statement",
      """
      The first word of a statement is one of a few verbs. A field is given a value with `set`, a name with \
      `let`.
      """, wrong: "use kling-v2.6; prompt \"a red fox\"; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .reservedWord, "a word of other languages",
      """
      A script has no conditions, loops and functions, on purpose: that is what lets `skv plan` say what it \
      will do before it does it. `sweep` makes many jobs of one draft, `option on-error` decides what \
      follows a failure.
      """, wrong: "for seed in 1..4",
      right: "use qwen-image; set prompt \"p\"; sweep seed in 1..4; run"),
    DiagnosticPage(
      .promptCommand, "a command of the prompt in a script",
      "Commands such as `show` and `models` answer a person; a script has no use for an answer.",
      wrong: "use kling-v2.6; set prompt \"a red fox\"; show; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .statementNotYet, "a command that this version does not have",
      "The language names the command, and this version of skv does not perform it yet."),
    DiagnosticPage(
      .missingOperand, "something is missing",
      "The statement ends before it is whole; the message shows its form and an example.",
      wrong: "use kling-v2.6; set prompt; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .surplusOperand, "something behind the end of a statement",
      """
      A statement ends with its line or with `;`. Free text stands in quotes, or each of its words is taken \
      for something else.
      """, wrong: "use kling-v2.6; set prompt a red fox; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .malformedPath, "no name of a field",
      "A field is written without quotes and `$`: `prompt`, `image_urls[0]`, `camera.zoom`.",
      wrong: "use kling-v2.6; set \"prompt\" \"a red fox\"; run",
      right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .malformedName, "no name",
      "A name is made of letters, digits, `_` and `-`, a letter or `_` first.",
      wrong: "let $style = \"ink\"", right: "let style = \"ink\""),
    DiagnosticPage(
      .unknownClause, "no clause of a run",
      "Behind `run` and `start` stand `as NAME`, `x COUNT` and `to \"path\"`, in any order.",
      wrong: "use kling-v2.6; set prompt \"p\"; run fox",
      right: "use kling-v2.6; set prompt \"p\"; run as fox; print $fox"),
    DiagnosticPage(
      .repeatedClause, "a clause that is given twice",
      "A run has one label, one number of takes and one path.",
      wrong: "use kling-v2.6; set prompt \"p\"; run x 2 x 3",
      right: "use kling-v2.6; set prompt \"p\"; run x 3"),
    DiagnosticPage(
      .malformedTakes, "no number of takes",
      "A run has a whole number of takes, 1 or more.",
      wrong: "use kling-v2.6; set prompt \"p\"; run x 0",
      right: "use kling-v2.6; set prompt \"p\"; run x 2"),
    DiagnosticPage(
      .reservedLabel, "a label with a meaning of its own",
      "`run` names the parts of output paths, and `last` the newest result; no run is called so.",
      wrong: "use kling-v2.6; set prompt \"p\"; run as last",
      right: "use kling-v2.6; set prompt \"p\"; run as final; print $final"),
    DiagnosticPage(
      .unknownMode, "no mode",
      "A mode says what is made of what: t2v, i2v, v2v, a2v, t2i or i2i.",
      wrong: "use kling-v2.6 for tv2; set prompt \"p\"; run",
      right: "use kling-v2.6 for t2v; set prompt \"p\"; run"),
    DiagnosticPage(
      .unreadVersion, "a version of the language that is not read",
      "This program reads version 1; a newer skv may read the script.",
      wrong: "skv 2\nprint \"hello\"", right: "skv 1\nprint \"hello\""),
    DiagnosticPage(
      .misplacedVersion, "a version that is not first",
      "The version says how the rest is to be read, so it is the first statement of its file.",
      wrong: "print \"hello\"\nskv 1", right: "skv 1\nprint \"hello\""),
    DiagnosticPage(
      .malformedBudget, "no cap",
      "A budget is a whole number, and what it counts: credits or jobs; `per day` may follow.",
      wrong: "budget 200credits", right: "budget 200 credits"),
    DiagnosticPage(
      .unknownArgumentType, "no type of an argument",
      "An argument is a string, int, number, bool, file or duration, or one of a list: `in [1, 2]`.",
      wrong: "arg n integer = 5\nprint $n", right: "arg n int = 5\nprint $n"),
    DiagnosticPage(
      .unknownOperator, "no operator",
      """
      `expect` takes `exists`, or a comparison: == != < <= > >= in contains matches. The place that is \
      looked at comes first.
      """,
      wrong: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.n = 1",
      right: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.n == 1"),
  ]
}
