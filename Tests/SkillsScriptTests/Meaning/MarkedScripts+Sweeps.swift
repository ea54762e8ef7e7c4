/// Marked scripts about sweeps, and about variables that have no value.
extension MarkedScripts {
  static let sweeps = [
    """
       use lab/clip
       set prompt "in ${style}, ${size}"
       sweep $style in ["ink", "oil"]
       sweep $size in [1, 2]
       sweep count in 1..4
       run
    """,
    """
       use lab/clip
       sweep count in [1, 9]
    #~                    ^ E0304
       run
    """,
    """
       use lab/clip
       sweep shape in [16:9, widd]
    #~                       ^^^^ E0302
       sweep duration in [5s, 6s]
       run
    """,
    """
       use lab/clip
       sweep flag in [true]
       sweep flag in [false]
    #~       ^^^^ E0215 `flag` is swept twice for one run
       run
       sweep flag in [true]
       run
       sweep $a in ["x"]; sweep $a in ["y"]
    #~                           ^ E0215
       set prompt $a
       run
    """,
    """
       use lab/clip
       sweep count in []
    #~       ^^^^^ E0323 a sweep has at least one value
       run
       sweep count in 3
    #~                ^ E0324 a sweep takes a list, a range, or a result of several jobs
       run
       sweep prompt in @plain.txt
    #~                 ^^^^^^^^^^ E0324
       run
       sweep $a in "x"
    #~             ^^^ E0324
       run
    """,
    """
       use lab/clip
       sweep prompt in [red, "blue"]
    #~                  ^^^ E0308
       run
       sweep $a in [red]
    #~              ^^^ E0308
       set prompt $a
       run
    """,
    """
       use lab/clip
       sweep colour in ["red"]
    #~       ^^^^^^ E0203
       run
       sweep cout in [1]
    #~       ^^^^ E0203
       run
    """,
    """
       sweep count in [1]
    #~ ^^^^^ E0210
       run
    """,
    """
       use lab/clip
       sweep count in 1..4
       sweep points[0] in 1..10000
       sweep $a in 1..10
    #~             ^^^^^ E0322 a script has at most 100000 jobs
       run x 3
       print $r1[11].id
       run
       sweep count in 1..4
       sweep points[0] in 1..10000
       run x 3
    #~ ^^^ E0322
    """,
    """
       use lab/clip
       sweep count in 1..2
    #~       ^^^^^ W0903 this sweep is never run
       use lab/still
       run
       sweep seed in 1..2
    #~       ^^^^ W0903
    """,
    """
       let style = "ink"
       use lab/clip
       sweep $style in ["a"]
    #~        ^^^^^ E0205
       run as oil
       sweep $oil in ["a"]
    #~        ^^^ E0205
       run
       sweep $last in ["a"]
    #~        ^^^^ E0209
       run
    """,
    """
       use lab/clip
       set prompt "in ${style}"
    #~                  ^^^^^ E0412 `style` has no value in this run
       run
       sweep $style in ["ink"]
       run
       print "was ${style}"
    #~              ^^^^^ E0412 `style` has a value in the jobs of its run only
       let copy = $style
    #~            ^^^^^^ E0412
    """,
    """
       use lab/clip
       sweep $style in ["ink"]
       set prompt $style
       run to "${style}/${run.n}.${run.ext}"
       unset prompt
       run to "${style}/b.mp4"
    #~           ^^^^^ E0412
    """,
    """
       use lab/still
       sweep $style in ["ink", "oil"]
       set prompt $style
       run as grid
       use lab/clip
       set prompt "moving ${style}"
       sweep image_url in $grid
       run as one to "${run.label}/${style}.${run.ext}"
       set image_url $grid[1]
       run as two to "${run.label}/${style}.${run.ext}"
       unset image_url
       set prompt "all"
       set image_urls $grid
       run as three
       set prompt "${style}"
    """,
    """
       use lab/still
       sweep $style in ["ink", "oil"]
       set prompt $style
       run as grid
       use lab/clip
       set prompt "moving ${style}"
    #~                      ^^^^^ E0413 `style` has several values here
       set image_urls $grid
       run
    """,
    """
       use lab/still
       run as grid x 2
       use lab/clip
       sweep video_url in $grid
    #~                    ^^^^^ E0403
       run
       sweep image_url in $grid.files
    #~                    ^^^^^^^^^^^ E0324
       run
       sweep prompt in $grid.id
       run
    """,
    """
       use lab/clip
       sweep $o in [{"word": "red", "n": 1}, {"word": "blue", "n": 2}]
       set prompt "${o.word}"
       set count $o.n
       run
       sweep $o in [{"word": "red"}]
       set prompt "${o.wurd}"
    #~                 ^^^^ E0212
       unset count
       run
    """,
    """
       use lab/clip
       sweep $o in [["a"], "b"]
       set prompt "x ${o}"
    #~                 ^ E0318
       run
    """,
    """
       use lab/clip
       set count $n
    #~           ^^ E0304
       sweep $n in [1, 7]
       run
    """,
    """
       use lab/clip
       sweep from @fox.png
    #~            ^^^^^^^^ E0518 `fox.png` is no table by its name
       run
       let t = 5
       sweep from $t
    #~            ^^ E0324
       run
       sweep from @gone.csv
    #~            ^^^^^^^^^ E0501
       run
    """,
    """
       use lab/clip
       sweep prompt in ["a", "b"]
       run to "same.mp4"
    #~        ^^^^^^^^^^ E0507
    """,
  ]
}
