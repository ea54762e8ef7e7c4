package import Contracts

/// A small contract with fields of every sort.
package enum FuzzContract {
  /// The models of it; nil if it cannot be read.
  package static func catalogue() -> Catalogue? {
    (try? OpenAPIDocument(parsing: Array(text.utf8))).map {
      Catalogue(document: $0, navigation: nil)
    }
  }

  private static let text = """
    {"openapi": "3.1.0", "info": {"title": "lab", "version": "1"}, "paths": {
      "/generation/lab/still": {"post": {"tags": ["Images"], "summary": "Still",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {"prompt": {"type": "string"}, "seed": {"type": "integer"}}}}}}}},
      "/generation/lab/clip": {"post": {"tags": ["Videos"], "summary": "Clip",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
          "properties": {
            "prompt": {"type": "string", "maxLength": 40},
            "shape": {"type": "string", "enum": ["16:9", "1080p", "wide"]},
            "duration": {"type": "integer", "minimum": 3, "maximum": 15},
            "count": {"type": "integer", "minimum": 1, "maximum": 4},
            "weight": {"type": "number", "multipleOf": 0.5},
            "flag": {"type": "boolean"},
            "note": {"type": ["string", "null"]},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            "camera": {"type": "object", "properties": {
              "mode": {"type": "string", "enum": ["fast", "slow"]}, "size": {"type": "integer"}},
              "required": ["mode"]},
            "anything": {"x-type-not-shown": true},
            "image_url": {"type": "string", "format": "uri"},
            "image_urls": {"type": "array", "items": {"type": "string", "format": "uri"}},
            "video_url": {"type": "string", "format": "uri"}
          }}}, "multipart/form-data": {"schema": {}}}}}}
    }}
    """
}
