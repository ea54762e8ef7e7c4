/// Marked scripts about files and paths.
extension MarkedScripts {
  static let files = [
    """
       use lab/clip
       set prompt @gone.txt
    #~            ^^^^^^^^^ E0501
       set prompt @ok.txt
       run
    """,
    """
       use lab/clip
       set prompt @bad.txt
    #~            ^^^^^^^^ E0502
    """,
    """
       use lab/clip
       set camera @bad.json
    #~            ^^^^^^^^^ E0503
       set tags @ok.txt
    #~          ^^^^^^^ E0503
    """,
    """
       use lab/clip
       set image_url @fox.png
    #~               ^^^^^^^^ E0504
       set image_urls [@fox.png]
    #~                 ^^^^^^^^ E0504
    """,
    """
       use lab/clip
       set image_urls @frames/*.png
    #~                ^^^^^^^^^^^^^ E0505
    """,
    """
       use lab/still
       run to "../x.png"
    #~        ^^^^^^^^^^ E0506
       run to "/tmp/x.png"
    #~        ^^^^^^^^^^^^ E0506
       run to "out/"
    #~        ^^^^^^ E0506
    """,
    """
       use lab/still
       run to "x.png"
       run to "x.jpg"
    #~        ^^^^^^^ E0507
       run x 2 to "y.png"
    #~            ^^^^^^^ E0507
       run x 2 to "z-${run.n}.png"
    """,
    """
       use lab/still
       run to "x-${run.lable}.png"
    #~             ^^^^^^^^^ E0508
       run to "x-${run}.png"
    #~             ^^^ E0508
    """,
    """
       use lab/clip
       set count @ok.txt
    #~           ^^^^^^^ E0509
    """,
    """
       use lab/clip
       set prompt @https://a.b/c
    #~            ^^^^^^^^^^^^^^ E0510
       set image_url @https://a.b/c
       run
    """,
  ]
}
