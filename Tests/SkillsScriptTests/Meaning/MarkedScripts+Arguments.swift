/// Marked scripts about arguments.
extension MarkedScripts {
  static let arguments = [
    """
       arg a = "text"
       arg b int = 5
       arg c number = 1.5
       arg d bool = true
       arg e file = @ok.txt
       arg f duration = 5s
       arg g in ["x", "y"] = "y"
       arg h in 1..4 = 2
       arg i file = @https://example.com/a.png
       use lab/clip
       set prompt "${a} ${e}"; set count $h; set flag $d; set duration $f; set image_url $i
       run
    """,
    """
       use lab/clip
       set count $n
    #~           ^^ E0218 `n` is used before it is bound
       arg n int = 2
       arg run = 5
    #~     ^^^ E0209
       arg n = 5
    #~     ^ E0205
    """,
    """
       arg n
    #~     ^ E0216 the argument `n` has no value
       arg m int
    #~     ^ E0216
       print $n
    """,
    """
       arg a int = 1.5
    #~             ^^^ E0217 the default is not what the argument takes
       arg b int = "5"
    #~             ^^^ E0217
       arg c string = 5
    #~                ^ E0217
       arg d file = "a.png"
    #~              ^^^^^^^ E0217
       arg e duration = 5
    #~                  ^ E0217
       arg f in ["x"] = "y"
    #~                  ^^^ E0217
       arg g bool = "true"
    #~              ^^^^^^ E0217
       arg h in [] = 5
    #~          ^^ E0323
       arg i in [red] = "red"
    #~           ^^^ E0308
    """,
    """
       include "a${b}.skv"
    #~         ^^^^^^^^^^^ E0516 `include` takes a path as it is
       include ""
    #~         ^^ E0516
       include "gone.skv"
    #~         ^^^^^^^^^^ E0501
    """,
  ]
}
