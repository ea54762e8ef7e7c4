import SkillsScript

/// What fuzzing begins with: scripts and tables that use every part of the language.
package enum FuzzSeeds {
  /// The texts; those of the pages that explain codes are among them.
  package static let all: [[UInt8]] =
    (DiagnosticPage.all.flatMap { page in
      [page.wrong, page.right].compactMap(\.self)
        .flatMap { [$0.script] + $0.files.map(\.content) }
    } + own).filter { !$0.isEmpty && $0.utf8.count <= FuzzTarget.mostBytes }.map { Array($0.utf8) }

  private static let own = [
    """
    skv 1
    # How many.
    arg n in 1..3 = 2
    let style = ["ink", "oil"] # c
    option output "out/${run.label}/${s}-${run.n}.${run.ext}"; budget 5 jobs
    use lab/still
    set prompt "in ${s}, ${n}"
    sweep $s in $style
    sweep seed in [1, 3..4]
    run as grid x 2
    expect $grid.n >= 4; expect $grid.files[0].type matches "^image/"
    use lab/clip
    sweep image_url in $grid
    start as clips
    wait $clips
    save $clips[0] to "cover.mp4"
    print $clips
    """,
    """
    use lab/clip
    set camera {"mode": "fast", # c
      "size": 5}
    set tags [
      "a", 'b',
    ]
    set note \"\"\"
      one ${last.id}
      two
      \"\"\"
    set duration 5s \\
    ; set weight 1.5; unset camera.size
    set image_urls @frames/*.png
    run to "a.mp4"
    """,
    "prompt,count,$who\n\"a, \"\"b\"\"\",2,x\nc,,y\n",
    "{\"prompt\": \"a\", \"tags\": [\"x\"], \"camera\": {\"mode\": \"slow\"}}\n{\"count\": 3}\n",
    "one\n\ntwo\n", "${run.label}/${run.n}-${run.seed}.${run.ext}",
    "use lab/clip\nsweep from @t.csv\nrun",
  ]
}
