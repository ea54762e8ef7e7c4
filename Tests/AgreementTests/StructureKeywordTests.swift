import Testing

@Suite("Keywords for lists, objects and choices, read alike by both checks")
struct StructureKeywordTests {
  @Test(
    "Lists",
    arguments: [
      KeywordCase(
        #"{"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "integer"}}"#,
        taken: ["[1]", "[1, 2]"], refused: ["[]", "[1, 2, 3]", "[1.5]", "[null]", "1", "null"]),
      KeywordCase(
        #"{"items": {"items": {"maximum": 2}}}"#, taken: ["[[1, 2]]", "[3]", "7"],
        refused: ["[[1], [3]]"]),
      KeywordCase(
        #"{"uniqueItems": true}"#,
        taken: ["[]", "[1, 2]", #"["1", 1]"#, #"["é", "e\u0301"]"#, "1", "[[1], [2]]"],
        refused: [
          "[1, 1]", "[1, 2, 1.0]", #"["a", "b", "a"]"#, "[null, null]", #"[{"a": 1}, {"a": 1.0}]"#,
          #"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#,
        ]),
      KeywordCase(#"{"uniqueItems": false}"#, taken: ["[1, 1]"]),
      KeywordCase(
        #"{"allOf": [{"uniqueItems": true}, {"items": {"type": "integer"}}]}"#, taken: ["[1, 2]"],
        refused: ["[1, 1]", #"["a"]"#]),
      KeywordCase(
        #"{"allOf": [{"items": {"minimum": 2}}, {"items": {"maximum": 4}}]}"#, taken: ["[2, 4]"],
        refused: ["[1]", "[5]"]),
      KeywordCase(
        #"{"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}]}"#,
        taken: ["[]", "[1]", #"["a"]"#], refused: [#"["a", 1]"#, "[1.5]", "1"]),
      KeywordCase(
        #"{"allOf": [{"anyOf": [{"items": {"const": 1}}, {"type": "string"}]}, {"items": {"minimum": 1}}]}"#,
        taken: ["[1, 1]", #""a""#], refused: ["[2]", "[0]"]),
      KeywordCase(
        #"{"allOf": [{"minItems": 1, "maxItems": 2}, {"minItems": 2, "maxItems": 3}]}"#,
        taken: ["[1, 2]"], refused: ["[1]", "[1, 2, 3]"]),
      KeywordCase(#"{"allOf": [{"type": "string"}, false]}"#, refused: [#""a""#, "1", "null"]),
      KeywordCase(#"{"items": false}"#, taken: ["[]", "1"], refused: ["[1]", "[null]"]),
      KeywordCase(
        #"{"prefixItems": [{"type": "string"}], "items": {"type": "integer"}, "maxItems": 2}"#,
        taken: [#"["a", 1]"#, "[1]", "[null]"], refused: ["[1, 2, 3]"]),
      KeywordCase(#"{"items": [{"type": "string"}]}"#, taken: ["[1]"]),
      KeywordCase(#"{"contains": {"type": "string"}, "minContains": 2}"#, taken: ["[]", "[1]"]),
    ])
  func lists(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Objects",
    arguments: [
      KeywordCase(
        #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}}}"#,
        taken: [#"{"a": {"b": 1}}"#, #"{"a": 1, "a": {"b": "x", "b": 1}}"#],
        refused: [
          "{}", #"{"a": {}}"#, #"{"a": {"b": "1"}}"#, #"{"a": {"b": 1, "c": 1}}"#, #"{"a": null}"#,
          #"{"a": {"b": 1}, "a": {"b": "x"}}"#, "[]",
        ]),
      KeywordCase(#"{"type": "object"}"#, taken: ["{}", #"{"x": 1}"#]),
      KeywordCase(#"{"required": ["a"]}"#, taken: [#"{"a": 1, "b": 2}"#, "1"], refused: ["{}"]),
      KeywordCase(
        #"{"properties": {"a": {}}, "required": ["b"]}"#, taken: [#"{"b": [1]}"#],
        refused: [#"{"b": 1, "c": 1}"#, "{}"]),
      KeywordCase(
        #"{"properties": {"a": {}}, "additionalProperties": true}"#, taken: [#"{"a": 1}"#],
        refused: [#"{"b": 1}"#]),
      KeywordCase(#"{"additionalProperties": true}"#, taken: [#"{"b": 1}"#]),
      KeywordCase(#"{"additionalProperties": false}"#, taken: ["{}"], refused: [#"{"b": 1}"#]),
      KeywordCase(
        #"{"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}"#,
        taken: [#"{"a": "x", "b": 1}"#], refused: [#"{"b": "x"}"#, #"{"a": 1}"#, #"{"b": null}"#]),
      KeywordCase(
        #"{"allOf": [{"additionalProperties": {"minimum": 2}}, {"additionalProperties": {"maximum": 4}}]}"#,
        taken: [#"{"b": 3}"#], refused: [#"{"b": 1}"#, #"{"b": 5}"#]),
      KeywordCase(
        #"{"allOf": [{"additionalProperties": {"type": "integer"}}, {"additionalProperties": false}]}"#,
        taken: ["{}"], refused: [#"{"b": 1}"#]),
      KeywordCase(
        #"{"allOf": [{"properties": {"a": {"minimum": 2}}}, {"properties": {"a": {"maximum": 4}, "b": {}}, "required": ["b"]}]}"#,
        taken: [#"{"a": 3, "b": 1}"#],
        refused: [#"{"a": 1, "b": 1}"#, #"{"a": 5, "b": 1}"#, #"{"a": 3}"#, #"{"b": 1, "c": 1}"#]),
      KeywordCase(
        #"{"allOf": [{"properties": {"o": {"properties": {"a": {}}}}}, {"properties": {"o": {"properties": {"b": {}}}}}]}"#,
        taken: [#"{"o": {"a": 1, "b": 1}}"#], refused: [#"{"o": {"c": 1}}"#]),
      KeywordCase(
        #"{"allOf": [{"properties": {"a": {}}, "additionalProperties": false}, {"properties": {"b": {}}}]}"#,
        taken: [#"{"a": 1, "b": 1}"#], refused: [#"{"c": 1}"#]),
      KeywordCase(
        #"{"properties": {"a": false, "b": true}}"#, taken: ["{}", #"{"b": null}"#],
        refused: [#"{"a": 1}"#, #"{"a": null}"#]),
      KeywordCase(
        #"{"properties": {"a": {}}, "patternProperties": {"^x": {"type": "string"}}, "additionalProperties": false}"#,
        taken: [#"{"x1": "a"}"#, #"{"x1": 1}"#, #"{"c": 1}"#]),
      KeywordCase(
        #"{"allOf": [{"properties": {"a": {}}}, {"patternProperties": {"^x": {}}}]}"#,
        taken: [#"{"a": 1, "x1": 1}"#]),
      KeywordCase(
        #"{"not": {"type": "string"}, "if": {}, "then": false, "minProperties": 3, "propertyNames": {"maxLength": 0}, "dependentRequired": {"a": ["b"]}}"#,
        taken: [#""a""#, #"{"a": 1}"#]),
    ])
  func objects(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Choices, also within choices",
    arguments: ["anyOf", "oneOf"].flatMap { keyword in
      [
        KeywordCase(
          #"{"\#(keyword)": [{"type": "string", "maxLength": 2}, {"type": "integer"}]}"#,
          taken: [#""ab""#, "1"], refused: [#""abc""#, "1.5", "null", "[]"]),
        KeywordCase(
          #"{"\#(keyword)": [{"minimum": 1}, {"minimum": 2}]}"#, taken: ["1", "3"], refused: ["0"]),
        KeywordCase(
          #"{"maximum": 9, "\#(keyword)": [{"const": "auto"}, {"type": "integer"}]}"#,
          taken: [#""auto""#, "9"], refused: ["10", #""off""#]),
        KeywordCase(
          #"{"\#(keyword)": [{"anyOf": [{"const": 1}, {"const": 2}]}, {"oneOf": [{"const": "a"}, {"type": "array"}]}]}"#,
          taken: ["1", "2", #""a""#, "[]"], refused: ["3", #""b""#]),
        KeywordCase(
          #"{"properties": {"a": {"type": "integer"}}, "\#(keyword)": [{"properties": {"b": {}}, "required": ["b"]}, {"properties": {"c": {}}, "required": ["c"]}]}"#,
          taken: [#"{"a": 1, "b": 2}"#, #"{"c": 2}"#],
          refused: [
            #"{"a": 1}"#, #"{"b": 1, "c": 2}"#, #"{"b": 1, "d": 2}"#, #"{"a": "x", "b": 1}"#,
          ]
        ),
        KeywordCase(
          #"{"allOf": [{"\#(keyword)": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]}, {"properties": {"c": {}}}]}"#,
          taken: [#"{"a": 1, "c": 2}"#, #"{"b": 1}"#],
          refused: [#"{"a": 1, "b": 1}"#, #"{"d": 1}"#]),
        KeywordCase(
          #"{"\#(keyword)": [{"type": "object", "properties": {"a": {"\#(keyword)": [{"type": "string"}, {"type": "null"}]}}}, {"type": "string"}]}"#,
          taken: [#"{"a": null}"#, #"{"a": "x"}"#, #""x""#], refused: [#"{"a": 1}"#, "1"]),
        KeywordCase(
          #"{"properties": {"a": {}}, "\#(keyword)": [{"properties": {"b": {}}, "additionalProperties": false}, {"additionalProperties": {"type": "integer"}, "required": ["n"]}]}"#,
          taken: [#"{"a": "x", "b": 1}"#, #"{"a": "x"}"#], refused: [#"{"a": "x", "c": "y"}"#]),
        KeywordCase(#"{"\#(keyword)": []}"#, taken: ["1", "null"]),
        KeywordCase(
          #"{"\#(keyword)": [false, {"type": "string"}]}"#, taken: [#""a""#], refused: ["1"]),
        KeywordCase(#"{"\#(keyword)": [false]}"#, refused: ["1", "{}"]),
        KeywordCase(
          #"{"\#(keyword)": [{"title": "A", "x-fields-not-shown": true}, {"type": "object", "properties": {"a": {}}}]}"#,
          taken: [#"{"a": 1}"#], refused: [#"{"b": 1}"#, "1"]),
        KeywordCase(
          #"{"\#(keyword)": [{"x-fields-not-shown": true}]}"#, refused: ["1", "{}", #""a""#]),
      ]
    })
  func choices(_ item: KeywordCase) throws { try item.check() }

  @Test("Two groups of choices in one object both count")
  func groups() throws {
    try KeywordCase(
      #"""
      {"anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {}}, "required": ["b"]}],
       "oneOf": [{"properties": {"c": {}}, "required": ["c"]}, {"properties": {"d": {"maximum": 2}}, "required": ["d"]}]}
      """#,
      taken: [#"{"a": "x", "c": 1}"#, #"{"b": 1, "d": 2}"#],
      refused: [
        #"{"a": "x"}"#, #"{"c": 1}"#, #"{"a": 1, "c": 1}"#, #"{"b": 1, "d": 3}"#,
        #"{"a": "x", "c": 1, "e": 1}"#, #"{"a": "x", "b": 1, "c": 1}"#,
      ]
    ).check()
  }

  @Test(
    "References",
    arguments: [
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Chain"}"##, taken: [#""abc""#],
        refused: [#""abcd""#, "1"]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Word", "minLength": 2}"##, taken: [#""ab""#],
        refused: [#""a""#, #""abcd""#]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/a~1b~0c%20d"}"##, taken: ["1"], refused: [#""a""#]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Missing"}"##, taken: ["1", "null", #"{"a": 1}"#]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Missing", "type": "string"}"##, taken: [#""a""#],
        refused: ["1", "null"]),
      KeywordCase(##"{"$ref": "other.json#/A"}"##, taken: ["1", "null"]),
      KeywordCase(##"{"$ref": "#/components/schemas/Loop"}"##, taken: ["1", "null", "[1]"]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Ping"}"##, taken: ["2", "9", #""a""#],
        refused: ["1", "10"]),
      KeywordCase(##"{"$ref": "#/components/schemas/Many"}"##, taken: [#""a""#, "1"]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Tree"}"##,
        taken: [
          #"{"name": "a", "next": {"name": "b", "next": {"name": "c"}}}"#,
          #"{"name": "a", "children": [{"name": "b", "children": []}]}"#,
        ],
        refused: [
          "{}", #"{"name": 1}"#, #"{"name": "a", "next": {}}"#, #"{"name": "a", "next": null}"#,
          #"{"name": "a", "next": {"name": "b", "next": {"name": 1}}}"#,
          #"{"name": "a", "children": [{"name": "b", "children": [{"name": "c", "d": 1}]}]}"#,
        ]),
      KeywordCase(
        ##"{"$ref": "#/components/schemas/Branch"}"##,
        taken: [#"{"name": "a", "size": 1, "next": {"name": "b"}}"#],
        refused: [#"{"size": 1}"#, #"{"name": "a", "next": {"name": "b", "size": 1}}"#]),
      KeywordCase(
        ##"{"allOf": [{"$ref": "#/components/schemas/Word"}, {"$ref": "#/components/schemas/Word"}]}"##,
        taken: [#""abc""#], refused: [#""abcd""#]),
    ])
  func references(_ item: KeywordCase) throws { try item.check() }

  @Test(
    "Keywords of the wrong type are passed over",
    arguments: [
      #"{"type": 5}"#, #"{"type": "file"}"#, #"{"type": ["string", "date"]}"#, #"{"enum": "a"}"#,
      #"{"enum": []}"#, #"{"minimum": "1"}"#, #"{"maxLength": 1e400}"#, #"{"items": 3}"#,
      #"{"required": true}"#, #"{"format": 1}"#, #"{"nullable": "yes"}"#, #"{"properties": []}"#,
      #"{"anyOf": {}}"#, #"{"allOf": 1}"#, #"{"uniqueItems": 1}"#, #"{"$ref": 5}"#, "true", "7",
    ])
  func wrongKeywords(_ schema: String) throws {
    let values = ["null", "true", "1.5", #""text""#, "[1, 1]", #"{"a": 1}"#]
    try KeywordCase(schema, taken: values).check()
  }
}
