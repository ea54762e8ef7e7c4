/// Marked scripts about values.
extension MarkedScripts {
  static let values = [
    """
       use lab/clip
       set flag "yes"
    #~          ^^^^^ E0301 `flag` of clip takes `true` or `false`
       set count "3"
    #~           ^^^ E0301
       set flag yes
    #~          ^^^ E0301
       set prompt [1]
    #~            ^^^ E0301
       set tags "a"
    #~          ^^^ E0301
       set camera 1
    #~            ^ E0301
       set points[0] 1
       set points[1] "x"
    #~               ^^^ E0301
       run
    """,
    """
       use lab/clip
       set shape wode
    #~           ^^^^ E0302 `shape` of clip does not take `wode`
       set level 4
    #~           ^ E0302
       set seconds 5s
    #~             ^^ E0302
       set camera {"mode": quick}
    #~                     ^^^^^ E0302
       option on-error stopp
    #~                 ^^^^^ E0302
       option jobs 0
    #~             ^ E0302
    """,
    """
       use lab/strict
       set negative_prompt "x"
       run
    #~ ^^^ E0303 strict needs `prompt` and `title`
       run
       set title "t"
       run
    """,
    """
       use lab/strict
       set titel "x"
    #~     ^^^^^ E0203
       run
    #~ ^^^ E0303
    """,
    """
       use lab/clip
       set duration 2
    #~              ^ E0304 `duration` of clip is 3 to 15
       set count 5
    #~           ^ E0304
       set weight 2
    #~            ^ E0304
       run
       set weight 0.7
    #~            ^^^ E0304
       run
       run
    """,
    """
       use lab/clip
       set short "x"
    #~           ^^^ E0305 `short` of clip has at least 2 characters
       set tags ["a", "b", "c"]
    #~          ^^^^^^^^^^^^^^^ E0305
       run
    """,
    """
       use lab/clip
       set prompt null
    #~            ^^^^ E0306 `prompt` of clip does not take null
       set note null
       run
    """,
    """
       use lab/clip
       set prompt 5
    #~            ^ E0307 `prompt` of clip takes a text
       set note true
    #~          ^^^^ E0307
       set tags ["a", 2]
    #~                ^ E0307
    """,
    """
       let style = ink
    #~             ^^^ E0308 free text is quoted
       use lab/clip
       set prompt fox
    #~            ^^^ E0308
       print fox
    #~       ^^^ E0308
       option output films
    #~               ^^^^^ E0308
       set anything fox
    #~              ^^^ E0308
    """,
    """
       use lab/clip
       set image_url https://a.b/fox.png
    #~               ^^^^^^^^^^^^^^^^^^^ E0308
    """,
    """
       use lab/clip
       set count 2.0
    #~           ^^^ E0309 `count` of clip takes a whole number
       set count 1e0
    #~           ^^^ E0309
       set count 2.5
    #~           ^^^ E0309
    """,
    """
       use lab/clip
       set duration 1500ms
    #~              ^^^^^^ E0310 `duration` of clip takes whole seconds
       set count 5s
    #~           ^^ E0310
       set prompt 5s
    #~            ^^ E0310
       set duration 5mb
    #~              ^^^ E0310
       option timeout 900
    #~                ^^^ E0310
    """,
    """
       use lab/clip
       set image_url "fox"
    #~               ^^^^^ E0311 `image_url` of clip takes an address or a file
       set plate "abc"
    #~           ^^^^^ E0311
       run
    """,
    """
       use lab/clip
       set image_urls ["https://a.b/c", "fox"]
    #~                                  ^^^^^ E0311
       set camera {"size": 3}
    #~            ^^^^^^^^^^^ E0303
       set points[0] 1
       set points [1, 2, "x"]
    #~                   ^^^ E0301
       run
    """,
    """
       use lab/clip
       set points [1, 2, 1]
    #~                   ^ E0311 `points[2]` of clip equals an element before it
       set image_url "https://a.b/[1]"
    #~               ^^^^^^^^^^^^^^^^^ E0311 `image_url` of clip takes an address
       run
    """,
    """
       use lab/clip
       set camera {
         "mode": fast,
         "zoom": 3
    #~           ^ E0203
       }
       set tags ["a",
         "b", "c"
         ]
       unset tags
       run
    """,
    """
       use lab/clip for v2v
       set prompt "x"
       run
    #~ ^^^ E0314 `for v2v` needs a video
    """,
    """
       use lab/blank
    #~     ^^^^^^^^^ E0312 the fields of blank are not documented
       set prompt "x"
       run
    """,
    """
       use lab/work
       set prompt "x"
       set feature odd
    #~             ^^^ E0313 `feature` of work chooses a workflow whose fields are not documented
       run
    """,
    """
       use lab/clip
       set prompt "x"
       set prompt.x "a"
    #~     ^^^^^^^^ E0301
       set prompt[0] "a"
    #~     ^^^^^^^^^ E0301
       set count.x 4
    #~     ^^^^^^^ E0301
       set duration 5..6
    #~              ^^^^ E0301
       set image_urls "https://a.b/c"
    #~                ^^^^^^^^^^^^^^^ E0301
       set duration 5sec
    #~              ^^^^ E0301
    """,
    """
       option seed auto
       option reuse on
       option embed on
       option unknown-price ask
    #~                      ^^^ E0302
       option confirm 50credit
    #~                ^^^^^^^^ E0302
       option confirm credits
    #~                ^^^^^^^ E0302
       option seed as-is
       option reuse off
       option embed off
       option confirm 20
       option confirm 50credits
       option unknown-price refuse
    """,
    """
       use lab/clip
       set tags[1] "x"
    #~         ^^^ E0317 `tags[1]` would leave a gap
       set tags[0] "x"
       set tags[1] "y"
    """,
    """
       use lab/still
       run as g x 2
       use lab/clip
       set image_urls $g
       set image_urls[0] $g[1]
       set note $g[0].id
       set tags $list
       set tags[0] "known"
    #~         ^^^ E0317 `tags[0]` is a part of a value that is not known yet
       unset tags[0]
    #~           ^^^ E0317
       sweep $list in [["a"]]
       sweep $word in ["x"]
       run
    """,
    """
       use lab/clip
       set note $word
       unset note.part
    #~            ^^^^ E0317
       sweep $word in ["x"]
       run
    """,
    """
       use lab/clip
       set points [1..9999, 1..9999, 1..9999, 1..9999, 1..9999, 1..9999, 1..9999]
    #~            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ E0320 the value is too large
    """,
    """
       let box = [1]
       use lab/clip
       set prompt "a ${box}"
    #~                 ^^^ E0318 `box` has no text form
    """,
    """
       use lab/still
       run x 0
    #~       ^ E0141
       run x 10001
    #~       ^^^^^ E0319 a run has at most 10000 takes, and a script 100000 jobs
    """,
    """
       use lab/clip
       set points [1..20000]
    #~             ^^^^^^^^ E0320 the range is too long
    """,
    """
       use lab/clip
       set camera {"mode": fast, "mode": slow}
    #~                           ^^^^^^ E0321 `mode` stands twice in the object
    """,
    """
       use lab/clip
       set guess "x"
    #~     ^^^^^ W0904 the name `guess` of clip was read from the wording of its page
       set style oil
    #~           ^^^ W0904
       run
    """,
  ]
}
