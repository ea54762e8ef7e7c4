// E03: values, and the contract that they meet.
extension DiagnosticPage {
  static let values: [DiagnosticPage] = [
    DiagnosticPage(
      .wrongType, "a value of another type",
      "The contract of the model says what a field takes: a text, a number, a list, a picture.",
      wrong: "use kling-v2.6; set prompt \"p\"; set generate_audio 5; run",
      right: "use kling-v2.6; set prompt \"p\"; set generate_audio true; run"),
    DiagnosticPage(
      .wordNotAllowed, "a word that is not on the list",
      "The field, or the option, takes one of a few words; the message lists them.",
      wrong: "use kling-v2.6; set prompt \"p\"; set aspect_ratio 16:10; run",
      right: "use kling-v2.6; set prompt \"p\"; set aspect_ratio 16:9; run"),
    DiagnosticPage(
      .missingField, "a field that must be set",
      "The model refuses a request without it. `skv fields MODEL` marks what is required with `*`.",
      wrong: "use kling-v2.6; run", right: "use kling-v2.6; set prompt \"a red fox\"; run"),
    DiagnosticPage(
      .outOfRange, "a number beyond its range",
      "The contract of the model gives the smallest and the greatest value, or a step.",
      wrong: "use v3/video; set prompt \"p\"; set duration 30; run",
      right: "use v3/video; set prompt \"p\"; set duration 15; run"),
    DiagnosticPage(
      .wrongLength, "too long or too short",
      "The contract of the model bounds the characters of the text, or the elements of the list.",
      wrong: Example(
        "use vidu/q3; set prompt \"" + String(repeating: "fox ", count: 751) + "\"; run"),
      right: "use vidu/q3; set prompt \"a fox\"; run"),
    DiagnosticPage(
      .nullNotAllowed, "null where the field takes none",
      "To leave a field out, do not set it, or take it out with `unset`.",
      wrong: "use kling-v2.6; set prompt null; run",
      right: "use kling-v2.6; set prompt \"p\"; set negative_prompt null; run"),
    DiagnosticPage(
      .needsQuotes, "a number where a text is meant",
      "Quotes make it a text, so that it is sent as the service wants it.",
      wrong: "use kling-v2.6; set prompt 1984; run",
      right: "use kling-v2.6; set prompt \"1984\"; run"),
    DiagnosticPage(
      .bareWord, "free text without quotes",
      """
      A bare word is right only where a closed list of words is known, as in `set aspect_ratio 16:9`. Free \
      text is quoted, so that a misspelt name is never taken for one.
      """, wrong: "use kling-v2.6; set prompt fox; run",
      right: "use kling-v2.6; set prompt \"fox\"; run"),
    DiagnosticPage(
      .notWholeNumber, "a number that is not whole",
      "The field takes digits only, `5` and not `5.0`; what is written is what is sent.",
      wrong: "use v3/video; set prompt \"p\"; set duration 5.0; run",
      right: "use v3/video; set prompt \"p\"; set duration 5; run"),
    DiagnosticPage(
      .wrongUnit, "a unit that does not fit",
      """
      A length of time fits fields that are named duration or seconds; sizes compare with the bytes of a \
      result.
      """, wrong: "use vidu/q3; set prompt \"p\"; set seed 5s; run",
      right: "use vidu/q3; set prompt \"p\"; set duration 5s; run"),
    DiagnosticPage(
      .wrongForm, "a text of another form",
      "The field asks for an address, a pattern or another form.",
      wrong: "use v3/video; set prompt \"p\"; set image_url \"photo\"; run",
      right: "use v3/video; set prompt \"p\"; set image_url @https://example.com/photo.png; run"),
  ]

