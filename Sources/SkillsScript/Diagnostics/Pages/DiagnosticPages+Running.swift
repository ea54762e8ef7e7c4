// E06, E07 and X08: what goes wrong while a script is performed. W09: what deserves a look.
extension DiagnosticPage {
  static let running: [DiagnosticPage] = [
    DiagnosticPage(
      .tooManyJobs, "more jobs than the budget",
      "`budget N jobs` bounds what a script makes; the check counts the jobs before anything is sent.",
      wrong: "budget 2 jobs\nuse qwen-image; set prompt \"p\"; run x 3",
      right: "budget 3 jobs\nuse qwen-image; set prompt \"p\"; run x 3"),
    DiagnosticPage(
      .budgetExhausted, "a budget that does not suffice",
      """
      What the job would cost, by the prices seen before, is more than what the cap leaves, or its price is \
      not known and `option unknown-price refuse` holds. Nothing was sent for it. A job whose price is not \
      known reserves all that is left, so it runs alone.
      """),
    DiagnosticPage(
      .insufficientCredits, "too few credits",
      "The account does not have what the generation costs; nothing was made. Recharge at "
        + "https://skills.video/dashboard and run the script again: what is done is not paid again."
    ),
    DiagnosticPage(
      .keyRefused, "the key is not accepted",
      "The service does not take the key in SKILLS_VIDEO_API_KEY; nothing was made. Keys are made at "
        + "https://skills.video/dashboard/developer, and `skv doctor` looks at the one that is set."
    ),
    DiagnosticPage(
      .requestRefused, "the service finds fault with the request",
      """
      The service refused what the contract lets through; nothing was made. The same request is not sent \
      again by itself; `--fresh=LABEL` sends it once more. If the contract has changed, \
      `skv contract update` takes in the newer one.
      """),
    DiagnosticPage(
      .endpointNotFound, "the service does not know the endpoint",
      "The model may be gone, or SKILLS_VIDEO_BASE_URL leads elsewhere; nothing was made."),
    DiagnosticPage(
      .serviceBusy, "the service is busy",
      """
      It answered with its own error and took nothing, each time that the request was sent; `option retry` \
      says how often that is. Run the script again later.
      """),
    DiagnosticPage(
      .refusedOtherwise, "a refusal that is not documented",
      "The service answered with an error of its own that no page explains; nothing was made."),
    DiagnosticPage(
      .generationFailed, "a generation that failed",
      """
      The service took the job and could not make it. Whether it was charged is not documented; the \
      dashboard shows it. The next run of the script submits it again, but for CONTENT_REJECTED and \
      INVALID_INPUT, which would only be refused again and need `--fresh=LABEL`.
      """),
    DiagnosticPage(
      .generationCanceled, "a generation that was canceled",
      "The generation was stopped at the service. The next run of the script submits it again."),
    DiagnosticPage(
      .inDoubt, "a submit that may have been taken",
      """
      The connection broke, or the answer was none of the service's, so it is not known whether the job was \
      taken. A submit has no key that would make it safe to repeat, so skv never repeats it by itself. \
      `skv resume RUN` looks for it among what the service has running; `--adopt ID` gives it the \
      generation that you found, `--abandon` gives it up, `--again` pays once more.
      """),
    DiagnosticPage(
      .timedOut, "a generation that still runs",
      """
      The time for following it, `option timeout`, is up; that is no failure. `skv resume` takes it up and \
      pays for nothing, and so does the script when it is run again.
      """),
    DiagnosticPage(
      .pollingRefused, "a generation that the service does not answer for",
      """
      The service took it, and now refuses to say how it stands. It may be paid for and finished; \
      `skv resume` asks again.
      """),
    DiagnosticPage(
      .outputNotSaved, "an output that is not on disk",
      """
      The generation is paid for and finished, and its file could not be fetched or written. \
      `skv download RUN` tries again and pays for nothing.
      """),
    DiagnosticPage(
      .notSent, "a job that was not sent",
      "Something on this machine kept it from being sent: no key, a file in the way, a ledger that cannot "
        + "be used. The message says what; nothing was paid."),
    DiagnosticPage(
      .expectationFailed, "an expectation that does not hold",
      """
      `expect` looked at a result and found something else. With `option on-error stop` nothing new is \
      submitted after it; the exit code is 30.
      """),
    DiagnosticPage(
      .expectationNotLookedAt, "an expectation that could not be looked at",
      "The job whose result it needs was not submitted; the exit code is 30."),
  ]

  static let lints: [DiagnosticPage] = [
    DiagnosticPage(
      .bidirectionalControl, "a character that changes the direction of text",
      """
      It makes what follows look different from what it is, and hides what a script does. In a text write \
      it as `\\u{…}`.
      """, wrong: "print \"a \u{202E} b\"", right: "print \"a \\u{202E} b\""),
    DiagnosticPage(
      .unusedLabel, "a label that nothing uses",
      "No `$LABEL` and no path has it; it may be misspelt where it is meant.",
      wrong: "use qwen-image; set prompt \"p\"; run as fox to \"a.png\"",
      right: "use qwen-image; set prompt \"p\"; run as fox to \"a.png\"; print $fox"),
    DiagnosticPage(
      .sweepNeverRun, "a sweep that is never run",
      "A sweep holds for the next `run` or `start` of its draft, and none follows.",
      wrong: "use qwen-image; set prompt \"p\"; run\nsweep seed in 1..4",
      right: "use qwen-image; set prompt \"p\"\nsweep seed in 1..4\nrun"),
    DiagnosticPage(
      .partlyDocumented, "something that is known in part",
      """
      The pages of the service do not say all about the field: its name, its kind of media or its words. A \
      mistake would be found by the service only.
      """),
    DiagnosticPage(
      .cellTakesOut, "an empty cell that takes out a value",
      "An empty cell leaves its field unset for that row, also where `set` has given it a value before.",
      wrong: Example(
        "use qwen-image; set seed 7; sweep from @shots.csv; run",
        files: [("shots.csv", "prompt,seed\na fox,1\nan owl,\n")]),
      right: Example(
        "use qwen-image; sweep from @shots.csv; run",
        files: [("shots.csv", "prompt,seed\na fox,1\nan owl,7\n")])),
  ]
}
