// E05: files, includes and output paths.
extension DiagnosticPage {
  static let files: [DiagnosticPage] = [
    DiagnosticPage(
      .unreadableFile, "a file that cannot be read",
      "Paths are relative to the script that they stand in, at the prompt to the working directory.",
      wrong: "use kling-v2.6; set prompt @gone.txt; run",
      right: Example(
        "use kling-v2.6; set prompt @prompt.txt; run", files: [("prompt.txt", "a red fox\n")])),
    DiagnosticPage(
      .notText, "a file that is no text",
      "A file that stands for a text is UTF-8, and so is a table."),
    DiagnosticPage(
      .notJSON, "a file that holds no JSON",
      "For a list or an object a `.json` file is read; for a cell of a table its text.",
      wrong: Example(
        "use qwen-image; set prompt \"p\"; set image_urls @urls.json; run",
        files: [("urls.json", "[https://example.com/a.png]")]),
      right: Example(
        "use qwen-image; set prompt \"p\"; set image_urls @urls.json; run",
        files: [("urls.json", "[\"https://example.com/a.png\"]")])),
    DiagnosticPage(
      .localMedia, "a local file that cannot be sent",
      """
      The model takes addresses only. Put the file where the service can fetch it, and write its address: \
      `@https://…`.
      """),
    DiagnosticPage(
      .noFileMatches, "no file matches",
      "`*`, `?` and `[a-b]` stand for files; a name in quotes is taken as it is.",
      wrong: "use qwen-image; set prompt \"p\"; set image_urls @frames/*.png; run",
      right: Example(
        "use qwen-image; set prompt \"p\"; set image_urls @frames/*.png; run",
        files: [("frames/a.png", "")])),
    DiagnosticPage(
      .unsafePath, "an output path that leaves its folder",
      """
      Outputs stay below the output root: no `..`, no absolute path, a name for the file at the end. \
      `option output-root` chooses another folder.
      """, wrong: "use kling-v2.6; set prompt \"p\"; run to \"../fox.mp4\"",
      right: "use kling-v2.6; set prompt \"p\"; run to \"films/fox.mp4\""),
    DiagnosticPage(
      .pathTakenTwice, "two outputs with one path",
      "Put what tells them apart into the path: `${run.label}`, `${run.n}`, or a variable of a sweep.",
      wrong: "use kling-v2.6; set prompt \"p\"; run x 2 to \"fox.mp4\"",
      right: "use kling-v2.6; set prompt \"p\"; run x 2 to \"fox-${run.n}.mp4\""),
    DiagnosticPage(
      .unknownPathPart, "no part of a path",
      "A path knows run.label, model, n, index, take, file, seed, date, time, id and ext.",
      wrong: "use kling-v2.6; set prompt \"p\"; run to \"${run.number}.mp4\"",
      right: "use kling-v2.6; set prompt \"p\"; run to \"${run.n}.mp4\""),
    DiagnosticPage(
      .fileNotTaken, "a file where none can be read",
      "Files stand for texts, lists, objects and media.",
      wrong: Example(
        "use v3/video; set prompt \"p\"; set duration @five.txt; run", files: [("five.txt", "5")]),
      right: "use v3/video; set prompt \"p\"; set duration 5; run"),
    DiagnosticPage(
      .addressNotTaken, "an address where no media are wanted",
      "`@https://…` stands for media. As a text it is quoted.",
      wrong: "use kling-v2.6; set prompt @https://example.com/p.txt; run",
      right: "use kling-v2.6; set prompt \"https://example.com/p.txt\"; run"),
    DiagnosticPage(
      .wrongContent, "a file of another kind",
      "What a file holds is told by its bytes, not by its name.",
      wrong: Example(
        "use v3/video; set prompt \"p\"; set image_url @clip.mp4; run", files: [("clip.mp4", "")]),
      right: Example(
        "use v3/video; set prompt \"p\"; set image_url @photo.png; run", files: [("photo.png", "")])
    ),
    DiagnosticPage(
      .notBesideFiles, "a value that cannot go with local files",
      """
      A request with local files is made of parts, one a field; null, objects and lists in lists have no \
      documented form there.
      """,
      wrong: Example(
        "use v3/video; set prompt \"p\"; set negative_prompt null; set image_url @photo.png; run",
        files: [("photo.png", "")]),
      right: Example(
        "use v3/video; set prompt \"p\"; set image_url @photo.png; run", files: [("photo.png", "")])
    ),
    DiagnosticPage(
      .includeCycle, "a script that includes itself",
      "The chain of includes comes back to where it began.",
      wrong: Example(
        "include \"style.skv\"\nprint $style",
        files: [("style.skv", "include \"style.skv\"\nlet style = \"ink\"\n")]),
      right: Example(
        "include \"style.skv\"\nprint $style", files: [("style.skv", "let style = \"ink\"\n")])),
    DiagnosticPage(
      .includedTwice, "a script that is included twice",
      "Its names would be given twice, and its runs paid twice.",
      wrong: Example(
        "include \"style.skv\"\ninclude \"style.skv\"\nprint $style",
        files: [("style.skv", "let style = \"ink\"\n")]),
      right: Example(
        "include \"style.skv\"\nprint $style", files: [("style.skv", "let style = \"ink\"\n")])),
    DiagnosticPage(
      .includeTooDeep, "includes in includes",
      "Scripts include each other at most 16 deep.",
      wrong: Example(
        "include \"1.skv\"",
        files: (1...16).map { ("\($0).skv", "include \"\($0 + 1).skv\"\n") }
          + [("17.skv", "let style = \"ink\"\n")]),
      right: Example(
        "include \"1.skv\"\nprint $style", files: [("1.skv", "let style = \"ink\"\n")])),
    DiagnosticPage(
      .includeNotPlain, "an include without a plain path",
      "What a script is made of is known before anything is filled in.",
      wrong: "let name = \"style\"\ninclude \"${name}.skv\"",
      right: Example(
        "include \"style.skv\"\nprint $style", files: [("style.skv", "let style = \"ink\"\n")])),
    DiagnosticPage(
      .malformedTable, "a table that cannot be read",
      """
      A CSV table has a header, as many cells in each row, and quotes around cells that hold commas, quotes \
      or line ends; quotes in them are doubled. JSONL has one object a line.
      """,
      wrong: Example(
        "use qwen-image; sweep from @shots.csv; run",
        files: [("shots.csv", "prompt,seed\na fox, running,1\n")]),
      right: Example(
        "use qwen-image; sweep from @shots.csv; run",
        files: [("shots.csv", "prompt,seed\n\"a fox, running\",1\n")])),
    DiagnosticPage(
      .unknownTableForm, "a table of no known form",
      "The extension says how a table is read: .csv, .tsv, .jsonl, or .txt with one prompt a line.",
      wrong: Example(
        "use qwen-image; sweep from @shots.xlsx; run", files: [("shots.xlsx", "")]),
      right: Example(
        "use qwen-image; sweep from @shots.txt; run", files: [("shots.txt", "a fox\nan owl\n")])),
    DiagnosticPage(
      .malformedColumn, "a column without a right name",
      "The first row names the columns: fields such as `prompt`, variables such as `$shot`, each once.",
      wrong: Example(
        "use qwen-image; sweep from @shots.csv; run", files: [("shots.csv", "prompt,prompt\na,b\n")]
      ),
      right: Example(
        "use qwen-image; sweep from @shots.csv; run", files: [("shots.csv", "prompt,seed\na,1\n")])),
  ]
}
