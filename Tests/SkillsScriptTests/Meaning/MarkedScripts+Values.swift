/// Marked scripts about values.
extension MarkedScripts {
  static let values = [
    """
       use lab/clip
       set flag "yes"
    #~          ^^^^^ E0301
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
    #~           ^^^^ E0302
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
    #~ ^^^ E0303
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
    #~              ^ E0304
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
    #~           ^^^ E0305
       set tags ["a", "b", "c"]
    #~          ^^^^^^^^^^^^^^^ E0305
       run
    """,
    """
       use lab/clip
       set prompt null
    #~            ^^^^ E0306
       set note null
       run
    """,
    """
       use lab/clip
       set prompt 5
    #~            ^ E0307
       set note true
    #~          ^^^^ E0307
       set tags ["a", 2]
    #~                ^ E0307
    """,
    """
       let style = ink
    #~             ^^^ E0308
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
    #~           ^^^ E0309
       set count 1e0
    #~           ^^^ E0309
       set count 2.5
    #~           ^^^ E0309
    """,
    """
       use lab/clip
       set duration 1500ms
    #~              ^^^^^^ E0310
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
    #~               ^^^^^ E0311
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
    #~ ^^^ E0314
    """,
    """
       option seed auto
    #~             ^^^^ E0316
       option reuse on
    #~              ^^ E0316
       option embed on
    #~              ^^ E0316
       option unknown-price refuse
    #~                      ^^^^^^ E0316
       option confirm 50credits
    #~                ^^^^^^^^^ E0316
       option seed as-is
       option reuse off
       option embed off
       option confirm 20
    """,
    """
       use lab/clip
       set tags[1] "x"
    #~         ^^^ E0317
       set tags[0] "x"
       set tags[1] "y"
    """,
    """
       let box = [1]
       use lab/clip
       set prompt "a ${box}"
    #~                 ^^^ E0318
    """,
    """
       use lab/still
       run x 0
    #~       ^ E0141
       run x 10001
    #~       ^^^^^ E0319
    """,
    """
       use lab/clip
       set points [1..20000]
    #~             ^^^^^^^^ E0320
    """,
    """
       use lab/clip
       set camera {"mode": fast, "mode": slow}
    #~                           ^^^^^^ E0321
    """,
    """
       use lab/clip
       set guess "x"
    #~     ^^^^^ W0904
       set style oil
    #~           ^^^ W0904
       run
    """,
  ]
}