  static let contracts: [DiagnosticPage] = [
    DiagnosticPage(
      .undocumentedBody, "a model whose fields are not documented",
      """
      Only the endpoint is known, so nothing can be checked before it is paid for. `option unchecked allow` \
      sends what you set as it is.
      """, wrong: "use veo-2; set prompt \"p\"; run",
      right: "option unchecked allow\nuse veo-2; set prompt \"p\"; run"),
    DiagnosticPage(
      .undocumentedVariant, "a workflow whose fields are not documented",
      """
      The model has several workflows, and no page prints the fields of this one. `option unchecked allow` \
      sends what you set as it is.
      """,
      wrong: "use kling-v2.6; set feature \"motion-control\"; set prompt \"p\"; run",
      right: "use kling-v2.6; set prompt \"p\"; run"),
    DiagnosticPage(
      .missingInput, "a mode without its input",
      "`for i2v` asks for a picture, and none is set.",
      wrong: "use v3/video for i2v; set prompt \"p\"; run",
      right:
        "use v3/video for i2v; set prompt \"p\"; set image_url @https://example.com/a.png; run"),
    DiagnosticPage(
      .wrongMedia, "media of another kind",
      "The field takes a picture, a video or a sound, and this is another kind of media."),
    DiagnosticPage(
      .indexOutOfOrder, "an element that leaves a gap",
      "The elements of a list are set one after another, from 0.",
      wrong: "use qwen-image; set prompt \"p\"; set image_urls[1] @https://example.com/a.png; run",
      right: "use qwen-image; set prompt \"p\"; set image_urls[0] @https://example.com/a.png; run"),
    DiagnosticPage(
      .noTextForm, "a value without a text form",
      "A list, an object or a whole result has no form inside a text; name a part of it.",
      wrong: "let a = [1, 2]\nprint \"first ${a}\"",
      right: "let a = [1, 2]\nprint \"first ${a[0]}\""),
    DiagnosticPage(
      .takesOutOfRange, "too many takes",
      "A run has at most 10000 takes, and a script 100000 jobs.",
      wrong: "use kling-v2.6; set prompt \"p\"; run x 20000",
      right: "use kling-v2.6; set prompt \"p\"; run x 20"),
    DiagnosticPage(
      .valueTooLarge, "a value that is too large",
      "A value holds at most 1 MiB, 64 lists and objects in each other, and 10000 numbers of a range.",
      wrong: "print [1..20000]", right: "print [1..200]"),
    DiagnosticPage(
      .memberTwice, "a name that stands twice in an object",
      "The service would take one of the two, and which one is not documented.",
      wrong: "print {\"a\": 1, \"a\": 2}", right: "print {\"a\": 1, \"b\": 2}"),
    DiagnosticPage(
      .sweepTooLarge, "a sweep of too many jobs",
      "Sweeps multiply, with the takes of the run too; a script has at most 100000 jobs.",
      wrong: "use qwen-image; set prompt \"p\"\nsweep seed in 1..10000\nrun x 11",
      right: "use qwen-image; set prompt \"p\"\nsweep seed in 1..10\nrun x 11"),
    DiagnosticPage(
      .emptyAxis, "a list without values",
      "With no value to take, the run would make nothing.",
      wrong: "use qwen-image; set prompt \"p\"\nsweep seed in []\nrun",
      right: "use qwen-image; set prompt \"p\"\nsweep seed in [7]\nrun"),
    DiagnosticPage(
      .notSweepable, "nothing to sweep over",
      """
      A sweep takes a list, a range, files that a pattern matches (`@frames/*.png`), or a result of several \
      jobs; `sweep from` takes a table.
      """, wrong: "use qwen-image; set prompt \"p\"\nsweep seed in 7\nrun",
      right: "use qwen-image; set prompt \"p\"\nsweep seed in [7]\nrun"),
    DiagnosticPage(
      .tooManyEdges, "too many results that hang together",
      """
      The jobs, prints and the like of a script use at most 1000000 results in all. A job that uses a whole \
      run of many jobs counts each of them.
      """,
      wrong:
        "use qwen-image; set prompt \"p\"; run as grid x 2000\nset prompt \"${grid.credits}\"; run x 501",
      right:
        "use qwen-image; set prompt \"p\"; run as grid x 2000\nset prompt \"${grid[0].credits}\"; run x 501"
    ),
  ]
}
