extension SyntaxCase {
  static let touching: [SyntaxCase] = [
    SyntaxCase("  print\"a b\"", at: "1:3-12 E0106", mended: "  print \"a b\""),
    SyntaxCase("run; set@f", at: "1:6-10 E0106"),
    SyntaxCase("run to'o'\n#~  ^^^^^ E0106", mended: "run to 'o'"),
    SyntaxCase("print x\"a\"\n#~    ^^^^ E0106", mended: "print \"xa\""),
    SyntaxCase("print $a/b\n#~    ^^^^ E0106", mended: "print \"${a}/b\""),
    SyntaxCase("print \"a\"\"b\"\n#~    ^^^^^^ E0106", mended: "print \"ab\""),
    SyntaxCase("print anime#1\n#~    ^^^^^^^ E0106", mended: "print \"anime#1\""),
    SyntaxCase("print a\"b c\"\n#~    ^^^^^^ E0106", mended: "print \"ab c\""),
    SyntaxCase("print $a$b.c[0]x\n#~    ^^^^^^^^^^ E0106", mended: "print \"${a}${b.c[0]}x\""),
    SyntaxCase("print 'a'\"${b}\\n\"\n#~    ^^^^^^^^^^^ E0106", mended: "print \"a${b}\\n\""),
    SyntaxCase("print \"a$\"\"{b}\"\n#~    ^^^^^^^^^ E0106", mended: "print \"a\\${b}\""),
    SyntaxCase("print @\"f\"x\n#~    ^^^^^ E0106", mended: "print @\"fx\""),
    SyntaxCase("print @f)x\n#~    ^^^^ E0106", mended: "print @\"f)x\""),
    SyntaxCase("print me@host\n#~    ^^^^^^^ E0106", mended: "print \"me@host\""),
    SyntaxCase("print \"a\"# c\n#~       ^ E0106", mended: "print \"a\" # c"),
    SyntaxCase(
      "print it's 5 o'clock\n#~    ^^^^^^^^^^^^^^ E0106", mended: "print \"it's 5 o'clock\""),
    SyntaxCase("print it's a fox\n#~    ^^^^^^^^^^ E0106", mended: "print \"it's a fox\""),
    SyntaxCase("print 'it's a fox'\n#~    ^^^^^^^^^^^^ E0106", mended: "print \"it's a fox\""),
    SyntaxCase(
      "print https://x.y/?a=b\n#~    ^^^^^^^^^^^^^^^^ E0106", mended: "print \"https://x.y/?a=b\""),
    SyntaxCase("print {\"a\"\"b\":1}\n#~     ^^^^^^ E0106", mended: "print {\"ab\":1}"),
    SyntaxCase("print {$a:b}\n#~     ^^^^ E0106"),
    SyntaxCase("print \"a\"#c\n#~       ^ E0106", mended: "print \"a\" #c"),
    SyntaxCase("set seed 5# c\n#~        ^ E0106", mended: "set seed 5 # c"),
    SyntaxCase("run#x\n#~ ^ E0106", mended: "run #x"),
    // The comment would swallow the statement behind it.
    SyntaxCase("run#x;run\n#~ ^ E0106"),
    SyntaxCase("frob#x", at: "1:1-6 E0106"),
    SyntaxCase("print $a+1\n#~    ^^^^ E0106", mended: "print \"${a}+1\""),
  ]
}
