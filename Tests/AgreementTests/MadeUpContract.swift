import LosslessJSON

/// A contract of everything that the present one does not have.
enum MadeUpContract {
  static func judges() throws -> Judges {
    let paths = try schemas.map { name, schema in
      JSONObject.Member(
        key: "/v1/generation/made/\(name)",
        value: [
          "post": [
            "requestBody": ["content": ["application/json": ["schema": try JSON(parsing: schema)]]]
          ]
        ])
    }
    return try Judges(document: [
      "paths": .object(JSONObject(paths)),
      "components": ["schemas": try JSON(parsing: components)],
    ])
  }

  private static let schemas = [
    (
      "objects",
      ##"""
      {"type": "object", "required": ["scene"], "additionalProperties": false, "properties": {
        "scene": {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 4},
          "camera": {"$ref": "#/components/schemas/Camera"}}},
        "labels": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
        "exact": {"type": "object", "properties": {"a": {}}, "additionalProperties": false},
        "loose": {"type": "object", "properties": {"a": {"const": 1}}, "additionalProperties": true},
        "tree": {"$ref": "#/components/schemas/Tree"}, "free": {"type": "object"},
        "gone": {"$ref": "#/components/schemas/Gone"}, "never": false}}
      """##
    ),
    (
      "numbers",
      #"""
      {"type": "object", "properties": {
        "old": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 1,
          "exclusiveMaximum": true},
        "new": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "tenth": {"type": "number", "multipleOf": 0.1}, "third": {"multipleOf": 0.3},
        "eight": {"type": "integer", "multipleOf": 8, "minimum": 8, "maximum": 64},
        "maybe": {"type": "integer", "nullable": true, "maximum": 15},
        "both": {"allOf": [{"multipleOf": 2}, {"multipleOf": 3}, {"type": "integer"}]}}}
      """#
    ),
    (
      "words",
      #"""
      {"allOf": [
        {"type": "object", "properties": {
          "any": {"enum": ["auto", 4, 8.0, true, null, [1, 2], {"a": 1}]}, "one": {"const": [1]},
          "text": {"type": "string", "pattern": "^[a-z0]+$", "minLength": 2, "maxLength": 6},
          "size": {"oneOf": [{"const": "auto"}, {"type": "integer", "minimum": 1, "maximum": 9}]},
          "link": {"anyOf": [{"type": "string", "format": "uri"}, {"enum": ["none", null]}]}}},
        {"required": ["any"], "properties": {"text": {"pattern": "[a-z]$"}}}]}
      """#
    ),
    (
      "lists",
      ##"""
      {"type": "object", "properties": {
        "unique": {"type": "array", "uniqueItems": true, "minItems": 1, "maxItems": 3,
          "items": {"type": "integer", "minimum": 0, "maximum": 4}},
        "grid": {"type": "array", "items": {"type": "array", "minItems": 2,
          "items": {"type": "number"}}},
        "either": {"anyOf": [{"type": "array", "items": {"type": "string"}},
          {"type": "array", "items": {"type": "integer"}}]},
        "first": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}},
        "shots": {"type": "array", "maxItems": 2, "items": {"anyOf": [
          {"$ref": "#/components/schemas/Camera"}, {"type": "string", "maxLength": 3}]}}}}
      """##
    ),
    (
      "variants",
      ##"""
      {"type": "object", "required": ["prompt"], "properties": {"prompt": {"type": "string"}},
       "oneOf": [
        {"properties": {"feature": {"const": "text"}, "style": {"enum": ["a", "b"]}}},
        {"required": ["image_url"], "properties": {"feature": {"const": "image"},
          "image_url": {"type": "string", "format": "uri"}}},
        {"anyOf": [{"required": ["video_url"], "properties": {"video_url": {"type": "string"}}},
          {"properties": {"camera": {"$ref": "#/components/schemas/Camera"}}}]},
        {"title": "Extend", "x-fields-not-shown": true}]}
      """##
    ),
  ]

  private static let components = ##"""
    {"Camera": {"type": "object", "required": ["kind"], "properties": {
       "kind": {"enum": ["pan", "tilt"]}, "speed": {"$ref": "#/components/schemas/Speed",
       "maximum": 2}}},
     "Speed": {"$ref": "#/components/schemas/Number"}, "Number": {"type": "number", "minimum": 0.5},
     "Gone": {"$ref": "#/components/schemas/Nowhere"},
     "Tree": {"type": "object", "properties": {"size": {"type": "integer"},
       "next": {"$ref": "#/components/schemas/Tree"}}}}
    """##
}
