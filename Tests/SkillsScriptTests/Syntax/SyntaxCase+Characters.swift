extension SyntaxCase {
  static let characters: [SyntaxCase] = [
    SyntaxCase("print a&b\n#~    ^^^ E0106", mended: "print \"a&b\""),
    SyntaxCase("print &\n#~    ^ E0103", mended: "print \"&\""),
    SyntaxCase("print été", at: "1:7-9 E0106", mended: "print \"été\""),
    SyntaxCase("print 水彩\n#~    ^^^^ E0103", mended: "print \"水彩\""),
    SyntaxCase("print :a\n#~    ^^ E0103", mended: "print \":a\""),
    SyntaxCase("print a \\ \nrun", at: "1:9-9 E0103", mended: "print a \\\nrun", rest: "E0136"),
    SyntaxCase("print (a)\n#~    ^^^ E0106", mended: "print \"(a)\""),
    SyntaxCase("set prompt “a fox”\n#~         ^^^^^^^ E0104", mended: "set prompt \"a fox\""),
    SyntaxCase(
      "set prompt „a fox“ # c\n#~         ^^^^^^^ E0104", mended: "set prompt \"a fox\" # c"),
    SyntaxCase(
      "set prompt «a \"b\" c»\n#~         ^^^^^^^^^ E0104", mended: #"set prompt "a \"b\" c""#),
    SyntaxCase(
      "set prompt ‘it’s a fox’;run\n#~         ^^^^^^^^^^^^ E0104",
      mended: "set prompt \"it’s a fox\";run"),
    SyntaxCase("set prompt “a fox\"\n#~         ^^^^^^^ E0104", mended: "set prompt \"a fox\""),
    SyntaxCase("set prompt “a fox  \n#~         ^^^^^^ E0104", mended: "set prompt \"a fox\"  "),
    SyntaxCase("set prompt `a fox`\n#~         ^^^^^^^ E0104", mended: "set prompt \"a fox\""),
    SyntaxCase("set [“a”, “b”]\n#~  ^ E0137"),
    SyntaxCase("set\u{A0}seed\u{A0}5\n#~ ^ E0105", mended: "set seed 5"),
    SyntaxCase("run\u{3000}as x\n#~ ^^ E0105", mended: "run as x"),
    SyntaxCase("run \u{200B}as x", at: "1:5-12 E0105", mended: "run as x"),
    SyntaxCase("run\u{2028}", at: "1:4-11 E0105", mended: "run "),
    SyntaxCase("print \"a\u{1B}[1mb\"", at: "1:9-14 E0102", mended: "print \"a\\u{1B}[1mb\""),
    SyntaxCase("print 'a\u{7}'", at: "1:9-13 E0102", mended: "print 'a'"),
    SyntaxCase("print @a\u{7}b", at: "1:9-13 E0102", mended: "print @ab"),
    SyntaxCase("run # a\u{0}b", at: "1:8-12 E0102", mended: "run # ab"),
    SyntaxCase("run\u{C}as x", at: "1:4-8 E0102", mended: "run as x"),
    SyntaxCase("\u{0}", at: "1:1-5 E0102", mended: " "),
    SyntaxCase("print \"\u{85}\"", at: "1:8-13 E0102", mended: "print \"\\u{85}\""),
    SyntaxCase("print \"a\u{202E}b\"", at: "1:9-16 W0901", mended: "print \"a\\u{202E}b\""),
    SyntaxCase("run # \u{2066}x", at: "1:7-14 W0901", mended: "run # x"),
  ]
}
