// E04: results, and how they flow from one run to another.
extension DiagnosticPage {
  static let flow: [DiagnosticPage] = [
    DiagnosticPage(
      .usedBeforeItsRun, "a result that is used before its run",
      "A script is read from top to bottom; a run stands above what takes its result.",
      wrong:
        "use v3/video; set prompt \"p\"; set image_url $still; run\nuse qwen-image; set prompt \"p\"; run as still",
      right:
        "use qwen-image; set prompt \"p\"; run as still\nuse v3/video; set prompt \"p\"; set image_url $still; run"
    ),
    DiagnosticPage(
      .resultInConstant, "a constant that is made from a result",
      "Constants are known before anything runs, and results after. Use the result where it is wanted.",
      wrong: "use qwen-image; set prompt \"p\"; run as a\nlet price = $a.credits\nprint $price",
      right: "use qwen-image; set prompt \"p\"; run as a\nprint $a.credits"),
    DiagnosticPage(
      .kindsDiffer, "a result of another kind of media",
      "A picture never goes into a field for video, nor a video into one for pictures.",
      wrong:
        "use v3/video; set prompt \"p\"; run as clip\nset image_url $clip; run",
      right:
        "use qwen-image; set prompt \"p\"; run as still\nuse v3/video; set prompt \"p\"; set image_url $still; run"
    ),
    DiagnosticPage(
      .severalItems, "several values where one is wanted",
      "Name one of them, `$grid[0]`, or make a job for each: `sweep image_url in $grid`.",
      wrong:
        "use qwen-image; set prompt \"p\"; run as grid x 2\nuse v3/video; set prompt \"p\"; set image_url $grid; run",
      right:
        "use qwen-image; set prompt \"p\"; run as grid x 2\nuse v3/video; set prompt \"p\"; sweep image_url in $grid; run"
    ),
    DiagnosticPage(
      .unknownResultMember, "results have no such part",
      """
      A result has status, model, id, seed, credits, elapsed, error, n, files and data; a file has path, \
      url, type, bytes, sha256, width, height and duration.
      """, wrong: "use qwen-image; set prompt \"p\"; run as a\nprint $a.price",
      right: "use qwen-image; set prompt \"p\"; run as a\nprint $a.credits"),
    DiagnosticPage(
      .noSuchItem, "a run with fewer jobs",
      "The jobs of a run are counted from 0.",
      wrong: "use qwen-image; set prompt \"p\"; run as grid x 2\nprint $grid[2]",
      right: "use qwen-image; set prompt \"p\"; run as grid x 2\nprint $grid[1]"),
    DiagnosticPage(
      .resultAsModel, "a result where a model is wanted",
      "Behind `use` stands the name of a model.",
      wrong: "use qwen-image; set prompt \"p\"; run as a\nuse $a",
      right: "use qwen-image; set prompt \"p\"; run as a\nuse qwen-image\nprint $a"),
    DiagnosticPage(
      .resultInField, "a whole result where a part is wanted",
      "Where a field wants no media, a result stands for nothing by itself: name a part of it.",
      wrong: "use qwen-image; set prompt \"p\"; run as a\nset prompt $a; run",
      right: "use qwen-image; set prompt \"p\"; run as a\nset prompt \"like ${a.id}\"; run"),
    DiagnosticPage(
      .severalValuesInText, "several values inside of a text",
      "A text takes one value; over several jobs only n, credits, elapsed and files are one.",
      wrong: "use qwen-image; set prompt \"p\"; run as grid x 2\nprint \"id ${grid.id}\"",
      right: "use qwen-image; set prompt \"p\"; run as grid x 2\nprint \"id ${grid[0].id}\""),
    DiagnosticPage(
      .noRunYet, "`$last` above every run",
      "`$last` is the newest result, and there is none yet.",
      wrong: "print $last\nuse qwen-image; set prompt \"p\"; run",
      right: "use qwen-image; set prompt \"p\"; run\nprint $last"),
    DiagnosticPage(
      .resultInSetting, "a result in a path or an option",
      "Paths and options are fixed before anything runs, so that the plan can show them.",
      wrong: "use qwen-image; set prompt \"p\"; run as a\nrun to \"${a.id}.png\"",
      right: "use qwen-image; set prompt \"p\"; run as a\nrun to \"${run.id}.png\"\nprint $a"),
    DiagnosticPage(
      .variableWithoutValue, "a variable without a value",
      """
      The variables of a sweep have a value in the jobs of the run behind it, and in jobs that take results \
      of that run. Elsewhere they have none.
      """,
      wrong: "use qwen-image\nset prompt \"in ${style}\"\nrun\nsweep $style in [\"ink\"]\nrun",
      right: "use qwen-image\nset prompt \"in ${style}\"\nsweep $style in [\"ink\"]\nrun"),
    DiagnosticPage(
      .variablesDiffer, "a variable with several values",
      """
      The job takes several results, and they were made with different values of the variable. Take one \
      result, or give the variable a value with a sweep of this run.
      """,
      wrong:
        "use qwen-image\nset prompt $style\nsweep $style in [\"ink\", \"oil\"]\nrun as grid\nset image_urls $grid\nrun",
      right:
        "use qwen-image\nset prompt $style\nsweep $style in [\"ink\", \"oil\"]\nrun as grid\nset image_urls $grid[0]\nrun"
    ),
    DiagnosticPage(
      .notAResult, "no result of a run",
      "`expect`, `wait` and `save` speak of runs, by their labels; `save` copies files of them.",
      wrong: "let five = 5\nexpect $five == 5",
      right: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.n == 1"),
    DiagnosticPage(
      .notComparable, "values that do not compare",
      "Numbers compare with numbers, texts with texts; `in` takes a list, and a whole result only `exists`.",
      wrong: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.n == \"1\"",
      right: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.n == 1"),
    DiagnosticPage(
      .unreadablePattern, "a regular expression that cannot be read",
      """
      `matches` reads literals, `.`, classes, `\\d \\w \\s`, groups, `|`, `* + ? {m,n}`, `^` and `$`, in time \
      that grows with the text and no faster; back references and look-around are not part of it.
      """,
      wrong: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.id matches \"(a\"",
      right: "use qwen-image; set prompt \"p\"; run as a\nexpect $a.id matches \"^[a-z]\""),
  ]
}
