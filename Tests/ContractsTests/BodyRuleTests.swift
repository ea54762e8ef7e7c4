import Contracts
import LosslessJSON
import Testing

@Suite("Rules for one value, on both sides of their bound")
struct BodyRuleTests {
  @Test(
    "Types",
    arguments: [
      (#""string""#, #""a""#, ""), (#""string""#, "1", "/f type(string: number)"),
      (#""string""#, "true", "/f type(string: boolean)"),
      (#""string""#, "[]", "/f type(string: array)"),
      (#""string""#, "{}", "/f type(string: object)"),
      (#""string""#, "null", "/f null"),
      (#""integer""#, "5", ""), (#""integer""#, "5.0", ""), (#""integer""#, "5e2", ""),
      (#""integer""#, "9007199254740993", ""), (#""integer""#, "5.5", "/f type(integer: number)"),
      (#""integer""#, "1e-1", "/f type(integer: number)"),
      (#""integer""#, #""5""#, "/f type(integer: string)"),
      (#""number""#, "5", ""), (#""number""#, "5.5", ""),
      (#""number""#, #""5""#, "/f type(number: string)"),
      (#""boolean""#, "false", ""), (#""boolean""#, "0", "/f type(boolean: number)"),
      (#""boolean""#, #""true""#, "/f type(boolean: string)"),
      (#""array""#, "[1]", ""), (#""array""#, "{}", "/f type(array: object)"),
      (#""object""#, #"{"a": 1}"#, ""), (#""object""#, "[]", "/f type(object: array)"),
      (#"["string", "null"]"#, "null", ""), (#"["string", "null"]"#, #""a""#, ""),
      (#"["string", "null"]"#, "1", "/f type(string: number)"),
      (#"["string", "integer"]"#, "1", ""),
      (#"["string", "integer"]"#, "1.5", "/f type(string|integer: number)"),
      (#""null""#, "null", ""), (#""null""#, "1", "/f type(: number)"),
    ])
  func types(_ type: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"type": \#(type)}"#, value: value) == list(expected))
  }

  @Test(
    "Null, in the spellings of OpenAPI 3.0 and 3.1",
    arguments: [
      (#"{"type": "string", "nullable": true}"#, ""),
      (#"{"type": "string", "nullable": false}"#, "/f null"),
      (#"{"type": ["string", "null"]}"#, ""), (#"{"enum": ["a", null]}"#, ""),
      (#"{"enum": ["a"]}"#, "/f null"),
      (#"{"type": ["string", "null"], "enum": ["a"]}"#, "/f null"),
      (#"{"type": ["string", "null"], "enum": ["a", null]}"#, ""),
      (#"{"type": "string", "nullable": true, "enum": ["a"]}"#, ""), (#"{"const": null}"#, ""),
      (#"{"const": "a"}"#, "/f null"), ("{}", ""), (#"{"x-type-not-shown": true}"#, ""),
      (#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, ""),
      (#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, "/f null"),
      (#"{"nullable": true, "allOf": [{"type": "string"}]}"#, ""),
      (#"{"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}"#, "/f null"),
    ])
  func null(_ schema: String, _ expected: String) throws {
    #expect(try findings(field: schema, value: "null") == list(expected))
  }

  @Test(
    "Words and constants",
    arguments: [
      (#"{"type": "string", "enum": ["a", "b"]}"#, #""b""#, ""),
      (#"{"type": "string", "enum": ["a", "b"]}"#, #""c""#, #"/f notAllowed(["a","b"])"#),
      (#"{"type": "string", "enum": ["a", "b"]}"#, #""A""#, #"/f notAllowed(["a","b"])"#),
      (#"{"type": "string", "enum": ["a", "b"]}"#, "1", #"/f notAllowed(["a","b"])"#),
      (#"{"enum": [4, 8.0]}"#, "4.0", ""), (#"{"enum": [4, 8.0]}"#, "8", ""),
      (#"{"enum": [4, 8.0]}"#, #""4""#, "/f notAllowed([4,8.0])"),
      (#"{"enum": [4, 8.0]}"#, "4.0000000000000000001", "/f notAllowed([4,8.0])"),
      (#"{"enum": [{"a": 1, "b": [2]}]}"#, #"{"b": [2.0], "a": 1}"#, ""),
      (#"{"enum": [{"a": 1}]}"#, #"{"a": 2}"#, #"/f notAllowed([{"a":1}])"#),
      (#"{"enum": [true]}"#, "true", ""), (#"{"enum": [true]}"#, "false", "/f notAllowed([true])"),
      (#"{"type": "string", "const": "x"}"#, #""x""#, ""),
      (#"{"type": "string", "const": "x"}"#, #""y""#, #"/f notConstant("x")"#),
      (#"{"type": "string", "const": "x"}"#, "1", "/f type(string: number)"),
      (#"{"const": "x"}"#, "1", #"/f notConstant("x")"#),
      (#"{"type": "string", "enum": ["a"], "x-enum-truncated": true}"#, #""z""#, ""),
      (
        #"{"type": "string", "enum": ["a"], "x-enum-truncated": true}"#, "1",
        "/f type(string: number)"
      ),
    ])
  func words(_ schema: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: schema, value: value) == list(expected))
  }

  @Test(
    "Ranges, as exact decimals",
    arguments: [
      (#""minimum": 1"#, "1", ""), (#""minimum": 1"#, "0", "/f below(1)"),
      (#""minimum": 1"#, "0.99999999999999999999", "/f below(1)"),
      (#""minimum": -9007199254740991"#, "-9007199254740991", ""),
      (#""minimum": -9007199254740991"#, "-9007199254740992", "/f below(-9007199254740991)"),
      (#""maximum": 9007199254740991"#, "9007199254740991.0", ""),
      (#""maximum": 9007199254740992"#, "9007199254740993", "/f above(9007199254740992)"),
      (#""maximum": 0.1"#, "0.1", ""), (#""maximum": 0.1"#, "1e-1", ""),
      (#""maximum": 0.1"#, "0.10000000000000000001", "/f above(0.1)"),
      (#""maximum": 10"#, "1e400", "/f above(10)"), (#""maximum": 10"#, "-1e400", ""),
      (#""maximum": 10"#, "1e999999999999", "/f above(10)"),
      (#""exclusiveMinimum": 0"#, "0", "/f below(<0)"), (#""exclusiveMinimum": 0"#, "1e-300", ""),
      (#""exclusiveMaximum": 1"#, "1.0", "/f above(<1)"), (#""exclusiveMaximum": 1"#, "0.9", ""),
      (#""minimum": 2, "exclusiveMinimum": true"#, "2", "/f below(<2)"),
      (#""minimum": 2, "exclusiveMinimum": true"#, "2.1", ""),
      (#""minimum": 2, "exclusiveMinimum": false"#, "2", ""),
      (#""maximum": 2, "exclusiveMaximum": true"#, "2", "/f above(<2)"),
      (#""maximum": 2, "exclusiveMaximum": true"#, "1.9", ""),
      (#""multipleOf": 0.1"#, "0.3", ""), (#""multipleOf": 0.1"#, "0.35", "/f multiple(0.1)"),
      (#""multipleOf": 8"#, "1024", ""), (#""multipleOf": 8"#, "1023", "/f multiple(8)"),
    ])
  func ranges(_ limit: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"type": "number", \#(limit)}"#, value: value) == list(expected))
  }

  @Test(
    "A field without documented type keeps its limits for the values they speak of",
    arguments: [
      ("2", ""), ("1", "/f below(2)"), ("13", "/f above(12)"), (#""13""#, ""), ("null", ""),
      ("[99]", ""),
      ("true", ""), (#"{"a": 99}"#, ""),
    ])
  func untyped(_ value: String, _ expected: String) throws {
    let schema = #"{"x-type-not-shown": true, "minimum": 2, "maximum": 12}"#
    #expect(try findings(field: schema, value: value) == list(expected))
  }

  @Test("The mark that no type is shown counts more than a type beside it")
  func hiddenType() throws {
    let schema = #"{"type": "string", "x-type-not-shown": true}"#
    #expect(try findings(field: schema, value: "1") == [])
    #expect(try fieldSchema(schema).types.isEmpty)
  }

  @Test(
    "Lengths, in Unicode scalars",
    arguments: [
      (#""minLength": 1"#, #""a""#, ""), (#""minLength": 1"#, #""""#, "/f short(1)"),
      (#""maxLength": 2"#, #""ab""#, ""), (#""maxLength": 2"#, #""abc""#, "/f long(2)"),
      (#""maxLength": 2"#, #""日本""#, ""), (#""maxLength": 2"#, #""日本語""#, "/f long(2)"),
      (#""maxLength": 1"#, #""🦊""#, ""), (#""maxLength": 1"#, #""e\u0301""#, "/f long(1)"),
      (#""maxLength": 5"#, #""👨‍👩‍👧""#, ""), (#""maxLength": 4"#, #""👨‍👩‍👧""#, "/f long(4)"),
      (#""minLength": 2, "format": "uri""#, #""""#, "/f short(2)"),
      (#""minLength": 2, "format": "uri""#, #""a""#, "/f short(2)|/f format(uri)"),
    ])
  func lengths(_ limit: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"type": "string", \#(limit)}"#, value: value) == list(expected))
  }

  @Test(
    "Formats",
    arguments: [
      ("uri", "https://example.com/a.png", ""), ("uri", "http://127.0.0.1:8080/a?b=c#d", ""),
      ("uri", "data:image/png;base64,AAAA", ""), ("uri", "https://例え.jp/画像.png", "/f format(uri)"),
      ("uri", "https://x/a[1].png", "/f format(uri)"), ("uri", "s3://bucket/key", ""),
      ("uri", "https:///a", "/f format(uri)"), ("uri", "https:/a", "/f format(uri)"),
      ("uri", "HTTPS://x", ""), ("uri", "https://?a", "/f format(uri)"),
      ("uri", "https:x", "/f format(uri)"),
      ("uri", "", "/f format(uri)"), ("uri", "a.png", "/f format(uri)"),
      ("uri", "/a/b.png", "/f format(uri)"), ("uri", "https:", "/f format(uri)"),
      ("uri", "https://", "/f format(uri)"), ("uri", "https://x/a b.png", "/f format(uri)"),
      ("uri", "https://x/a\\u0000", "/f format(uri)"), ("uri", "https://x/\\n", "/f format(uri)"),
      ("uri", "1https://x", "/f format(uri)"), ("uri", "ht_tp://x", "/f format(uri)"),
      ("uri", "https://x/<a>", "/f format(uri)"), ("uri", ":a", "/f format(uri)"),
      ("binary", "a", "/f format(binary)"), ("password", "a", ""), ("email", "x", ""),
    ])
  func formats(_ format: String, _ text: String, _ expected: String) throws {
    let schema = #"{"type": "string", "format": "\#(format)"}"#
    #expect(try findings(field: schema, value: "\"\(text)\"") == list(expected))
  }

  @Test(
    "Patterns",
    arguments: [
      ("^[a-z]+$", "abc", ""), ("^[a-z]+$", "abC", "/f pattern(^[a-z]+$)"), ("b", "abc", ""),
      ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "/f pattern((a+)+$)"),
      ("(?=a)b", "c", ""),
    ])
  func patterns(_ pattern: String, _ text: String, _ expected: String) throws {
    let schema = #"{"type": "string", "pattern": "\#(pattern)"}"#
    #expect(try findings(field: schema, value: "\"\(text)\"") == list(expected))
  }

  @Test(
    "Lists and their items",
    arguments: [
      (#""minItems": 1"#, "[1]", ""), (#""minItems": 1"#, "[]", "/f few(1)"),
      (#""maxItems": 2"#, "[1, 2]", ""), (#""maxItems": 2"#, "[1, 2, 3]", "/f many(2)"),
      (#""items": {"type": "string"}"#, #"["a", "b"]"#, ""),
      (#""items": {"type": "string"}"#, #"["a", 1, null]"#, "/f/1 type(string: number)|/f/2 null"),
      (
        #""maxItems": 1, "items": {"type": "string"}"#, #"["a", 1]"#,
        "/f many(1)|/f/1 type(string: number)"
      ),
      (
        #""items": {"type": "array", "items": {"type": "integer"}}"#, "[[1], [2, 3.5]]",
        "/f/1/1 type(integer: number)"
      ),
    ])
  func lists(_ limit: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"type": "array", \#(limit)}"#, value: value) == list(expected))
  }

  @Test(
    "Objects within the body",
    arguments: [
      (#""properties": {"a": {"type": "string"}}, "required": ["a"]"#, #"{"a": "x"}"#, ""),
      (#""properties": {"a": {"type": "string"}}, "required": ["a"]"#, "{}", "/f missing(a)"),
      (#""properties": {"a": {"type": "string"}}"#, #"{"a": 1}"#, "/f/a type(string: number)"),
      (#""properties": {"a": {"type": "string"}}"#, #"{"b": 1}"#, "/f/b unknown(b)"),
      (#""properties": {"a": {}}, "additionalProperties": true"#, #"{"b": 1}"#, "/f/b unknown(b)"),
      (
        #""properties": {"a": {}}, "additionalProperties": {"type": "integer"}"#,
        #"{"b": 1, "c": "x"}"#, "/f/c type(integer: string)"
      ),
      (#""additionalProperties": false"#, #"{"b": 1}"#, "/f/b unknown(b)"),
      (#""additionalProperties": true"#, #"{"b": 1}"#, ""),
      (
        #""properties": {"a~/b": {"type": "string"}}"#, #"{"a~/b": 1}"#,
        "/f/a~0~1b type(string: number)"
      ),
    ])
  func objects(_ limit: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"type": "object", \#(limit)}"#, value: value) == list(expected))
  }

  @Test(
    "Choices: any one will do, and the nearest speaks",
    arguments: [
      (#"[{"type": "string"}, {"type": "integer"}]"#, #""a""#, ""),
      (#"[{"type": "string"}, {"type": "integer"}]"#, "1", ""),
      (#"[{"type": "string"}, {"type": "integer"}]"#, "true", "/f type(string|integer: boolean)"),
      (#"[{"const": "auto"}, {"const": "off"}]"#, #""off""#, ""),
      (#"[{"const": "auto"}, {"const": "off"}]"#, #""on""#, #"/f notAllowed(["auto","off"])"#),
      (#"[{"const": "auto"}, {"type": "integer", "maximum": 9}]"#, "9", ""),
      (#"[{"const": "auto"}, {"type": "integer", "maximum": 9}]"#, #""auto""#, ""),
      (
        #"[{"type": "string", "const": "auto"}, {"type": "integer", "maximum": 9}]"#, "10",
        "/f above(9)"
      ),
      (#"[{"type": "string", "maxLength": 3}, {"type": "array"}]"#, #""abcd""#, "/f long(3)"),
      (
        #"[{"type": "string", "format": "uri"}, {"type": "string", "format": "binary"}]"#,
        #""abcd""#, "/f format(uri)"
      ),
      (
        #"[{"type": "array", "items": {"type": "string"}}, {"type": "string"}]"#, "[1]",
        "/f/0 type(string: number)"
      ),
    ])
  func choices(_ members: String, _ value: String, _ expected: String) throws {
    #expect(try findings(field: #"{"anyOf": \#(members)}"#, value: value) == list(expected))
    #expect(try findings(field: #"{"oneOf": \#(members)}"#, value: value) == list(expected))
  }

  @Test(
    "A choice within an object leaves alone what the object itself documents",
    arguments: [
      (#"{"a": 1, "b": 2}"#, ""), (#"{"a": 1, "c": 2}"#, ""), (#"{"a": 1}"#, "/f missing(b)"),
      (#"{"a": 1, "b": 2, "d": 3}"#, "/f/d unknown(d)"),
    ])
  func objectChoices(_ value: String, _ expected: String) throws {
    let schema = #"""
      {"type": "object", "properties": {"a": {"type": "integer"}}, "anyOf": [
        {"properties": {"b": {}}, "required": ["b"]}, {"properties": {"c": {}}, "required": ["c"]}]}
      """#
    #expect(try findings(field: schema, value: value) == list(expected))
  }

  @Test(
    "All parts of allOf count",
    arguments: [
      ("5", ""), ("1", "/f below(2)"), ("11", "/f above(10)"),
      (#""5""#, "/f type(integer: string)"),
      ("5.5", "/f type(integer: number)"),
    ])
  func allOf(_ value: String, _ expected: String) throws {
    let schema = #"""
      {"allOf": [{"type": "number", "minimum": 2}, {"type": "integer", "minimum": 1},
        {"maximum": 10}], "maximum": 20}
      """#
    #expect(try findings(field: schema, value: value) == list(expected))
  }

  private func list(_ expected: String) -> [String] {
    expected.isEmpty
      ? []
      : expected.split(separator: "|/").enumerated().map { index, text in
        index == 0 ? String(text) : "/" + text
      }
  }
}
