// E02: names.
extension DiagnosticPage {
  static let names: [DiagnosticPage] = [
    DiagnosticPage(
      .unknownModel, "no model has that name",
      """
      A model is named by its whole path or by its last segments: `kling-ai/kling-v2.6`, `kling-v2.6`. \
      `skv models` lists them; a newer list of the service is taken in with `skv contract update`.
      """, wrong: "use klng-v2.6; set prompt \"p\"; run",
      right: "use kling-v2.6; set prompt \"p\"; run"),
    DiagnosticPage(
      .ambiguousModel, "several models end in that name",
      "The segments are the end of more than one path. Write one more of them.",
      wrong: "use video; set prompt \"p\"; run", right: "use v3/video; set prompt \"p\"; run"),
    DiagnosticPage(
      .unknownField, "the model has no such field",
      """
      The contract of the model does not name the field, so it is not sent: a misspelt field would be paid \
      for and ignored. `skv fields MODEL` lists what there is; `option unchecked allow` sends a field that \
      no page documents.
      """, wrong: "use kling-v2.6; set promt \"p\"; run",
      right: "use kling-v2.6; set prompt \"p\"; run"),
    DiagnosticPage(
      .unknownName, "nothing has that name",
      "`let`, `arg`, `sweep $NAME` and the label of a run give names; `$last` is the newest result.",
      wrong: "let style = \"ink\"\nprint $stile", right: "let style = \"ink\"\nprint $style"),
    DiagnosticPage(
      .nameBoundTwice, "a name that is taken",
      """
      Constants, arguments, labels and variables share one name space over all included files, and a name \
      is given once, so that it means the same everywhere.
      """, wrong: "let a = 1\nlet a = 2", right: "let a = 1\nlet b = 2"),
    DiagnosticPage(
      .unknownOption, "no such option",
      "`option` changes a setting of the runner; the message lists the settings there are.",
      wrong: "option job 8", right: "option jobs 8"),
    DiagnosticPage(
      .modeNotOffered, "the model is not known to have the mode",
      """
      No page of the service says that the model does this. `skv models --mode i2v` lists those that do; \
      `use` without `for` leaves the mode to what is set.
      """, wrong: "use qwen-image for t2v; set prompt \"p\"; run",
      right: "use qwen-image for t2i; set prompt \"p\"; run"),
    DiagnosticPage(
      .reservedName, "a name with a meaning of its own",
      "`run` names the parts of output paths, and `last` the newest result.",
      wrong: "let last = 5", right: "let final = 5"),
    DiagnosticPage(
      .noDraft, "no model is chosen",
      "`use MODEL` begins a draft; what stands before it has nothing to be put into.",
      wrong: "set prompt \"p\"", right: "use kling-v2.6\nset prompt \"p\"\nrun"
    ),
    DiagnosticPage(
      .usedBeforeItsLet, "a constant that is used before it is bound",
      "A script is read from top to bottom; move the `let` up.",
      wrong: "print $a\nlet a = 1", right: "let a = 1\nprint $a"),
    DiagnosticPage(
      .unknownMember, "a value without that part",
      "The constant has no such member or element; elements are counted from 0.",
      wrong: "let a = [1, 2]\nprint $a[2]", right: "let a = [1, 2]\nprint $a[1]"),
    DiagnosticPage(
      .notAModelName, "no name of a model",
      "Behind `use` stands a name, or a constant that holds one.",
      wrong: "let m = [\"kling-v2.6\"]\nuse $m", right: "let m = \"kling-v2.6\"\nuse $m"),
    DiagnosticPage(
      .unknownTopic, "no help about that",
      "`help` at the prompt explains statements, commands, options, models, and fields of the model in use."
    ),
    DiagnosticPage(
      .sweptTwice, "an axis that stands twice",
      "Several sweeps multiply, so each varies something else. Write all values into one list.",
      wrong: "use qwen-image; set prompt \"p\"\nsweep seed in [1]\nsweep seed in [2]\nrun",
      right: "use qwen-image; set prompt \"p\"\nsweep seed in [1, 2]\nrun"),
    DiagnosticPage(
      .argumentNotGiven, "an argument without a value",
      """
      Give it one behind the script, `skv film.skv take=3`, with `--arg`, in a file with `--args-file` or in \
      the variable SKV_ARG_TAKE; or write a default.
      """, wrong: "arg take int\nprint $take", right: "arg take int = 1\nprint $take"),
    DiagnosticPage(
      .argumentNotOfType, "a value that is not of its type",
      "The value of an argument, or its default, is not what the `arg` says it takes.",
      wrong: "arg length duration = 5\nprint $length",
      right: "arg length duration = 5s\nprint $length"),
    DiagnosticPage(
      .usedBeforeItsArg, "an argument that is used before it is declared",
      "A script is read from top to bottom; move the `arg` up.",
      wrong: "print $a\narg a = 1", right: "arg a = 1\nprint $a"),
  ]
}
