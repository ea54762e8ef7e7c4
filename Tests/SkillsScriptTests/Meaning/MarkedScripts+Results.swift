/// Marked scripts about results.
extension MarkedScripts {
  static let results = [
    """
       use lab/clip
       set image_url $still
    #~               ^^^^^^ E0401 `still` is used before its run
       use lab/still
       run as still
    """,
    """
       use lab/still
       run as still
       let first = $still
    #~             ^^^^^^ E0402 a constant is known before anything runs
       let text = "id ${still.id}"
    #~                  ^^^^^^^^ E0402
       print $first
    """,
    """
       use lab/still
       run as still
       use lab/clip
       set video_url $still
    #~               ^^^^^^ E0403 `video_url` of clip takes a video, and $still is a picture
       set image_url $still.files[0]
       set image_url $still.files[0].url
       run as clip
       set image_url $clip
    #~               ^^^^^ E0403
       run
       set image_url $r3.files[0].url
    #~               ^^^^^^^^^^^^^^^^ E0403
    """,
    """
       use lab/still
       run as grid x 3
       use lab/clip
       set image_url $grid
    #~               ^^^^^ E0404 `image_url` of clip takes one value
       set image_urls $grid
       set image_urls [$grid]
    #~                 ^^^^^ E0404
       set image_url $grid.files
    #~               ^^^^^^^^^^^ E0404
       set image_url $grid[2]
       set prompt $grid.id
    #~            ^^^^^^^^ E0404
       set weight $grid.credits
    """,
    """
       use lab/still
       run as still
       print $still.credit
    #~              ^^^^^^ E0405 $still has no `credit`
       print $still.files.url
    #~                    ^^^ E0405
       print $still.files[0].urls
    #~                       ^^^^ E0405
       print $still.data.anything[3].goes
       print $still.error.code
       print $still.status.code
    #~                     ^^^^ E0405
    """,
    """
       use lab/still
       run as grid x 2
       print $grid[2]
    #~            ^^^ E0406 `grid` has 2 jobs
       print $grid[1]
    """,
    """
       use lab/still
       run as still
       use $still
    #~     ^^^^^^ E0407 a result is not the name of a model
       set anything 1
       run
    """,
    """
       use lab/still
       run as still
       use lab/clip
       set prompt $still
    #~            ^^^^^^ E0408 `prompt` of clip takes no media
       set image_url $still.files[0].path
    #~               ^^^^^^^^^^^^^^^^^^^^ E0408
       set note $still.error
    #~          ^^^^^^^^^^^^ E0408
    """,
    """
       use lab/still
       run as still
       use lab/clip
       set image_url $still.credits
    #~               ^^^^^^^^^^^^^^ E0301
       set image_url "${still.credits}"
    #~               ^^^^^^^^^^^^^^^^^^ E0301
       set image_url "${still.files[0].url}"
       run
    """,
    """
       use lab/still
       run as grid x 2
       print "${grid.id}"
    #~          ^^^^^^^ E0409 `grid.id` has 2 values
       print "${grid.credits} ${grid.n} ${grid[0].id}"
       print "${grid}"
    #~          ^^^^ E0318
    """,
    """
       print $last
    #~       ^^^^^ E0410 `$last` has no run to stand for
       use lab/still
       run
       print $last.id
    """,
    """
       use lab/still
       run as still
       option output "out/${still.id}"
    #~                      ^^^^^^^^ E0411 paths and options are known before anything runs
       run to "x-${still.id}.png"
    #~             ^^^^^^^^ E0411
       use lab/clip
       set prompt @"${still.id}.txt"
    #~                ^^^^^^^^ E0411
    """,
    """
       use lab/still
       run as fox to "a.png"
    #~        ^^^ W0902 the label `fox` is never used
       run as hen
       run as owl to "b-${run.label}.png"
       run as cat to "c.png"
       print $cat.id
       run as dog to "d.png"
       print $last.id
    """,
    """
       use lab/still
       run as still
       use lab/clip
       set media_url $still
    #~               ^^^^^^ W0904
       run
    """,
  ]
}
