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
      "print {\"a\": [1}\n#~            ^ E0119", mended: "print {\"a\": [1]", rest: "E0119"),
    SyntaxCase("print [1 2]\n#~       ^ E0120", mended: "print [1, 2]"),
    SyntaxCase("print [1,,2]\n#~       ^ E0120", mended: "print [1,2]"),
    SyntaxCase("print [,]\n#~     ^ E0120", mended: "print []"),
    SyntaxCase("print [1 : 2]\n#~       ^ E0103", mended: "print [1 \":\" 2]", rest: "E0120"),
    SyntaxCase("print {a: 1}\n#~     ^^ E0121", mended: "print {\"a\": 1}"),
    SyntaxCase("print {a:1}\n#~     ^^^ E0121", mended: "print {\"a\":1}"),
    SyntaxCase("print {\"a\" 1}\n#~        ^ E0121", mended: "print {\"a\": 1}"),
    SyntaxCase(
      "print {\"a\": 1 \"b\": 2}\n#~            ^^^ E0121", mended: "print {\"a\": 1, \"b\": 2}"),
    SyntaxCase("print {,}\n#~     ^ E0121", mended: "print {}"),
    SyntaxCase("print {5: 1}\n#~     ^^ E0121", mended: "print {\"5\": 1}"),
    SyntaxCase("print {\"a\":}\n#~         ^ E0135"),
  ]
}
