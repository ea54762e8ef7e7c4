/// Marked scripts about names.
extension MarkedScripts {
  static let names = [
    """
       let fox = "red"
       print fox
    #~       ^^^ E0308 a name is read with `$`
    """,
    """
       use lab/clop
    #~     ^^^^^^^^ E0201 there is no model `lab/clop`
    """,
    """
       use still
    #~     ^^^^^ E0202 several models end in `still`
    """,
    """
       use lab/clip
       set promt "x"
    #~     ^^^^^ E0203 clip has no field `promt`
       set prompt "y"
       unset colour
    #~       ^^^^^^ E0203
    """,
    """
       let fox = "red"
       use lab/clip
       set prompt $fxo
    #~             ^^^ E0204 nothing is called `fxo`
       set prompt $none
    #~             ^^^^ E0204
       set note "${run.label}"
    #~             ^^^ E0204
    """,
    """
       let fox = 1
       let fox = 2
    #~     ^^^ E0205 `fox` is bound already
       use lab/still
       run as fox
    #~        ^^^ E0205
       run as r3
       run
    #~ ^^^ E0205
       run as still
       run as still
    #~        ^^^^^ E0205
    """,
    """
       option job 2
    #~        ^^^ E0206 there is no option `job`
       option nonsense on
    #~        ^^^^^^^^ E0206
    """,
    """
       use lab/still for v2v
    #~                   ^^^ E0208 lab/still is not known to have the mode `v2v`
       set whatever 1
       run
    """,
    """
       set prompt "x"
    #~ ^^^ E0210 `set` needs a model
       run
    """,
    """
       unset *
    #~ ^^^^^ E0210
    """,
    """
       run
    #~ ^^^ E0210
    """,
    """
       use lab/clip
       set prompt $later
    #~            ^^^^^^ E0211 `later` is used before it is bound
       let later = "x"
    """,
    """
       let box = {"a": [1, 2]}
       use lab/clip
       set count $box.a[2]
    #~                 ^^^ E0212 `box` has no `[2]`
       set count $box.b
    #~                ^ E0212
       set count $box.a[1]
    """,
    """
       let run = 1
    #~     ^^^ E0209 a constant cannot be called `run`
       let last = 2
    #~     ^^^^ E0209
    """,
    """
       let model = ["lab/clip"]
       use $model
    #~     ^^^^^^ E0213 `use` takes the name of a model
    """,
  ]
}
