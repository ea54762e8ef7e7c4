/// Marked scripts about what is asserted of results, waited for and saved.
extension MarkedScripts {
  static let assertions = [
    """
       use lab/still
       run as still
       expect $still.status == COMPLETED
       expect $still.status in [COMPLETED, FAILED]
       expect $still.files[0].width >= 1024
       expect $still.files[0].bytes < 1.5mb
       expect $still.elapsed <= 2m
       expect $still.files[0].type matches "^image/(png|jpeg)$"
       expect $still.model contains "still"
       expect $still exists
       expect $still.files[0] exists
       expect $still.error.code == null
       expect $still.files[0].height in 1..4096
       expect $still.data.anything.goes == {"a": [1]}
       expect $still.credits < $still.credits
       wait; wait $still
    """,
    """
       use lab/still
       run as still
       expect $still.status == completed
    #~                         ^^^^^^^^^ E0302 a status is not `completed`
       expect $still.status == DONE
    #~                         ^^^^ E0302
       expect $still.status == "Done"
    #~                         ^^^^^^ E0302 a status is not `Done`
       expect $still.status in ["completed", "finished"]
    #~                                       ^^^^^^^^^^ E0302
       expect $still.status == "succeeded"
       expect $still.status matches "^COM"
       expect $still.files[0].bytes < 1e3kb
       expect $still.model == word
    #~                        ^^^^ E0308
    """,
    """
       use lab/still
       run as still
       expect $still == 5
    #~        ^^^^^^ E0415 $still stands for several values
       expect $still.files == 5
    #~        ^^^^^^^^^^^^ E0415
       expect $still.n contains 5
    #~                 ^^^^^^^^ E0415
       expect $still.n == "5"
    #~                    ^^^ E0415
       expect $still.n < null
    #~                   ^^^^ E0415
       expect $still.id < 5
    #~                  ^ E0415
       expect $still.id == 5
    #~                     ^ E0415
       expect $still.n in 5
    #~                    ^ E0415
       expect $still.n in [1, "a"]
    #~                        ^^^ E0415
       expect $still.files[0].bytes < 5s
    #~                                ^^ E0310
       expect $still.n < 5kb
    #~                   ^^^ E0310
       expect $still.id matches "("
    #~                          ^^^ E0416 this regular expression cannot be read
       expect $still.id matches 5
    #~                          ^ E0415
    """,
    """
       let five = 5
       use lab/still
       run as grid x 2
       expect $five == 5
    #~        ^^^^^ E0414 `expect` takes the result of a run
       wait $five
    #~      ^^^^^ E0414
       wait $gird
    #~       ^^^^ E0204
       save $five to "x"
    #~      ^^^^^ E0414
       save $grid[0].id to "x"
    #~      ^^^^^^^^^^^ E0414
       save $grid to "all/${run.n}.${run.ext}"
       save $grid[1].files[0] to "one.png"
       save $grid to "same.png"
    #~               ^^^^^^^^^^ E0507
       expect $grid.n == $grid.id
    #~                   ^^^^^^^^ E0415
       expect $grid.data.x == $grid.id
    #~                        ^^^^^^^^ E0415
       save $grid[0] to "${ruin.n}"
    #~                     ^^^^ E0204
       save $grid[2] to "y"
    #~           ^^^ E0406
    """,
  ]
}
