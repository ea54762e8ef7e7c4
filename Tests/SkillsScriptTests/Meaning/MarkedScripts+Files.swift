/// Marked scripts about files and paths.
extension MarkedScripts {
  static let files = [
    """
       use lab/clip
       set prompt @gone.txt
    #~            ^^^^^^^^^ E0501 cannot read `gone.txt`: there is no such file
       set prompt @ok.txt
       run
    """,
    """
       use lab/clip
       set prompt @bad.txt
    #~            ^^^^^^^^ E0502 `bad.txt` is not UTF-8 text
    """,
    """
       use lab/clip
       set camera @bad.json
    #~            ^^^^^^^^^ E0503 `bad.json` does not hold JSON
       set tags @ok.txt
    #~          ^^^^^^^ E0503
    """,
    """
       use lab/clip
       set image_url @fox.png
    #~               ^^^^^^^^ E0504 `fox.png` cannot be sent: this version sends addresses only
       set image_urls [@fox.png]
    #~                 ^^^^^^^^ E0504
    """,
    """
       use lab/clip
       set image_urls @frames/*.png
    #~                ^^^^^^^^^^^^^ E0505 file names with wildcards are not read yet
    """,
    """
       use lab/still
       run to "../x.png"
    #~        ^^^^^^^^^^ E0506 an output path stays in its folder
       run to "/tmp/x.png"
    #~        ^^^^^^^^^^^^ E0506
       run to "out/"
    #~        ^^^^^^ E0506
    """,
    """
       use lab/still
       run to "x.png"
       run to "x.jpg"
    #~        ^^^^^^^ E0507 two jobs would write the same path
       run x 2 to "y.png"
    #~            ^^^^^^^ E0507
       run x 2 to "z-${run.n}.png"
    """,
    """
       use lab/still
       run to "x-${run.lable}.png"
    #~             ^^^^^^^^^ E0508 a path has no `${run.lable}`
       run to "x-${run}.png"
    #~             ^^^ E0508
    """,
    """
       use lab/clip
       set count @ok.txt
    #~           ^^^^^^^ E0509 `count` of clip takes no file
    """,
    """
       use lab/clip
       set prompt @https://a.b/c
    #~            ^^^^^^^^^^^^^^ E0510 `prompt` of clip takes no media
       set image_url @https://a.b/c
       run
    """,
  ]
}
