extension SyntaxCase {
  static let strings: [SyntaxCase] = [
    SyntaxCase(
      "set prompt \"a fox\nrun\n", at: "1:12-12 E0107", mended: "set prompt \"a fox\"\nrun\n"),
    SyntaxCase("set prompt \"a fox  ", at: "1:12-12 E0107", mended: "set prompt \"a fox\"  "),
    SyntaxCase("set prompt \"a fox”", at: "1:12-12 E0107", mended: "set prompt \"a fox\""),
    SyntaxCase("set prompt \"a fox \\", at: "1:12-12 E0107", mended: "set prompt \"a fox \""),
    SyntaxCase("set prompt \"", at: "1:12-12 E0107", mended: "set prompt \"\""),
    SyntaxCase("set prompt 'a fox\nrun", at: "1:12-12 E0107", mended: "set prompt 'a fox'\nrun"),
    SyntaxCase(
      "set prompt \"a\nb, c\n d\"\nrun", at: "1:12-12 E0107",
      mended: "set prompt \"\"\"\na\nb, c\n d\n\"\"\"\nrun"),
    SyntaxCase("set a \"x\nset b \"y\"", at: "1:7-7 E0107", mended: "set a \"x\"\nset b \"y\""),
    SyntaxCase("print \"\"\"\na\nrun", at: "1:7-9 E0108"),
    SyntaxCase(
      "print \"\"\"a \"b\" c\"\"\"\n#~    ^^^^^^^^^^^^^ E0109", mended: #"print "a \"b\" c""#),
    SyntaxCase("print \"\"\"\"\"\"\n#~    ^^^^^^ E0109", mended: "print \"\""),
    SyntaxCase(
      "print \"\"\"a\n  b\n  \"\"\"", at: "1:10-10 E0109",
      mended: "print \"\"\"\n  a\n  b\n  \"\"\""),
    SyntaxCase(
      "print \"\"\"\n  a\n  b\"\"\"", at: "3:4-6 E0109", mended: "print \"\"\"\n  a\n  b\n  \"\"\""),
    SyntaxCase(
      "print \"\"\"\n  a\n b\nc\n  \"\"\"", at: "3:1-1 E0110",
      mended: "print \"\"\"\n  a\n  b\n  c\n  \"\"\""),
    SyntaxCase(
      "print \"\"\"\n\ta\n    \"\"\"", at: "2:1-4 E0110", mended: "print \"\"\"\n    a\n    \"\"\""),
    SyntaxCase("print \"a\\r\\nb\\rc\"\n#~      ^^ E0111", mended: "print \"a\\nb\\nc\""),
    SyntaxCase(
      "print \"C:\\dir\\x41\\'\"\n#~       ^^ E0111", mended: "print \"C:\\\\dir\\u{41}'\""),
    SyntaxCase(
      "print \"\\(name.x) \\(\"\n#~     ^^^^^^^^^ E0111", mended: "print \"${name.x} \\\\(\""),
    SyntaxCase("print \"\\é\"\n#~     ^^ E0111", mended: "print \"\\\\é\""),
    SyntaxCase("print \"\\u00e9\"\n#~     ^^^^^^ E0112", mended: "print \"\\u{e9}\""),
    SyntaxCase(
      "print \"\\ud83e\\udd8a\"\n#~     ^^^^^^^^^^^^ E0112", mended: "print \"\\u{1f98a}\""),
    SyntaxCase("print \"\\ud83e!\"\n#~     ^^^^^^ E0112"),
    SyntaxCase("print \"\\u{110000}\"\n#~     ^^^^^^^^^^ E0112"),
    SyntaxCase("print \"\\u{}\"\n#~     ^^^^ E0112"),
    SyntaxCase("print \"\\u{D800}\"\n#~     ^^^^^^^^ E0112"),
    SyntaxCase("print \"\\u{41\"\n#~     ^^^^^ E0112"),
    SyntaxCase("print \"\\user\"\n#~     ^^ E0112", mended: "print \"\\\\user\""),
    SyntaxCase("print \"a ${ b } c\"\n#~       ^^^^^^ E0113", mended: "print \"a ${b} c\""),
    SyntaxCase("print \"${1+1}\"\n#~     ^^ E0113", mended: "print \"\\${1+1}\""),
    SyntaxCase("print \"${a\"\n#~     ^^ E0113", mended: "print \"\\${a\""),
    SyntaxCase("print \"${}\"\n#~     ^^ E0113", mended: "print \"\\${}\""),
    SyntaxCase("print \"a” # c", at: "1:7-7 E0107", mended: "print \"a\" # c"),
    SyntaxCase("print \"a”; run", at: "1:7-7 E0107", mended: "print \"a\"; run"),
    SyntaxCase("print \"say “hi” to\nrun", at: "1:7-7 E0107", mended: "print \"say “hi” to\"\nrun"),
  ]

  static let blocks: [SyntaxCase] = [
    SyntaxCase(
      "print '''\na\n'''\nrun", at: "1:7-9 E0109", mended: "print \"\"\"\na\n\"\"\"\nrun"),
    SyntaxCase(
      "print '''a\nb'''", at: "1:7-9 E0109", mended: "print \"\"\"\na\nb\n\"\"\""),
    SyntaxCase("print '''it's'''\n#~    ^^^^^^^^^^ E0109", mended: "print \"it's\""),
  ]
}
