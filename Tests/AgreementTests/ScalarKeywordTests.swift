import Testing

@Suite("Keywords for single values, read alike by both checks")
struct ScalarKeywordTests {
  @Test(
    "Types, lists of types and null",
    arguments: [
      KeywordCase(
        #"{"type": "integer"}"#, taken: ["5", "5.0", "5e2", "-0", "1e400"],
        refused: ["5.5", #""5""#, "true", "null", "[5]", "1e-1", "5.000000000000000000001"]),
      KeywordCase(#"{"type": "number"}"#, taken: ["5.5", "-1"], refused: [#""5""#, "null"]),
      KeywordCase(#"{"type": "boolean"}"#, taken: ["false"], refused: ["0", #""true""#]),
      KeywordCase(
        #"{"type": ["string", "integer"]}"#, taken: ["1", #""""#], refused: ["1.5", "null", "[]"]),
      KeywordCase(#"{"type": ["string", "null"]}"#, taken: ["null"], refused: ["1"]),
      KeywordCase(#"{"type": "string", "nullable": true}"#, taken: ["null"], refused: ["1"]),
      KeywordCase(#"{"type": "string", "nullable": false}"#, refused: ["null"]),
      KeywordCase(#"{"type": "null"}"#, taken: ["null"], refused: ["0", #""""#]),
      KeywordCase(
        #"{"nullable": true, "allOf": [{"type": "string"}]}"#, taken: ["null", #""a""#],
        refused: ["1"]),
      KeywordCase(
        ##"{"nullable": true, "$ref": "#/components/schemas/Chain"}"##, taken: ["null", #""a""#],
        refused: ["1", #""abcd""#]),
      KeywordCase(
        #"{"allOf": [{"type": "string", "nullable": true}, {"type": "string"}]}"#,
        taken: [#""a""#], refused: ["null"]),
      KeywordCase(
        #"{"type": ["string", "null"], "enum": ["a"]}"#, taken: [#""a""#], refused: ["null"]),
      KeywordCase(#"{"type": "string", "nullable": true, "enum": ["a"]}"#, taken: ["null"]),
      KeywordCase(#"{"type": ["string", "null"], "const": "a"}"#, refused: ["null"]),
      KeywordCase(
        #"{"type": "string", "anyOf": [{"type": "null"}, {"maxLength": 2}]}"#, taken: [#""ab""#],
        refused: ["null", #""abc""#]),
      KeywordCase(
        #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, taken: ["null", #""a""#],
        refused: ["1"]),
    ])
  func types(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Words and constants of every type",
    arguments: [
      KeywordCase(
        #"{"enum": ["a", 4, 8.0, true, null, [1, {"b": 2}], {"c": [3]}]}"#,
        taken: [#""a""#, "4.0", "8", "4e0", "true", "null", #"[1.0, {"b": 2}]"#, #"{"c": [3.0]}"#],
        refused: [
          #""A""#, #""4""#, "4.0000000000000000001", "false", "[]", #"[{"b": 2}, 1]"#, "{}",
          #"{"c": [3], "d": 1}"#,
        ]),
      KeywordCase(#"{"const": null}"#, taken: ["null"], refused: ["0", #""""#, "false"]),
      KeywordCase(#"{"const": false}"#, taken: ["false"], refused: ["0", "null", "true"]),
      KeywordCase(#"{"const": 1.50}"#, taken: ["1.5", "15e-1"], refused: ["1", #""1.5""#]),
      KeywordCase(#"{"const": [1, "a"]}"#, taken: [#"[1.0, "a"]"#], refused: [#"["a", 1]"#, "1"]),
      KeywordCase(
        #"{"const": {"a": 1, "b": 2}}"#,
        taken: [#"{"b": 2, "a": 1}"#, #"{"a": 3, "b": 2, "a": 1}"#],
        refused: [#"{"a": 1}"#]),
      KeywordCase(#"{"enum": ["4K"]}"#, taken: [#""4\u004b""#], refused: [#""4\u212a""#]),
      KeywordCase(#"{"enum": [["é"]]}"#, taken: [#"["é"]"#], refused: [#"["e\u0301"]"#]),
      KeywordCase(
        #"{"type": "string", "enum": ["a"], "x-enum-truncated": true}"#, taken: [#""z""#],
        refused: ["1", "null"]),
      KeywordCase(
        #"{"allOf": [{"enum": ["a", "b", 1]}, {"enum": ["b", 1.0, "c"]}]}"#,
        taken: [#""b""#, "1"], refused: [#""a""#, #""c""#]),
      KeywordCase(#"{"allOf": [{"enum": ["a"]}, {"enum": ["b"]}]}"#, refused: [#""a""#, #""b""#]),
      KeywordCase(
        #"{"allOf": [{"type": "string"}, {"type": "integer"}]}"#,
        refused: [#""a""#, "1", "null"]),
      KeywordCase(
        #"{"allOf": [{"type": ["string", "null"]}, {"type": "null"}]}"#, taken: ["null"],
        refused: [#""a""#]),
    ])
  func words(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Ranges and steps, as exact decimals",
    arguments: [
      KeywordCase(
        #"{"type": "number", "minimum": 1, "maximum": 15}"#,
        taken: ["1", "15.0", "15", "1e1", "1.000000000000000000001"],
        refused: ["0.99999999999999999999", "15.000000000000000000001", "1e400", "-1e400", "-0"]),
      KeywordCase(
        #"{"type": "number", "minimum": 0, "exclusiveMinimum": true}"#, taken: ["1e-300"],
        refused: ["0", "-0", "0.0"]),
      KeywordCase(
        #"{"type": "number", "maximum": 1, "exclusiveMaximum": true}"#, taken: ["0.9999999999"],
        refused: ["1", "1.0"]),
      KeywordCase(
        #"{"type": "number", "maximum": 1, "exclusiveMaximum": false}"#, taken: ["1"],
        refused: ["1.1"]),
      KeywordCase(
        #"{"exclusiveMinimum": 0, "exclusiveMaximum": 1}"#, taken: ["0.5", #""a""#, "null"],
        refused: ["0", "1.0"]),
      KeywordCase(#"{"minimum": 2, "exclusiveMinimum": 2}"#, taken: ["2.1"], refused: ["2", "1"]),
      KeywordCase(#"{"exclusiveMinimum": true}"#, taken: ["0", "-5"]),
      KeywordCase(
        #"{"type": "number", "maximum": 9007199254740992}"#, taken: ["9007199254740992"],
        refused: ["9007199254740993", "9007199254740992.1"]),
      KeywordCase(
        #"{"type": "number", "multipleOf": 0.1}"#, taken: ["0.3", "0", "-0.7", "1e3", "1e400"],
        refused: ["0.35", "0.30000000000000000001", "1e-2"]),
      KeywordCase(
        #"{"type": "number", "multipleOf": 0.3}"#, taken: ["0.9", "3", "-0.3", "1.20"],
        refused: ["1", "0.1", "0.31", "1e30"]),
      KeywordCase(
        #"{"multipleOf": 7}"#, taken: ["123456789012345678901234567890", "7.0"],
        refused: ["123456789012345678901234567887", "3.5", "7e-1"]),
      KeywordCase(#"{"multipleOf": 1e20}"#, taken: ["3e20"], refused: ["1e19", "1"]),
      KeywordCase(
        #"{"allOf": [{"minimum": 2, "maximum": 8}, {"minimum": 1, "maximum": 9}]}"#,
        taken: ["2", "8"], refused: ["1.5", "8.5"]),
      KeywordCase(
        #"{"allOf": [{"exclusiveMinimum": 1, "exclusiveMaximum": 9}, {"exclusiveMinimum": 2, "exclusiveMaximum": 8}]}"#,
        taken: ["2.1", "7.9"], refused: ["2", "8"]),
      KeywordCase(
        #"{"multipleOf": 2}"#, taken: ["1e9223372036854775807", "1e-9223372036854775808"]),
      KeywordCase(#"{"multipleOf": 0}"#, taken: ["1", "0"]),
      KeywordCase(#"{"multipleOf": -2}"#, taken: ["1", "0"]),
      KeywordCase(#"{"maxLength": -1, "minLength": -1}"#, taken: [#""""#, #""a""#]),
      KeywordCase(#"{"maxItems": -1, "minItems": -1}"#, taken: ["[]", "[1]"]),
      KeywordCase(#"{"multipleOf": -2}"#, taken: ["1"]),
      KeywordCase(
        #"{"allOf": [{"multipleOf": 2}, {"multipleOf": 3}]}"#, taken: ["6", "0"],
        refused: ["2", "3", "4"]),
      KeywordCase(
        #"{"x-type-not-shown": true, "type": "integer", "minimum": 2}"#,
        taken: ["2", "2.5", #""1""#, "null", "[1]"], refused: ["1"]),
    ])
  func ranges(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Lengths, patterns and formats",
    arguments: [
      KeywordCase(
        #"{"type": "string", "minLength": 2, "maxLength": 3}"#,
        taken: [#""ab""#, #""🦊🦊🦊""#, #""e\u0301a""#, #""👨‍👩""#],
        refused: [#""""#, #""a""#, #""🦊""#, #""abcd""#, #""e\u0301e\u0301""#]),
      KeywordCase(#"{"maxLength": 2.0}"#, taken: [#""ab""#, "123"], refused: [#""abc""#]),
      KeywordCase(#"{"maxLength": 1.5}"#, taken: [#""abc""#]),
      KeywordCase(
        #"{"allOf": [{"minLength": 2, "maxLength": 9}, {"minLength": 1, "maxLength": 4}]}"#,
        taken: [#""ab""#, #""abcd""#], refused: [#""a""#, #""abcde""#]),
      KeywordCase(
        #"{"type": "string", "pattern": "^[a-z]+-\\d{2,3}$"}"#, taken: [#""ab-12""#, #""z-123""#],
        refused: [#""ab-1""#, #""AB-12""#, #""a-1234""#, #""a-12\n""#, #""a-١٢""#, #""""#]),
      KeywordCase(#"{"pattern": "b|^$"}"#, taken: [#""abc""#, #""""#, "1"], refused: [#""ac""#]),
      KeywordCase(
        #"{"pattern": "^(?:a|bc)*?[^\\s\\x41-\\u0043]$"}"#, taken: [#""abcx""#, #""D""#],
        refused: [#""bca ""#, #""aB""#, #""C""#, #""b\\n""#]),
      KeywordCase(#"{"pattern": "^.$"}"#, taken: [#""🦊""#], refused: [#""e\u0301""#, #""\n""#]),
      KeywordCase(
        #"{"pattern": "(a+)+$"}"#, taken: ["\"\(String(repeating: "a", count: 300))\""],
        refused: ["\"\(String(repeating: "a", count: 300))b\""]),
      KeywordCase(
        #"{"allOf": [{"pattern": "^a"}, {"pattern": "z$"}]}"#, taken: [#""az""#],
        refused: [#""a""#, #""z""#]),
      KeywordCase(#"{"pattern": "("}"#, taken: [#""a""#]),
      KeywordCase(#"{"pattern": "(?=a)b"}"#, taken: [#""a""#]),
      KeywordCase(#"{"pattern": "\\bx\\b"}"#, taken: [#""a""#]),
      KeywordCase(#"{"pattern": "(a)\\1"}"#, taken: [#""b""#]),
      KeywordCase(#"{"pattern": "\\p{L}"}"#, taken: [#""1""#]),
      KeywordCase(#"{"pattern": "((a{40}){40})"}"#, taken: [#""b""#]),
      KeywordCase(#"{"format": "email"}"#, taken: [#""x""#]),
      KeywordCase(#"{"format": "date-time"}"#, taken: [#""x""#]),
      KeywordCase(#"{"format": "uuid"}"#, taken: [#""x""#]),
      KeywordCase(#"{"type": "string", "format": "binary"}"#, refused: [#""x""#]),
      KeywordCase(
        #"{"allOf": [{"format": "uri"}, {"format": "binary"}]}"#, taken: ["1"],
        refused: [#""https://e.com/1""#]),
      KeywordCase(
        #"{"anyOf": [{"type": "string", "format": "uri"}, {"type": "string", "maxLength": 4}]}"#,
        taken: [#""auto""#, #""https://e.com/1""#], refused: [#""a long text""#]),
      KeywordCase(
        #"{"anyOf": [{"const": "auto"}, {"type": "string", "format": "uri"}]}"#,
        taken: [#""auto""#, #""https://e.com/1""#], refused: [#""off""#]),
    ])
  func texts(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "An address is what RFC 3986 says, and one of the web names a host",
    arguments: [
      ("https://example.com/a.png", true), ("http://127.0.0.1:8080/a?b=c#d", true),
      ("HTTPS://[::1]:8080/%20", true), ("https://x", true), ("https://u:p@x:/a?b?c/d", true),
      ("data:image/png;base64,AA==", true), ("s3://bucket/key", true), ("mailto:a@b", true),
      ("urn:a:b", true), ("file:///a", true), ("a:", true), ("https://[v1.a:b]/", true),
      ("https://x:65535", true), ("s3://x:99999", true), ("a+b-c.d://x", true), ("a:/b", true),
      ("", false), ("a.png", false), ("/a", false), (":a", false), ("1a:b", false),
      ("ht_tp://x", false), ("https:", false), ("https:x", false), ("https:/x", false),
      ("https://", false), ("https:///a", false), ("https://?a", false), ("https://#a", false),
      ("https://u@", false), ("https://:80", false), ("https://x:65536", false),
      ("https://x:8a", false), ("https://x/a b", false), ("https://x/é", false),
      ("https://é.com/", false), ("https://x/%2", false), ("https://x/%zz", false),
      ("https://x/[1]", false), ("https://x/a#b#c", false), ("https://x/<a>", false),
      ("https://x/a|b", false), ("https://[x]/", false), ("https://[::1/", false),
      ("https://[::1]x/", false), ("https://[v1]/", false), ("https://a@b@c/", false),
      ("https://x/\\u0000", false), ("https://x\\r\\n", false), ("@a.png", false),
      ("https\\u0301://x", false), ("s3://x:a/", false), ("https://[]/", false),
      ("https://x/\\u0041\\u0301", false), ("a:\\\\b", false), ("https://[v1.%41]/", false),
    ])
  func addresses(_ text: String, _ isOne: Bool) throws {
    let judges = try Judges(field: #"{"type": "string", "format": "uri"}"#)
    let verdict = try judges.verdict(onValue: "\"\(text)\"")
    #expect(verdict.isTaken == isOne, "\(verdict.text)")
  }
}
