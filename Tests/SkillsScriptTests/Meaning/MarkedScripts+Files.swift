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
       use lab/slow
       set video_url @fox.mp4
    #~               ^^^^^^^^ E0504 `fox.mp4` cannot be sent: slow takes addresses only
    """,
    """
       use lab/clip
       set image_url @fox.png
       set image_urls [@fox.png, @https://a.b/c.png, @"fox.png"]
       set media_url @fox.mp4
       run
    """,
    """
       use lab/clip
       set image_url @fox.mp4
    #~               ^^^^^^^^ E0511 `image_url` of clip takes a picture, and `fox.mp4` is a video
       set image_urls [@fox.png, @ok.txt]
    #~                           ^^^^^^^ E0511 `image_urls[1]` of clip takes a picture, and `ok.txt` is none that is known
       set media_url @empty.png
    #~               ^^^^^^^^^^ E0511 `empty.png` is empty
       set video_url @gone.mp4
    #~               ^^^^^^^^^ E0501
    """,
    """
       option unchecked allow
       use lab/clip
       set image_url @ok.txt
       run
    """,
    """
       use lab/clip
       set image_url @fox.png
       set note null
    #~          ^^^^ E0512 `note` of clip cannot be sent beside a local file
       run as a
       unset note
       run as b
       set camera {"mode": "fast"}
    #~            ^^^^^^^^^^^^^^^^ E0512
       run as c
       unset image_url
       run as d
    """,
    """
       use lab/clip
       set image_urls @frames/*.png
    #~                ^^^^^^^^^^^^^ E0505 no file matches `frames/*.png`
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
