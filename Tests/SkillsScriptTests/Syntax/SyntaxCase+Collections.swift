extension SyntaxCase {
  static let collections: [SyntaxCase] = [
    SyntaxCase("print [1, 2", at: "1:7-7 E0119", mended: "print [1, 2]"),
    SyntaxCase("print [1, 2; run", at: "1:7-7 E0119", mended: "print [1, 2]; run"),
    SyntaxCase(
      "print [1,\n  2\nset a 5\nrun", at: "1:7-7 E0119", mended: "print [1,\n  2]\nset a 5\nrun"),
    SyntaxCase("print {\"a\": 1", at: "1:7-7 E0119", mended: "print {\"a\": 1}"),
    SyntaxCase("print {\n", at: "1:7-7 E0119", mended: "print {}\n"),
    SyntaxCase("print [1}\n#~      ^ E0119", mended: "print [1]"),
    SyntaxCase(
      "print {\"a\": [1}\n#~            ^ E0119", mended: "print {\"a\": [1]}"),
    SyntaxCase("print [1 2]\n#~       ^ E0120", mended: "print [1, 2]"),
    SyntaxCase("print [1,,2]\n#~       ^ E0120", mended: "print [1,2]"),
    SyntaxCase("print [,]\n#~     ^ E0120", mended: "print []"),
    SyntaxCase("print [1 : 2]\n#~       ^ E0103"),
    SyntaxCase("print {a: 1}\n#~     ^^ E0121", mended: "print {\"a\": 1}"),
    SyntaxCase("print {a:1}\n#~     ^^^ E0121", mended: "print {\"a\":1}"),
    SyntaxCase("print {\"a\" 1}\n#~        ^ E0121", mended: "print {\"a\": 1}"),
    SyntaxCase(
      "print {\"a\": 1 \"b\": 2}\n#~            ^^^ E0121", mended: "print {\"a\": 1, \"b\": 2}"),
    SyntaxCase("print {,}\n#~     ^ E0121", mended: "print {}"),
    SyntaxCase("print {5: 1}\n#~     ^^ E0121", mended: "print {\"5\": 1}"),
    SyntaxCase("print {\"a\":}\n#~         ^ E0135"),
    SyntaxCase("print {\"a\": [1, [2", at: "1:17-17 E0119", mended: "print {\"a\": [1, [2]]}"),
    SyntaxCase(
      "set image_urls [\"a\",\nrun", at: "1:16-16 E0119", mended: "set image_urls [\"a\",]\nrun"),
    SyntaxCase(
      "set a [{\"b\": [1\n  run # c\nrun\n", at: "1:14-14 E0119",
      mended: "set a [{\"b\": [1]}]\n  run # c\nrun\n"),
    SyntaxCase("set a [1;2]\n#~      ^ E0120", mended: "set a [1,2]"),
    SyntaxCase("set a [1; [2; 3]; 4]; run", at: "1:9-9 E0120", mended: "set a [1, [2, 3], 4]; run"),
    SyntaxCase(
      "set a {\"b\": 1; \"c\": 2}\n#~           ^ E0121", mended: "set a {\"b\": 1, \"c\": 2}"),
  ]
}
