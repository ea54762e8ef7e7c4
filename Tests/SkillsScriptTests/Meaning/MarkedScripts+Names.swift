/// Marked scripts about names.
extension MarkedScripts {
  static let names = [
    """
       use lab/clop
    #~     ^^^^^^^^ E0201
    """,
    """
       use still
    #~     ^^^^^ E0202
    """,
    """
       use lab/clip
       set promt "x"
    #~     ^^^^^ E0203
       set prompt "y"
       unset colour
    #~       ^^^^^^ E0203
    """,
    """
       let fox = "red"
       use lab/clip
       set prompt $fxo
    #~             ^^^ E0204
       set prompt $none
    #~             ^^^^ E0204
       set note "${run.label}"
    #~             ^^^ E0204
    """,
    """
       let fox = 1
       let fox = 2
    #~     ^^^ E0205
       use lab/still
       run as fox
    #~        ^^^ E0205
       run as r3
       run
    #~ ^^^ E0205
    """,
    """
       option job 2
    #~        ^^^ E0206
       option nonsense on
    #~        ^^^^^^^^ E0206
    """,
    """
       use lab/still for v2v
    #~                   ^^^ E0208
       set whatever 1
       run
    """,
    """
       set prompt "x"
    #~ ^^^ E0210
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
    #~            ^^^^^^ E0211
       let later = "x"
    """,
    """
       let box = {"a": [1, 2]}
       use lab/clip
       set count $box.a[2]
    #~                 ^^^ E0212
       set count $box.b
    #~                ^ E0212
       set count $box.a[1]
    """,
    """
       let model = ["lab/clip"]
       use $model
    #~     ^^^^^^ E0213
    """,
  ]
}
