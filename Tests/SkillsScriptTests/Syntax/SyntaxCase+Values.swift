extension SyntaxCase {
  static let values: [SyntaxCase] = [
    SyntaxCase("print 007\n#~    ^^^ E0114", mended: "print 7"),
    SyntaxCase("print +5\n#~    ^^ E0114", mended: "print 5"),
    SyntaxCase("print .5\n#~    ^^ E0114", mended: "print 0.5"),
    SyntaxCase("print 5.\n#~    ^^ E0114", mended: "print 5"),
    SyntaxCase("print -.5e+3\n#~    ^^^^^^ E0114", mended: "print -0.5e3"),
    SyntaxCase("print 1_000\n#~    ^^^^^ E0114", mended: "print 1000"),
    SyntaxCase("print 00\n#~    ^^ E0114", mended: "print 0"),
    SyntaxCase("print 1_000ms\n#~    ^^^^^^^ E0114", mended: "print 1000ms"),
    SyntaxCase("print .5s\n#~    ^^^ E0114", mended: "print 0.5s"),
    SyntaxCase("print [1, 07, 2]\n#~        ^^ E0114", mended: "print [1, 7, 2]"),
    SyntaxCase("print 4..1\n#~    ^^^^ E0115", mended: "print 1..4"),
    SyntaxCase("print 1...4\n#~    ^^^^^ E0115", mended: "print 1..4"),
    SyntaxCase("print 01..+4\n#~    ^^^^^^ E0115", mended: "print 1..4"),
    SyntaxCase("print 0.5..1.5\n#~    ^^^^^^^^ E0115"),
    SyntaxCase("print 1..99999999999999999999\n#~    ^^^^^^^^^^^^^^^^^^^^^^^ E0115"),
    SyntaxCase("print $\n#~    ^ E0116", mended: "print \"$\""),
    SyntaxCase("print $5\n#~    ^^ E0116", mended: "print \"$5\""),
    SyntaxCase("print ${a.b}\n#~    ^^^^^^ E0116", mended: "print $a.b"),
    SyntaxCase("print @\n#~    ^ E0117", mended: "print \"@\""),
    SyntaxCase("print [@, 1]\n#~     ^ E0117", mended: "print [\"@\", 1]"),
    SyntaxCase(
      "print @f/${a}\\x.png\n#~    ^^^^^^^^^^^^^ E0117", mended: "print @\"f/${a}\\\\x.png\""),
    SyntaxCase("print $a[x]\n#~      ^ E0137"),
    SyntaxCase("print $a[99999999999999999999]\n#~      ^ E0137"),
  ]
}
